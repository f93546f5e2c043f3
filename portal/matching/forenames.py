"""Compares a typed forename with those on file."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.matching import weights
from portal.matching.nicknames import is_name, stand_for_each_other
from portal.matching.records import Comparison, Level
from portal.matching.slips import resembles, slip, sounds_like

Words = tuple[str, ...]

# Given to several children of one family in front of the name that tells them apart.
_SHARED = (
    "mohammed mohammad muhammad mohamed muhammed mohd md abdul syed sayed sheikh shaikh mian chaudhry bibi mst "
    "mosammat maria jean marie nguyen"
)
SHARED: Final = frozenset(_SHARED.split())

SAME = Comparison(Level.SAME, "same", weights.FORENAME_SAME, is_safe=True)
DIFFERENT = Comparison(Level.DIFFERENT, "different", weights.FORENAME_DIFFERENT)
INITIAL = Comparison(Level.NEAR, "same initial", weights.FORENAME_INITIAL)
_NICKNAME = Comparison(Level.NEAR, "a short or other form of the name", weights.FORENAME_KNOWN, is_safe=True)
_SPELLING = Comparison(Level.NEAR, "another spelling", weights.FORENAME_SPELLING, is_safe=True)
_SHORT = Comparison(Level.NEAR, "may be a short form", weights.FORENAME_SHORT, is_safe=True)
_SHORT_OR_OTHER = Comparison(Level.NEAR, "begins alike, may be another name", weights.FORENAME_SHORT / 2)
_ALIKE = Comparison(Level.NEAR, "a similar name, may be somebody else's", weights.FORENAME_ALIKE)
_PART = Comparison(Level.NEAR, "one of several forenames", weights.FORENAME_KNOWN, is_safe=True)
_SHARED_PART = Comparison(Level.NEAR, "one of several forenames, common in a family", weights.FORENAME_SHORT)
_OTHER_MIDDLE = Comparison(Level.NEAR, "another middle name", weights.FORENAME_SHORT)
_KNOWN_AS = Comparison(Level.SAME, "same as the name they are known by", weights.FORENAME_KNOWN, is_safe=True)
MIDDLE = Comparison(Level.NEAR, "same as a middle name", weights.FORENAME_KNOWN, is_safe=True)


@dataclass(frozen=True, slots=True)
class Forenames:
    """The forenames on file, in words."""

    first: Words
    middle: Words = ()
    known_as: Words = ()


@lru_cache(maxsize=32_768)
def compare_forename(typed: Words, held: Forenames) -> Comparison:
    """The best of all ways to read the typed words as one of the names on file."""
    if not typed:
        return Comparison(Level.NOT_GIVEN, "not given")
    if not held.first and not held.known_as:
        return Comparison(Level.NOT_HELD, "not held")
    if typed == held.first or "".join(typed) == "".join(held.first):
        return SAME
    ways = [_with_first_names(typed, held)]
    if held.known_as:
        ways.append(_KNOWN_AS if typed == held.known_as else _one_word(typed[0], held.known_as[0]))
    if held.middle and len(typed) == 1:
        ways.append(_with_middle_name(typed[0], held.middle))
    return max(ways, key=lambda way: way.weight)


def _with_first_names(typed: Words, held: Forenames) -> Comparison:
    full = held.first + held.middle
    if typed == full or "".join(typed) == "".join(full):
        return SAME
    if not held.first:
        return DIFFERENT
    if len(typed) == 1 and len(held.first) == 1:
        return _alone(typed[0], held)
    joined = _one_word("".join(typed), "".join(held.first))
    return max(_first_of_several(typed, full), joined, key=lambda way: way.weight)


def _alone(typed: str, held: Forenames) -> Comparison:
    """One word against one; a name half the family has says little without the name that follows."""
    found = _one_word(typed, held.first[0])
    return _SHARED_PART if found.is_safe and held.first[0] in SHARED and held.middle else found


def _first_of_several(typed: Words, held: Words) -> Comparison:
    """Several words on one side or both: the first has to agree, and what follows must not contradict."""
    first = _one_word(typed[0], held[0])
    others = _others_agree(typed[1:], held[1:])
    if first.is_safe and others is None:
        if typed[0] in SHARED or held[0] in SHARED:
            return _SHARED_PART
        return first if first.level is Level.NEAR else (SAME if len(held) > len(typed) else _PART)
    if first.is_safe:
        if others:
            return first
        return _ALIKE if typed[0] in SHARED else _OTHER_MIDDLE
    by_middle = len(typed) == 1 and typed[0] in held[1:]
    if first.weight < weights.FORENAME_INITIAL and (by_middle or (len(held) == 1 and held[0] in typed[1:])):
        return MIDDLE if by_middle else _PART
    later = [_one_word(one, held[0]) for one in typed[1:]] + [_one_word(typed[0], one) for one in held[1:]]
    return max([first, *(way for way in later if way.is_safe)], key=lambda way: way.weight)


def _others_agree(typed: Words, held: Words) -> bool | None:
    """Whether some of the further names agree; None if one side has none."""
    if not typed or not held:
        return None
    return any(_one_word(one, other).weight >= weights.FORENAME_INITIAL for one in typed for other in held)


def _with_middle_name(typed: str, middle: Words) -> Comparison:
    best = max((_one_word(typed, word) for word in middle), key=lambda way: way.weight)
    if best.level is Level.SAME:
        return MIDDLE
    return best if best.is_safe else DIFFERENT


@lru_cache(maxsize=65_536)
def _one_word(typed: str, held: str) -> Comparison:
    if typed == held:
        return SAME
    if len(typed) == 1 or len(held) == 1:
        return INITIAL if typed[0] == held[0] else DIFFERENT
    if stand_for_each_other(typed, held):
        return _NICKNAME
    both_names = is_name(typed) and is_name(held)
    if both_names:
        return _of_two_names(typed, held)
    return _of_a_name_and_a_slip(typed, held)


def _of_two_names(typed: str, held: str) -> Comparison:
    """Two names each in its own right: Jean is not a misspelt Joan, though it may be."""
    if _begins_alike(typed, held):
        return _SHORT_OR_OTHER
    return _ALIKE if slip(typed, held) or sounds_like(typed, held) or resembles(typed, held) else DIFFERENT


def _of_a_name_and_a_slip(typed: str, held: str) -> Comparison:
    kind = slip(typed, held)
    if kind:
        return Comparison(Level.NEAR, kind, weights.FORENAME_TYPO, is_safe=True)
    if sounds_like(typed, held):
        return _SPELLING
    if _begins_alike(typed, held) or _is_within(typed, held):
        return _SHORT
    return _ALIKE if resembles(typed, held) else DIFFERENT


def _begins_alike(typed: str, held: str) -> bool:
    """Whether one is the beginning of the other, also with the ending of a pet name: "davy" of "david"."""
    short, long = sorted((typed, held), key=len)
    return len(short) >= 3 and (long.startswith(short) or (len(short) >= 4 and long.startswith(_without_ending(short))))


def _without_ending(word: str) -> str:
    for ending in ("ie", "ey", "y", "i", "o", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _is_within(typed: str, held: str) -> bool:
    short, long = sorted((typed, held), key=len)
    return len(short) >= 4 and short in long
