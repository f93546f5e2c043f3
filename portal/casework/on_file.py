"""F11: a person as the finance system knows them, who can see their documents, and what does not fit together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.utils import timezone

from portal.access.models import Grant
from portal.audit.models import Entry
from portal.design.paging import Page, latest
from portal.documents.models import Document
from portal.people.models import Person, Representative


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """How many documents of a kind were loaded, and when the newest was issued."""

    kind: str
    number: int
    newest: date


def access_to(person: Person) -> list[Grant]:
    """Every access to this person's documents: what holds first, then what has ended, the latest first."""
    grants = Grant.objects.filter(person=person).exclude(end_reason=Grant.EndReason.REPLACED)
    known = grants.select_related("account", "person", "representative")
    return sorted(known, key=lambda grant: (bool(grant.over_because), -grant.starts_on.toordinal()))


def documents_of(person: Person) -> list[DocumentCount]:
    """By kind; withdrawn ones are left out."""
    loaded = Document.objects.about(person).filter(withdrawn=False).order_by("kind")
    counted = loaded.values_list("kind").annotate(Count("pk"), Max("issued_on"))
    return [DocumentCount(kind, number, newest) for kind, number, newest in counted]


def history_of(person: Person, after: str) -> Page[Entry]:
    """What was done to this person's data and who read it, newest first, from a place on."""
    return latest(Entry.objects.about(person), after)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A role on file without access, or access without a role on file; or several accounts for one person."""

    representative: Representative | None = None
    grant: Grant | None = None
    own_accounts: int = 0


def mismatches(representatives: list[Representative], grants: list[Grant]) -> Iterator[Unmatched]:
    """What does not fit together, for the people on file who act for a person and the access there is."""
    live = [grant for grant in grants if not grant.over_because]
    rested_on = {grant.representative_id for grant in live}
    for on_file in representatives:
        if acts_now(on_file) and on_file.pk not in rested_on:
            yield Unmatched(representative=on_file)
    for grant in live:
        if not grant.is_own and (grant.representative is None or grant.representative.no_longer_held_since):
            yield Unmatched(grant=grant)
    own = {grant.account_id for grant in live if grant.is_own}
    if len(own) > 1:
        yield Unmatched(own_accounts=len(own))


def acts_now(on_file: Representative) -> bool:
    """Whether the role has begun and holds, as far as the finance system says."""
    today = timezone.localdate()
    begun = on_file.starts_on is None or on_file.starts_on <= today
    return begun and not on_file.no_longer_held_since and not on_file.is_over(on_file.role, today)
