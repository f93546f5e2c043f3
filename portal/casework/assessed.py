"""How sure the matching engine was of whom, when a request came in."""

from dataclasses import dataclass
from typing import Any

from portal.access.models import AccessRequest, Assessment
from portal.matching.records import Candidate, Level, Query, Tier
from portal.people.assessing import assess


@dataclass(frozen=True, slots=True)
class Seen:
    """What an assessment says of one person. `weight` is in bits (portal/matching/weights.py)."""

    tier: Tier
    weight: float
    levels: dict[str, Level]


@dataclass(frozen=True, slots=True)
class Assessed:
    """The candidates, best first, by the key of the person; `is_kept`: not made for this page alone."""

    seen: dict[int, Seen]
    is_kept: bool


def assessed(request: AccessRequest, query: Query) -> Assessed:
    """The assessment kept with the request; without one (the worker may be down) it is made now and not kept."""
    kept = Assessment.objects.filter(request=request).first()
    if kept is None:
        return Assessed({one.person_id: seen(one) for one in assess(query).candidates}, is_kept=False)
    return Assessed({one["person_id"]: _read(one) for one in kept.candidates}, is_kept=True)


def seen(candidate: Candidate) -> Seen:
    """What the engine says of a person now."""
    return Seen(candidate.tier, candidate.weight, {name: each.level for name, each in candidate.fields.items()})


def _read(kept: dict[str, Any]) -> Seen:
    levels = {name: Level(field["level"]) for name, field in kept.get("fields", {}).items()}
    return Seen(Tier(kept["tier"]), kept["weight"], levels)
