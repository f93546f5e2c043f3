"""The strings of C7: the keys of programs."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from portal.delivery.api.keys import DELIVERIES, METRICS
from portal.delivery.models import ApiKey
from portal.delivery.presenters.words import Tag
from portal.design.formats import moment

HEAD: Final = ("Name", "Begins with", "May", "Made", "Last used", "Status", "Revoke")
MAY: Final = {DELIVERIES: "Hand in deliveries", METRICS: "Read the figures at /metrics"}
IN_USE: Final = Tag("In use", "green")
REVOKED: Final = Tag("Revoked", "grey")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the list; `href` is where it can be revoked, "" for one that is."""

    name: str
    prefix: str
    may: str
    made: str
    last_used: str
    state: Tag
    href: str


def row(key: ApiKey) -> KeyRow:
    """A key as staff see it."""
    by = key.created_by.name if key.created_by else "the IT team"
    return KeyRow(
        name=key.name,
        prefix=f"{key.prefix}…",
        may=", ".join(MAY.get(scope, scope) for scope in key.scopes),
        made=f"{moment(key.created_at)}, by {by}",
        last_used=moment(key.last_used_at) if key.last_used_at else "Never",
        state=REVOKED if key.revoked_at else IN_USE,
        href="" if key.revoked_at else reverse("delivery:revoke-key", args=[key.pk]),
    )


def facts(key: ApiKey) -> list[dict[str, str]]:
    """What the page to revoke a key says of it."""
    shown = row(key)
    said = {"Name": shown.name, "Begins with": shown.prefix, "Made": shown.made, "Last used": shown.last_used}
    return [{"key": name, "value": value} for name, value in said.items()]
