"""Compares a typed address with those on file, as one field: a household counts once."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from portal.matching import weights
from portal.matching.normalising import postcode_of, street_and_numbers, uprn_of
from portal.matching.records import Address, Comparison, Level

_NOT_HERE = Comparison(Level.DIFFERENT, "different", weights.PLACE_DIFFERENT)


@dataclass(frozen=True, slots=True)
class Place:
    """An address in comparable parts."""

    postcode: str
    uprn: str
    numbers: frozenset[str]
    street: frozenset[str]
    is_current: bool

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to compare."""
        return not (self.postcode or self.uprn or self.street)


@lru_cache(maxsize=16_384)
def place_of(address: Address) -> Place:
    """The parts of an address. Only its first two lines name house and street."""
    street, numbers = street_and_numbers(" ".join(address.lines[:2]))
    return Place(postcode_of(address.postcode), uprn_of(address.uprn), numbers, street, address.is_current)


def compare_places(typed: Place, held: tuple[Place, ...]) -> Comparison:
    """The best of the address on file and the earlier ones."""
    if typed.says_nothing:
        return Comparison(Level.NOT_GIVEN, "not given")
    known = [place for place in held if not place.says_nothing]
    if not known:
        return Comparison(Level.NOT_HELD, "not held")
    return max((_one(typed, place) for place in known), key=lambda way: way.weight)


def _one(typed: Place, held: Place) -> Comparison:
    found = _found(typed, held)
    if held.is_current or found.level is Level.DIFFERENT:
        return found
    weight = min(found.weight, weights.PLACE_EARLIER)
    return Comparison(Level.NEAR, f"an earlier address: {found.words}", weight, is_safe=found.is_safe)


def _found(typed: Place, held: Place) -> Comparison:
    if typed.uprn and typed.uprn == held.uprn:
        return Comparison(Level.SAME, "same UPRN", weights.PLACE_HOUSE, is_safe=True)
    if typed.postcode and typed.postcode == held.postcode:
        return _same_postcode(typed, held)
    same_house = _same_house(typed, held)
    if typed.postcode and held.postcode and _one_slip(typed.postcode, held.postcode):
        words = "postcode: one character differs" + (", same house" if same_house else "")
        return Comparison(Level.NEAR, words, weights.PLACE_TYPO, is_safe=True)
    if same_house:
        words = "same house and street" + (", another postcode" if typed.postcode and held.postcode else "")
        return Comparison(Level.NEAR, words, weights.PLACE_STREET, is_safe=True)
    if len(typed.postcode) >= 5 and typed.postcode[:-3] == held.postcode[:-3]:
        return Comparison(Level.DIFFERENT, "different, in the same postcode district", weights.PLACE_NEAR)
    return _NOT_HERE


def _same_postcode(typed: Place, held: Place) -> Comparison:
    if _same_house(typed, held) or typed.numbers & held.numbers:
        return Comparison(Level.SAME, "same postcode and house", weights.PLACE_HOUSE, is_safe=True)
    if typed.numbers and held.numbers:
        return Comparison(Level.NEAR, "same postcode, another house number", weights.PLACE_POSTCODE, is_safe=True)
    return Comparison(Level.SAME, "same postcode", weights.PLACE_POSTCODE, is_safe=True)


def _same_house(typed: Place, held: Place) -> bool:
    """Number and street, or the name of a house or a home, without looking at the postcode."""
    if not typed.street or not held.street:
        return False
    shared = len(typed.street & held.street)
    if shared < 0.6 * min(len(typed.street), len(held.street)):
        return False
    if typed.numbers or held.numbers:
        return bool(typed.numbers & held.numbers)
    return shared >= 2


def _one_slip(typed: str, held: str) -> bool:
    return min(len(typed), len(held)) >= 5 and OSA.distance(typed, held, score_cutoff=1) == 1
