"""Exact keys that lead from typed details to the people they may be about.

A person has some twenty keys; a query looks up some thirty. Each key joins two of the four kinds of evidence (or is one
that is rare by itself), so a person is found as long as two kinds are right, or one that is rare:

    date of birth + first letter of any name        another part of the name wrong, moved
    name + two parts of the date of birth           the other part of the date wrong, moved
    forename + surname                              date of birth wrong or missing, moved
    postcode · UPRN · reference                     anything else wrong

Names enter as sounds (sounds.py), with the names they are short for. A key is the CRC-32 of its text as a signed
integer: two texts that fall together only add a candidate that is then weighed.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final
from zlib import crc32

from portal.matching.nicknames import heads_of
from portal.matching.normalising import each_once, name_words, postcode_of, reference_of, uprn_of
from portal.matching.reading import Typed
from portal.matching.records import PersonOnFile
from portal.matching.sounds import sound
from portal.matching.surnames import PARTICLES

# Grows with every change of what a key is made of: then the keys of everybody are made anew (people.jobs).
KEY_RULE: Final = 1
MOST_KEYS: Final = 96
# What a shared key says for a person, for the choice of those to weigh.
WORTH: Final = {"r": 12.0, "u": 9.0, "p": 9.0, "d": 5.0, "n": 4.0, "b": 3.0}


def keys_of(person: PersonOnFile) -> list[int]:
    """The keys of a person on file."""
    first = _forename_sounds(person.first_name, person.known_as)
    middle = _forename_sounds(person.middle_names, "")[:4]
    surnames = (person.last_name, *person.previous_last_names[:4])
    last = each_once(code for name in surnames for code in _surname_sounds(name_words(name)))[:4]
    places = person.addresses[-6:]
    texts = [
        *_born_with_initial(person.date_of_birth, [*first, *middle, *last]),
        *_born_with_name(person.date_of_birth, [*first[:4], *last]),
        *(f"n{one}/{other}" for one in [*first[:4], *middle[:2]] for other in last),
        *(f"p{code}" for code in each_once(postcode_of(place.postcode) for place in places)),
        *(f"u{code}" for code in each_once(uprn_of(place.uprn) for place in places)),
        f"r{reference_of(person.person_ref)}",
    ]
    return sorted(set(map(_number, texts[:MOST_KEYS])))


def keys_to_look_up(typed: Typed) -> dict[int, float]:
    """The keys of a query, each with its worth."""
    return {_number(text): WORTH[text[0]] for text in each_once(_lookups(typed))[:MOST_KEYS]}


def name_keys(typed: Typed) -> list[int]:
    """The keys that those who share the typed name have, either way round: to count namesakes."""
    first, last = typed.names[0].first[:1], typed.names[0].last
    straight = [_named(one, other) for one in _sounds(first)[:5] for other in _surname_sounds(last)[:1]]
    swapped = [_named(one, other) for one in _sounds(last[:1])[:5] for other in _surname_sounds(first)[:1]]
    return [_number(text) for text in (*straight, *swapped)]


def postcode_key(postcode: str) -> int | None:
    """The key of everybody who lives or lived at a postcode; None if it is none."""
    code = postcode_of(postcode)
    return _number(f"p{code}") if code else None


def _lookups(typed: Typed) -> Iterator[str]:
    straight = typed.names[0]
    first = _sounds(each_once([*straight.first[:3], *typed.known_as[:2]]))
    last = each_once([*_surname_sounds(straight.last), *_sounds(straight.last[:2])])
    if typed.reference:
        yield f"r{typed.reference}"
    if typed.place.uprn:
        yield f"u{typed.place.uprn}"
    if typed.place.postcode:
        yield f"p{typed.place.postcode}"
    for day in _days_meant(typed.date_of_birth):
        yield from _born_with_initial(day, [*first, *last])
    yield from _born_with_name(typed.date_of_birth, [*first[:5], *last[:5]])
    for one in first[:5]:
        for other in last[:5]:
            yield from (_named(one, other), _named(other, one))
    for reading in typed.names[1:]:
        yield from (_named(a, b) for a in _sounds(reading.first[:1]) for b in _surname_sounds(reading.last)[:2])


def _days_meant(day: date | None) -> list[date]:
    """The day as typed, and with day and month the other way round."""
    if day is None:
        return []
    return [day, day.replace(day=day.month, month=day.day)] if day.day <= 12 and day.day != day.month else [day]


def _born_with_initial(day: date | None, sounds: Iterable[str]) -> list[str]:
    if day is None:
        return []
    born = f"d{day.year % 100}-{day.month}-{day.day}"
    return [born + letter for letter in sorted({code[0] for code in sounds})]


def _born_with_name(day: date | None, sounds: Iterable[str]) -> list[str]:
    """Two parts of the date each: the third may be wrong."""
    if day is None:
        return []
    year = day.year % 100
    parts = (f"-{day.month}-{day.day}", f"{year}--{day.day}", f"{year}-{day.month}-")
    return [f"b{code}{part}" for code in sounds for part in parts]


def _named(first: str, last: str) -> str:
    return f"n{first}/{last}"


def _sounds(words: Iterable[str]) -> list[str]:
    """The sounds of forenames and of the names they are short for."""
    words = list(words)
    heads = [head for word in words for head in sorted(heads_of(word))[:4]]
    return each_once(sound(word) for word in (*words, *heads))


@lru_cache(maxsize=32_768)
def _forename_sounds(first: str, known_as: str) -> tuple[str, ...]:
    words = (word for text in (first, known_as) for word in name_words(text)[:3])
    return tuple(_sounds(each_once(words)))


@lru_cache(maxsize=32_768)
def _surname_sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sound of the whole surname, and of each half of a double one."""
    halves = [word for word in words if word not in PARTICLES and len(word) > 1] if len(words) > 1 else []
    return tuple(each_once(map(sound, ("".join(words), *halves[:3]))))


def _number(text: str) -> int:
    number = crc32(text.encode(errors="surrogatepass"))
    return number - (1 << 32) if number >= 1 << 31 else number
