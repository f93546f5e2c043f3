"""The people of the made-up council, and their rows in people.jsonl and representatives.jsonl."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulator.places import Address

Row = dict[str, Any]


@dataclass(slots=True)
class Name:
    """What somebody is called."""

    first: str
    last: str
    sex: str  # "f" or "m"
    title: str = ""
    middle: str = ""
    known_as: str = ""
    previous_last: list[str] = field(default_factory=list)

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(slots=True)
class Stay:
    """An address and the days it was somebody's; without `last` it still is."""

    address: Address
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class Person:
    """An adult the finance system knows, as far as it knows them today."""

    ref: str
    name: Name
    born_on: date | None
    stays: list[Stay]
    services: list[str]
    joins_at: int = 0  # index of the delivery that first has them
    died_on: date | None = None
    email: str = ""
    phone: str = ""
    caution: bool = False

    def home_on(self, day: date) -> Address:
        return next(stay.address for stay in self.stays if stay.last is None or stay.last >= day)

    def row(self) -> Row:
        return {
            "person_ref": self.ref,
            "title": self.name.title,
            "first_name": self.name.first,
            "middle_names": self.name.middle,
            "last_name": self.name.last,
            "known_as": self.name.known_as,
            "previous_last_names": list(self.name.previous_last),
            "date_of_birth": self.born_on,
            "date_of_death": self.died_on,
            "email": self.email,
            "phone": self.phone,
            "addresses": [address_row(stay.address) | {"from": stay.first, "to": stay.last} for stay in self.stays],
            "services": self.services,
            "caution": self.caution,
        }


@dataclass(slots=True)
class Representative:
    """One role of somebody for one person. `told_at` is the index of the delivery that first has it."""

    ref: str
    person_ref: str
    role: str
    name: Name | None
    organisation: str
    address: Address
    starts_on: date
    ends_on: date | None = None
    told_at: int = 0
    email: str = ""
    phone: str = ""

    def row(self) -> Row:
        return {
            "representative_ref": self.ref,
            "person_ref": self.person_ref,
            "role": self.role,
            "first_name": self.name.first if self.name else "",
            "last_name": self.name.last if self.name else "",
            "organisation": self.organisation,
            "email": self.email,
            "phone": self.phone,
            "address": address_row(self.address),
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }


def address_row(address: Address) -> Row:
    return {"lines": address.lines, "town": address.town, "postcode": address.postcode, "uprn": address.uprn}
