"""Which requests can be approved among others (F6), and for whom each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.access.assessing import WHO
from portal.access.checks import Level, checks, histories, representative_for
from portal.access.fit import level_of
from portal.access.models import AccessRequest, Assessment
from portal.council.identity import council
from portal.matching.records import Tier
from portal.people.models import Person, Representative


@dataclass(frozen=True, slots=True)
class Ready:
    """A request, whom it is for, the role on file; `obstacle` says why it has to be decided by itself ("": nothing)."""

    request: AccessRequest
    person: Person | None
    representative: Representative | None
    obstacle: str


def ready_for_bulk(requests: Sequence[AccessRequest]) -> list[Ready]:
    """Each of these requests, in their order; a few statements, however many they are."""
    found = {made.request_id: made.candidates for made in Assessment.objects.filter(request__in=requests)}
    fitting = {key: [one for one in candidates if one["tier"] != Tier.WEAK] for key, candidates in found.items()}
    alone = {key: candidates[0] for key, candidates in fitting.items() if len(candidates) == 1}
    wanted = {candidate["person_id"] for candidate in alone.values()}
    people = Person.objects.prefetch_related("representatives").in_bulk(wanted)
    known = histories(requests)
    made = []
    for request in requests:
        candidate = alone.get(request.pk)
        person = people.get(candidate["person_id"]) if candidate else None
        if person is None or candidate is None:
            made.append(Ready(request, None, None, "There is not exactly one person it may be about"))
            continue
        representative = representative_for(request, person) if request.is_for_someone_else else None
        failed = [each.words for each in checks(request, person, known[request.pk]) if each.level is not Level.PASS]
        obstacle = _not_bulk(request) or _not_exact(request, candidate) or next(iter(failed), "")
        made.append(Ready(request, person, representative, obstacle))
    return made


def _not_bulk(request: AccessRequest) -> str:
    if request.status != AccessRequest.Status.SUBMITTED:
        return "It is not new any more"
    if request.is_for_someone_else and not council().casework.bulk_for_representatives:
        return "It is for someone else"
    return ""


def _not_exact(request: AccessRequest, candidate: dict[str, object]) -> str:
    exact = request.match_band == AccessRequest.MatchBand.EXACT and candidate["tier"] == "strong"
    same = all(level_of(candidate, name) == "same" for name in WHO)
    # Not everybody was asked for a person number; whoever gave one must have given the right one.
    same = same and level_of(candidate, "person_ref") in ("same", "not_given")
    return "" if exact and same else "Not all details are the same"
