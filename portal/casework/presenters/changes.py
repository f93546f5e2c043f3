"""The strings of F10."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.casework.changes import GOES_ON, MOMENT, MOST_COUNTED, Change, Changed
from portal.casework.presenters.words import role_label
from portal.council.identity import RoleCode, council
from portal.design.formats import day

TABS: Final = {
    Changed.ENDED: "Access that ended",
    Changed.UNSEEN: "Documents nobody can see",
    Changed.NOT_HELD: "Roles no longer on file",
    Changed.OBJECTED: "People who object",
}
INTRODUCTIONS: Final = {
    Changed.ENDED: (
        "Our finance system told us that these people have died or these roles have ended. Access ended the same day, "
        "and its holders were told. Look at each row. Then tick it and apply."
    ),
    Changed.UNSEEN: (
        "New documents came for these people after the last access ended. Nobody on the portal can see them. "
        "Send them another way, if somebody needs them. Then tick the row and apply."
    ),
    Changed.NOT_HELD: (
        "Our finance system no longer lists these roles or people. Access goes on until somebody ends it. "
        "Find out why, then end the access, or have the finance system put right."
    ),
    Changed.OBJECTED: (
        "These people said that they do not want somebody to see their documents. Talk to them: somebody may have to "
        "be kept safe. End the access, or, if it goes on, tick the row and apply. Nobody is told by email."
    ),
}
TAKEN_BACK: Final = "Our finance system has taken this back"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of F10."""

    grant: Grant
    person: str
    person_url: str
    holder: str
    holder_url: str
    role: str
    changed: str
    when: str
    others: str
    proposed: str
    end_url: str


def row(show: Changed, change: Change, *, may_end: bool) -> ChangeRow:
    """A row of a list; `may_end`: its reader may end access."""
    grant = change.grant
    since: datetime | None = getattr(grant, MOMENT[show]) if show in MOMENT else None
    ends = show in GOES_ON and may_end
    return ChangeRow(
        grant=grant,
        person=f"{grant.person.name}, number {grant.person.person_ref}",
        person_url=reverse("casework:person", args=[grant.person.public_id]),
        holder=grant.account.name,
        holder_url="" if grant.account.is_staff else reverse("casework:account", args=[grant.account.public_id]),
        role=role_label(grant.role),
        changed=_changed(show, change),
        when=day(since) if since else "–",
        others=f"{change.others} {'other' if change.others == 1 else 'others'}" if change.others else "Nobody",
        proposed=_proposed(show, change),
        end_url=reverse("casework:end-access", args=[grant.pk]) if ends else "",
    )


def tabs(show: Changed) -> list[dict[str, Any]]:
    """The sub-navigation."""
    return [{"text": text, "href": address(tab), "current": tab is show} for tab, text in TABS.items()]


def address(show: Changed, after: str = "") -> str:
    """The address of a list, from a place on."""
    wanted = {"show": show.value} if show is not Changed.ENDED else {}
    query = urlencode(wanted | ({"after": after} if after else {}))
    return reverse("casework:changes") + (f"?{query}" if query else "")


def to_confirm(number: int) -> str:
    """The words of the link on the queue; "" if there is nothing to confirm."""
    if not number:
        return ""
    some = f"{number} or more" if number >= MOST_COUNTED else str(number)
    return f"{some} {'end' if number == 1 else 'ends'} of access to confirm"


def objections(number: int) -> str:
    """The words of the link on the queue; "" if nobody objects."""
    if not number:
        return ""
    people, some = ("person does", str(number)) if number == 1 else ("people do", str(number))
    some = f"{number} or more" if number >= MOST_COUNTED else some
    return f"{some} {people} not want somebody to see their documents"


def _changed(show: Changed, change: Change) -> str:
    grant, person = change.grant, change.grant.person
    if show is Changed.UNSEEN:
        return f"{change.unseen} new {'document' if change.unseen == 1 else 'documents'}"
    if show is Changed.OBJECTED:
        return "Does not want this access"
    if show is Changed.NOT_HELD:
        gone = person.no_longer_held_since or (grant.representative and grant.representative.no_longer_held_since)
        what = "Person" if person.no_longer_held_since else "Role"
        return f"{what} not on file since {day(gone)}" if gone else TAKEN_BACK
    if grant.end_reason == Grant.EndReason.PERSON_DIED:
        return f"Has died, on {day(person.date_of_death)}" if person.date_of_death else TAKEN_BACK
    return _role_change(grant)


def _role_change(grant: Grant) -> str:
    on_file = grant.representative
    if on_file is None or not on_file.is_over(grant.role, timezone.localdate()):
        return TAKEN_BACK
    if on_file.role != grant.role:
        return f"The role on file is now {role_label(on_file.role)}"
    return f"Role ended on {day(on_file.ends_on)}" if on_file.ends_on else "Role ended"


def _proposed(show: Changed, change: Change) -> str:
    if show is Changed.UNSEEN:
        return "Send them another way"
    if show is Changed.NOT_HELD:
        return "Find out why, then end the access"
    if show is Changed.OBJECTED:
        return "Talk to the person"
    if _changed(show, change) == TAKEN_BACK:
        return "Confirm, and ask them to send a new request if they still act"
    executors = any(role.code == RoleCode.EXECUTOR for role in council().roles)
    if change.grant.end_reason == Grant.EndReason.PERSON_DIED and executors:
        return "Confirm. An executor has to send a new request"
    return "Confirm"
