"""The people on file a request may be about, each with what an officer needs to know to decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from portal.access.assessing import WHO, query_of
from portal.access.checks import Check, checks, histories
from portal.access.models import AccessRequest, Grant
from portal.casework.assessed import Assessed, Seen, assessed, seen
from portal.casework.comparing import Compared
from portal.casework.sides import acting_side, person_side
from portal.matching import records
from portal.matching.records import Level, Query
from portal.people.assessing import weigh
from portal.people.models import Person, Representative

IDENTITY = dict(zip(WHO, ("first name", "last name", "date of birth", "address"), strict=True))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on file beside what was typed: `weighed` now, and as `seen` when the request came in.

    `acting` is the requester beside `nearest`, who of the representatives on file comes nearest to them.
    """

    person: Person
    weighed: records.Candidate
    seen: Seen
    compared: list[Compared]
    acting: list[Compared]
    nearest: Representative | None
    representatives: list[Representative]
    holders: list[Grant]
    checks: list[Check]
    searched_for: bool

    @property
    def differences(self) -> list[str]:
        """The identity fields that are not the same, small: an approval then needs a written reason."""
        fields = self.weighed.fields
        return [words for name, words in IDENTITY.items() if fields[name].level is not Level.SAME]

    @property
    def has_changed(self) -> bool:
        """Whether the finance system's record fits otherwise than when the request was assessed."""
        return seen(self.weighed).levels != self.seen.levels


@dataclass(frozen=True, slots=True)
class Candidates:
    """All of them, best first; `is_kept`: the assessment was made when the request came in, not for this page."""

    people: list[Candidate]
    is_kept: bool


def candidates_for(request: AccessRequest, searched_for: Iterable[Person] = ()) -> Candidates:
    """Those the assessment found, then those an officer searched for."""
    query = query_of(request)
    found = assessed(request, query)
    known = Person.objects.prefetch_related(on_file()).in_bulk(found.seen)
    others = [person for person in searched_for if person.pk not in known]
    people = [*(known[pk] for pk in found.seen if pk in known), *others]
    return Candidates(_beside(request, query, people, found), found.is_kept)


def candidate(request: AccessRequest, person: Person) -> Candidate:
    """One person beside a request."""
    query = query_of(request)
    return _beside(request, query, [person], assessed(request, query))[0]


def on_file() -> "Prefetch[str]":
    """Who formally acts for a person, earliest first, for `prefetch_related`."""
    return Prefetch("representatives", Representative.objects.order_by("starts_on", "pk"))


def _beside(request: AccessRequest, query: Query, people: list[Person], found: Assessed) -> list[Candidate]:
    holders, history = _holders(person.pk for person in people), histories([request])[request.pk]
    made = []
    for person in people:
        weighed, acting_for = weigh(query, person), list(person.representatives.all())
        nearest = _nearest(weighed, acting_for)
        made.append(
            Candidate(
                person=person,
                weighed=weighed,
                seen=found.seen.get(person.pk) or seen(weighed),
                compared=person_side(request, person, weighed),
                acting=acting_side(request, nearest, weighed.representative)
                if nearest and weighed.representative
                else [],
                nearest=nearest,
                representatives=acting_for,
                holders=holders[person.pk],
                checks=checks(request, person, history),
                searched_for=person.pk not in found.seen,
            )
        )
    return made


def _nearest(weighed: records.Candidate, acting_for: list[Representative]) -> Representative | None:
    found = weighed.representative
    refs = {each.representative_ref: each for each in acting_for}
    return refs.get(found.representative_ref) if found else None


def _holders(people: Iterable[int]) -> dict[int, list[Grant]]:
    """Who can see the documents of these people now."""
    held: dict[int, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.live().filter(person__in=people).select_related("account").order_by("starts_on", "id"):
        held[grant.person_id].append(grant)
    return held
