"""The ways to read what was typed: as it stands, first and last name swapped, or both in one field."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from portal.matching.forenames import Forenames
from portal.matching.normalising import name_words, reference_of
from portal.matching.places import Place, place_of
from portal.matching.records import PersonOnFile, Query

Words = tuple[str, ...]
MOST_ADDRESSES: Final = 10


@dataclass(frozen=True, slots=True)
class Names:
    """One way to read the names; `note` says how, where it is not as typed."""

    first: Words
    last: Words
    note: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A query in comparable parts."""

    names: tuple[Names, ...]
    known_as: Words
    date_of_birth: date | None
    place: Place
    reference: str


@dataclass(frozen=True, slots=True)
class Held:
    """The names of a person on file in comparable parts."""

    first: Forenames
    last: Words
    previous: tuple[Words, ...]

    def begins_as(self, names: "Names") -> bool:
        """Whether one of the names begins as one on file: spares trying unlikely ways to read what was typed."""
        first = (*self.first.first, *self.first.middle, *self.first.known_as)
        last = (*self.last, *(word for name in self.previous for word in name))
        return _begin_alike(names.first, first) or _begin_alike(names.last, last)


def read_query(query: Query) -> Typed:
    """The parts of a query, each bounded."""
    first, last = name_words(query.first_name), name_words(query.last_name)
    return Typed(
        tuple(_readings(first, last)),
        name_words(query.known_as),
        query.date_of_birth,
        place_of(query.address),
        reference_of(query.person_ref),
    )


def read_names(person: PersonOnFile) -> Held:
    """The names of a person on file, at most five previous ones."""
    return Held(
        _forenames(person.first_name, person.middle_names, person.known_as),
        name_words(person.last_name),
        tuple(name_words(name) for name in person.previous_last_names[:5]),
    )


def read_places(person: PersonOnFile) -> tuple[Place, ...]:
    """The last ten addresses of a person on file."""
    return tuple(place_of(address) for address in person.addresses[-MOST_ADDRESSES:])


def _begin_alike(typed: Words, held: Words) -> bool:
    initials = [word[0] for word in held]
    return any(word[0] in initials for word in typed)


@lru_cache(maxsize=32_768)
def _forenames(first: str, middle: str, known_as: str) -> Forenames:
    return Forenames(name_words(first), name_words(middle), name_words(known_as))


def _readings(first: Words, last: Words) -> list[Names]:
    """What people type into two fields called first and last name."""
    whole = first + last
    if first and last:
        readings = [Names(first, last), Names(last, first, "first and last name swapped")]
        if len(first) > 1 and first[-1] == last[-1]:
            readings.append(Names(first[:-1], last, "whole name typed as the first name"))
        if len(last) > 1 and first[0] == last[0]:
            readings.append(Names(first, last[1:], "whole name typed as the last name"))
        return readings
    if len(whole) < 2:
        return [Names(first, last)]
    note = "whole name typed in one field"
    return [Names(whole[:-1], whole[-1:], note), Names(whole[1:], whole[:1], note), Names(whole[:1], whole[1:], note)]
