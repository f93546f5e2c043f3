"""Whether the person an officer chose fits what was typed well enough for one pair of eyes."""

from typing import Any

from portal.access.assessing import IDENTITY, query_of
from portal.access.models import AccessRequest, Proposal
from portal.council.identity import council
from portal.matching.records import Level, Tier
from portal.people.assessing import weigh
from portal.people.models import Person


def why_second_check(request: AccessRequest, person: Person) -> str:
    """Why a second person has to look at an approval for this person (a Proposal.Why); "" if nobody has to.

    "Nearly the same" alone needs no second person, only a written reason (casework's form asks for it).
    """
    if not council().casework.second_check or fits(request, person):
        return ""
    return Proposal.Why.DETAILS_DIFFER


def fits(request: AccessRequest, person: Person) -> bool:
    """Whether the person, as the file holds them now, is a strong or possible candidate without a contradiction."""
    weighed = weigh(query_of(request), person)
    fields = [weighed.fields[name] for name in IDENTITY if name in weighed.fields]
    return weighed.tier in (Tier.STRONG, Tier.POSSIBLE) and all(field.level != Level.DIFFERENT for field in fields)


def level_of(candidate: dict[str, Any], name: str) -> str:
    """How a field of a kept candidate compares (Assessment.candidates): same, near, different, not_held, not_given."""
    level: str = candidate["fields"].get(name, {}).get("level", Level.NOT_GIVEN)
    return level
