"""The strings of F2 about the people on file."""

from dataclasses import dataclass

from django.utils import timezone

from portal.access.models import AccessRequest, Grant
from portal.casework.candidates import Candidate
from portal.casework.comparing import Compared, Result, code_key, compare, email_key, name_key
from portal.casework.presenters.words import Tag, role_label
from portal.design.formats import day
from portal.people.models import Representative


@dataclass(frozen=True, slots=True)
class RepresentativeRow:
    """Somebody on file who acts for the person, beside the requester."""

    role: Compared
    name: Compared
    organisation: str
    starts: str
    ends: str
    postcode: Compared
    email: Compared


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as the page shows it."""

    candidate: Candidate
    heading: str
    tags: list[Tag]
    facts: list[tuple[str, str]]
    representatives: list[RepresentativeRow]
    holders: list[str]


def card(request: AccessRequest, candidate: Candidate) -> Card:
    """A candidate beside a request."""
    acting = candidate.representatives if request.is_for_someone_else else []
    return Card(
        candidate=candidate,
        heading=in_words(candidate),
        tags=tags(candidate),
        facts=_facts(candidate),
        representatives=[representative_row(request, each) for each in acting],
        holders=[_holder(grant) for grant in candidate.holders],
    )


def in_words(candidate: Candidate) -> str:
    """Tells two people of one name apart: "Mary Bloggs, born 27 March 1948, WR5 2NP, number 4711"."""
    person = candidate.person
    born = f"born {day(person.date_of_birth)}" if person.date_of_birth else "date of birth not held"
    postcode = person.current_address.get("postcode") or "no current postcode"
    return f"{person.name}, {born}, {postcode}, number {person.person_ref}"


def tags(candidate: Candidate) -> list[Tag]:
    """What to look out for."""
    person = candidate.person
    found = [
        Tag("Has died", "orange") if person.date_of_death else None,
        Tag("Decide with care", "yellow") if person.caution else None,
        Tag("No longer held", "grey") if person.no_longer_held_since else None,
        Tag("Found by your search", "grey") if candidate.searched_for else None,
    ]
    return [tag for tag in found if tag]


def representative_row(request: AccessRequest, each: Representative) -> RepresentativeRow:
    """A role on file beside what the requester says."""
    address = each.address or {}
    return RepresentativeRow(
        role=compare("Role", role_label(request.role), role_label(each.role), key=str),
        name=compare("Name", request.own_name, f"{each.first_name} {each.last_name}".strip(), name_key),
        organisation=each.organisation or "–",
        starts=day(each.starts_on) if each.starts_on else "–",
        ends=ending(each),
        postcode=compare("Postcode", request.own_postcode, address.get("postcode") or "", code_key),
        email=compare("Email", request.account.email, each.email, email_key),
    )


def ending(each: Representative) -> str:
    """When a role ends, or that it has."""
    if each.no_longer_held_since:
        return f"No longer on file since {day(each.no_longer_held_since)}"
    if each.ends_on is None:
        return "No end date"
    return f"{'Ended' if each.ends_on < timezone.localdate() else 'Ends'} {day(each.ends_on)}"


def mark(compared: Compared) -> str:
    """The result in words, e.g. "Different: same as a previous last name"; "" where there is nothing to compare."""
    if compared.result is Result.NOT_GIVEN and not compared.held:
        return ""
    return f"{compared.result}: {compared.note}" if compared.note else str(compared.result)


def _facts(candidate: Candidate) -> list[tuple[str, str]]:
    person = candidate.person
    has_payment = "direct_payment" in person.services
    return [
        ("Has died", f"Yes, on {day(person.date_of_death)}" if person.date_of_death else "No"),
        ("Decide with care", "Yes: there is a caution on file" if person.caution else "No"),
        ("Direct payment active", "Yes" if has_payment else "No"),
    ]


def _holder(grant: Grant) -> str:
    until = f" until {day(grant.ends_on)}" if grant.ends_on else ""
    role = "themselves" if grant.is_own else role_label(grant.role)
    return f"{grant.account.name} ({grant.account.email}), {role}, since {day(grant.starts_on)}{until}"
