"""How sure the matching engine was of whom, when a request came in."""

from dataclasses import dataclass
from typing import Any

from portal.access.models import AccessRequest, Assessment
from portal.matching.records import Candidate, Level, Query, Tier
from portal.matching.representatives import ON_FILE
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


def role_doubt(request: AccessRequest) -> str:
    """Why the role asked for did not stand on file when the request came in, small; "" if it did, or none is needed.

    Of the best candidate: how well a person fits says nothing of whether the requester acts for them.
    """
    kept: Assessment | None = getattr(request, "assessment", None)
    found = kept.candidates[0].get("representative") if kept and kept.candidates else None
    if not found or found["tier"] == Tier.STRONG:
        return ""
    if found["tier"] == Tier.NOT_ON_FILE:
        return "role not on file"
    if found["words"] != ON_FILE:
        return str(found["words"])
    return "role on file in a similar name" if found["tier"] == Tier.WEAK else ""


def seen(candidate: Candidate) -> Seen:
    """What the engine says of a person now."""
    return Seen(candidate.tier, candidate.weight, {name: each.level for name, each in candidate.fields.items()})


def _read(kept: dict[str, Any]) -> Seen:
    levels = {name: Level(field["level"]) for name, field in kept.get("fields", {}).items()}
    return Seen(Tier(kept["tier"]), kept["weight"], levels)
