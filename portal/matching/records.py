"""What goes into an assessment and what comes out of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """An address as typed or as delivered; `is_current` is false for one somebody has left."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    uprn: str = ""
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class ActingQuery:
    """What a requester typed about themselves and the role in which they act."""

    role: str
    first_name: str = ""
    last_name: str = ""
    postcode: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a requester typed about the person whose documents they ask for."""

    first_name: str
    last_name: str
    date_of_birth: date | None = None
    known_as: str = ""
    address: Address = Address()
    person_ref: str = ""
    representative: ActingQuery | None = None


@dataclass(frozen=True, slots=True)
class PersonOnFile:
    """A person as the finance system holds them."""

    person_id: int
    person_ref: str
    first_name: str
    last_name: str
    date_of_birth: date | None = None
    middle_names: str = ""
    known_as: str = ""
    previous_last_names: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class RepresentativeOnFile:
    """Somebody who formally acts for a person, as the finance system holds them."""

    representative_ref: str
    role: str
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    email: str = ""
    postcode: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_held: bool = True


class Level(StrEnum):
    """How a typed field compares with the one on file."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    NOT_HELD = "not_held"
    NOT_GIVEN = "not_given"


class Tier(StrEnum):
    """How sure the engine is. A person decides in every tier."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"
    NOT_ON_FILE = "not_on_file"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field. `weight` is in bits (weights.py); `is_safe`: whether a strong candidate may rest on it."""

    level: Level
    words: str
    weight: float = 0.0
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class ActingFound:
    """The representative on file who comes nearest to the requester; `representative_ref` is "" for nobody."""

    representative_ref: str
    tier: Tier
    fields: dict[str, Comparison]
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on file whom a query may be about."""

    person_id: int
    person_ref: str
    tier: Tier
    weight: float
    fields: dict[str, Comparison]
    representative: ActingFound | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """At most three candidates, best first."""

    rule_version: str
    candidates: tuple[Candidate, ...] = field(default=())
