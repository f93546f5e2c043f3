"""A row of the database, or of a delivery, as the matching engine sees a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.matching.keys import keys_of
from portal.matching.records import Address, PersonOnFile, RepresentativeOnFile
from portal.people.models import Person, Representative


def address_on_file(delivered: Mapping[str, Any]) -> Address:
    """An address of people.jsonl."""
    lines = tuple(delivered.get("lines") or ())
    return Address(lines, delivered.get("postcode") or "", delivered.get("uprn") or "", not delivered.get("to"))


def addresses_on_file(delivered: Iterable[Mapping[str, Any]]) -> tuple[Address, ...]:
    """The addresses of people.jsonl."""
    return tuple(address_on_file(address) for address in delivered)


def person_on_file(person: Person) -> PersonOnFile:
    """What a candidate is weighed by."""
    return PersonOnFile(
        person_id=person.pk or 0,
        person_ref=person.person_ref,
        first_name=person.first_name,
        last_name=person.last_name,
        date_of_birth=person.date_of_birth,
        middle_names=person.middle_names,
        known_as=person.known_as,
        previous_last_names=tuple(person.previous_last_names),
        addresses=addresses_on_file(person.addresses),
    )


def keys_of_person(person: Person) -> list[int]:
    """The keys the person is to have."""
    return keys_of(person_on_file(person))


def representative_on_file(held: Representative) -> RepresentativeOnFile:
    """Somebody who acts for a person."""
    return RepresentativeOnFile(
        representative_ref=held.representative_ref,
        role=held.role,
        first_name=held.first_name,
        last_name=held.last_name,
        organisation=held.organisation,
        email=held.email,
        postcode=(held.address or {}).get("postcode") or "",
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        is_held=held.no_longer_held_since is None,
    )
