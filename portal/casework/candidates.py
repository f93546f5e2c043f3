"""The people on file a request may be about, each with what an officer needs to know to decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from portal.access.models import AccessRequest, Grant
from portal.casework.asked import Asked, asked_about, in_one_line
from portal.casework.comparing import (
    Compared,
    Result,
    address_key,
    code_key,
    compare,
    compare_days,
    email_key,
    name_key,
    phone_key,
    uprn_key,
)
from portal.design.formats import day
from portal.people.models import Person, Representative

# What tells one person from another; the rest helps, and changes often.
IDENTITY = ("First name", "Last name", "Date of birth", "Postcode")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on file beside what was typed."""

    person: Person
    compared: list[Compared]
    representatives: list[Representative]
    holders: list[Grant]
    searched_for: bool = False

    @property
    def differences(self) -> list[str]:
        """The identity fields that are not the same, small: an approval then needs a written reason."""
        return [row.field.lower() for row in self.compared if row.field in IDENTITY and row.result is not Result.SAME]


def candidates_for(request: AccessRequest, searched_for: Iterable[Person] = ()) -> list[Candidate]:
    """Best first: those the typed details point to (Person.objects.like), then those an officer searched for."""
    asked = asked_about(request)
    like = Person.objects.like(
        asked.last_name, asked.date_of_birth, asked.postcode, first_name=asked.first_name
    ).prefetch_related(on_file())
    found = {person.pk: (person, False) for person in like}
    for person in searched_for:
        found.setdefault(person.pk, (person, True))
    holders = _holders(found)
    return [
        Candidate(person, compared(asked, person), list(person.representatives.all()), holders[pk], searched)
        for pk, (person, searched) in found.items()
    ]


def candidate(request: AccessRequest, person: Person) -> Candidate:
    """One person beside a request."""
    about = compared(asked_about(request), person)
    return Candidate(person, about, list(person.representatives.all()), _holders([person.pk])[person.pk])


def on_file() -> "Prefetch[str]":
    """Who formally acts for a person, earliest first, for `prefetch_related`."""
    return Prefetch("representatives", Representative.objects.order_by("starts_on", "pk"))


def compared(asked: Asked, person: Person) -> list[Compared]:
    """Field by field, what was typed and what is held; fields with neither are left out."""
    current = person.current_address
    earlier = [address.get("postcode") or "" for address in person.addresses]
    lives = in_one_line(current.get("lines") or [], current.get("town") or "")
    rows = [
        compare("First name", asked.first_name, person.first_name, name_key,
                also_held=[person.known_as, person.middle_names], also_called="a name they are known by"),
        compare("Last name", asked.last_name, person.last_name, name_key,
                also_held=person.previous_last_names, also_called="a previous last name"),
        compare("Previous last names", "", ", ".join(person.previous_last_names), name_key),
        compare("Known as", asked.known_as, person.known_as, name_key),
        compare_days("Date of birth", asked.date_of_birth, person.date_of_birth, day),
        compare("Address", asked.address, lives, address_key),
        compare("Postcode", asked.postcode, current.get("postcode") or "", code_key,
                also_held=earlier, also_called="the postcode of an earlier address"),
        compare("UPRN", asked.uprn, current.get("uprn") or "", uprn_key),
        compare("Person number", asked.number, person.person_ref, code_key),
        compare("Email", asked.email, person.email, email_key),
        compare("Phone", asked.phone, person.phone, phone_key),
    ]  # fmt: skip
    return [row for row in rows if row.typed or row.held]


def _holders(people: Iterable[int]) -> dict[int, list[Grant]]:
    """Who can see the documents of these people now."""
    held: dict[int, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.live().filter(person__in=people).select_related("account").order_by("starts_on", "id"):
        held[grant.person_id].append(grant)
    return held
