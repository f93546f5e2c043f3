"""How the audit trail is read."""

from typing import TYPE_CHECKING, Protocol

from django.db import models

if TYPE_CHECKING:
    from portal.audit.models import Entry  # noqa: F401 - ruff does not see the name in the base class below


def type_of(thing: models.Model) -> str:
    """The kind of an object as the trail names it, e.g. "accessrequest"."""
    return thing._meta.model_name or ""  # noqa: SLF001 - Django's documented interface


class Known(Protocol):
    """An account or a person, as far as the trail knows them: a number that outlives them."""

    @property
    def pk(self) -> int: ...


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, by whom they are about, who acted, and what was acted on."""

    def about(self, person: Known) -> "EntryQuerySet":
        """What was done to this person's data, and who read it."""
        return self.filter(person_id=person.pk)

    def by(self, account: Known) -> "EntryQuerySet":
        """What this account did, as staff or as a member of the public."""
        return self.filter(actor_id=account.pk)

    def on(self, thing: models.Model) -> "EntryQuerySet":
        """What happened to one object, e.g. an access request."""
        return self.filter(object_type=type_of(thing), object_id=str(thing.pk))

    def newest_first(self) -> "EntryQuerySet":
        """The order of the indexes on person and actor."""
        return self.order_by("-id")
