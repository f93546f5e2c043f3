"""The two tables of F2: the person beside the finance client, and the requester beside the finance contact."""

from datetime import date

from django.utils import timezone

from portal.access.assessing import query_of
from portal.access.models import AccessRequest
from portal.casework.comparing import NOTHING, Compared, compare, email_key, phone_key, told
from portal.casework.presenters.words import role_label
from portal.design.formats import day, in_one_line
from portal.matching.places import compare_places, place_of
from portal.matching.records import ActingFound, Address, Candidate, Comparison, Level
from portal.people.keys import last_name_key
from portal.people.models import Person, Representative
from portal.people.on_file import address_on_file


def person_side(request: AccessRequest, person: Person, weighed: Candidate) -> list[Compared]:
    """Field by field, what was typed of the person and what is held; names, dates and places as the engine says."""
    typed, fields = query_of(request), weighed.fields
    others = [person.middle_names, person.known_as, *(f"{name} (before)" for name in person.previous_last_names)]
    rows = [
        told("First name", [typed.first_name], [person.first_name], fields["first_name"]),
        told("Last name", [typed.last_name], [person.last_name], fields["last_name"]),
        told("Other names", [typed.known_as], others, _other_name(typed.known_as, person, fields)),
        told("Date of birth", _day(typed.date_of_birth), _day(person.date_of_birth), fields["date_of_birth"]),
        told("Address", _written(typed.address), _lives(person), fields["place"]),
        told("Person number", [typed.person_ref], [person.person_ref], fields.get("person_ref", NOTHING)),
    ]
    if not request.is_for_someone_else:
        rows += [
            compare("Phone", request.account.phone, person.phone, phone_key),
            compare("Email", request.account.email, person.email, email_key),
        ]
    return rows


def acting_side(request: AccessRequest, held: Representative, found: ActingFound) -> list[Compared]:
    """Field by field, the requester and whoever on file comes nearest to them."""
    fields, address = found.fields, address_on_file(held.address or {})
    typed_at = Address(tuple(request.own_address_lines), request.own_postcode, request.own_uprn)
    place = compare_places(place_of(typed_at), (place_of(address),))
    now = Comparison(Level.DIFFERENT, found.words) if _is_over(held) else Comparison(Level.SAME, "")
    return [
        told("First name", [request.own_first_name], [held.first_name], fields["first_name"]),
        told("Last name", [request.own_last_name], [held.last_name or held.organisation], fields["last_name"]),
        told("Role", [role_label(request.role)], [role_label(held.role)], fields["role"]),
        told("Role holds today", ["Yes"], _from_until(held), now),
        told("Address", _written(typed_at, request.own_town), _written(address, _town(held)), place),
        told("Email", [request.account.email], [held.email], fields["email"]),
        compare("Phone", request.account.phone, held.phone, phone_key),
    ]


def _other_name(typed: str, person: Person, fields: dict[str, Comparison]) -> Comparison:
    """Any name of the file counts, a previous last name too; the engine looks for another first name."""
    names = (person.known_as, person.middle_names, *person.previous_last_names)
    held, found = {last_name_key(name) for name in names if name}, fields.get("known_as", NOTHING)
    if last_name_key(typed) in held - {""}:
        return Comparison(Level.SAME, "same")
    is_missing = found.level is Level.DIFFERENT and not held
    return Comparison(Level.NOT_HELD, "not held") if is_missing else found


def _written(address: Address, town: str = "") -> list[str]:
    return [in_one_line([*address.lines, town]), address.postcode]


def _town(held: Representative) -> str:
    return (held.address or {}).get("town") or ""


def _lives(person: Person) -> list[str]:
    """Where they live, and the postcodes of earlier addresses."""
    current = person.current_address
    before = [each["postcode"] for each in person.addresses if each.get("to") and each.get("postcode")]
    return [
        in_one_line([*(current.get("lines") or []), current.get("town") or ""]),
        current.get("postcode") or "",
        f"Before: {', '.join(before)}" if before else "",
    ]


def _from_until(held: Representative) -> list[str]:
    starts = f"From {day(held.starts_on)}" if held.starts_on else "Start not held"
    return [starts, ending(held)]


def ending(held: Representative) -> str:
    """When a role ends, or that it has."""
    if held.no_longer_held_since:
        return f"No longer on file since {day(held.no_longer_held_since)}"
    if held.ends_on is None:
        return "No end date"
    return f"{'Ended' if held.ends_on < timezone.localdate() else 'Ends'} {day(held.ends_on)}"


def _is_over(held: Representative) -> bool:
    today = timezone.localdate()
    begun = held.starts_on is None or held.starts_on <= today
    return not begun or held.no_longer_held_since is not None or held.is_over(held.role, today)


def _day(value: date | None) -> list[str]:
    return [day(value)] if value else []
