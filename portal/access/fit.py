"""Whether the person an officer chose fits what was typed well enough for one pair of eyes."""

from typing import Any

from portal.access.models import AccessRequest, Assessment, Proposal
from portal.council.identity import council
from portal.people.keys import last_name_key
from portal.people.models import Person

# What tells one person from another.
IDENTITY = ("first_name", "last_name", "date_of_birth", "place")


def why_second_check(request: AccessRequest, person: Person) -> str:
    """Why a second person has to look at an approval for this person (a Proposal.Why); "" if nobody has to.

    "Nearly the same" alone needs no second person, only a written reason (casework's form asks for it).
    """
    if not council().casework.second_check or fits(request, person):
        return ""
    return Proposal.Why.DETAILS_DIFFER


def fits(request: AccessRequest, person: Person) -> bool:
    """Whether the person is a strong or possible candidate and no identity field is different."""
    found = candidate_in(request, person)
    if found is None:
        return not Assessment.objects.filter(request=request).exists() and _same_details(request, person)
    return found["tier"] != "weak" and not any(level_of(found, name) == "different" for name in IDENTITY)


def candidate_in(request: AccessRequest, person: Person) -> dict[str, Any] | None:
    """The person as the assessment kept with the request sees them (matching.md); None if they are not among its
    candidates, or it has not been made.
    """
    made = Assessment.objects.filter(request=request).first()
    found = made.candidates if made else []
    return next((candidate for candidate in found if candidate["person_id"] == person.pk), None)


def level_of(candidate: dict[str, Any], name: str) -> str:
    """How a field of a candidate compares: same, near, different, not_held or not_given."""
    level: str = candidate["fields"].get(name, {}).get("level", "not_given")
    return level


def _same_details(request: AccessRequest, person: Person) -> bool:
    whose = "person" if request.is_for_someone_else else "own"
    typed = {name: getattr(request, f"{whose}_{name}") for name in ("first_name", "last_name", "date_of_birth")}
    postcode = getattr(request, f"{whose}_postcode")
    return (
        last_name_key(typed["first_name"]) in map(last_name_key, (person.first_name, person.known_as))
        and last_name_key(typed["last_name"]) == last_name_key(person.last_name)
        and typed["date_of_birth"] == person.date_of_birth
        and postcode.replace(" ", "") == (person.current_address.get("postcode") or "").replace(" ", "")
    )
