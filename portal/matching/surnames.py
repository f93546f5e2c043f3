"""Compares a typed surname with the one on file and with previous ones."""

import re
from functools import lru_cache

from portal.matching import weights
from portal.matching.records import Comparison, Level
from portal.matching.slips import resembles, slip, sounds_like

Words = tuple[str, ...]

# Small words that stand before a surname; alone they are no half of it.
_SMALL_WORDS = (
    "de da do dos das del della di du la le van von der den ter ten al el bin ibn bint ap ab abu san st mac mc o y e d"
)
PARTICLES = frozenset(_SMALL_WORDS.split())
_PREFIX = re.compile(r"^(?:o(?=[bcdfghklmnrst])|mac(?=[^aeiou]|a|i|e)|mc|fitz|al(?=[^l])|el(?=[^l]))")
# Endings of one name for men and women, and of its English form.
_ENDING = re.compile(r"(?:sk[iay]|ska|ov[a]?|ev[a]?|off|eva)$")

SAME = Comparison(Level.SAME, "same", weights.SURNAME_SAME, is_safe=True)
DIFFERENT = Comparison(Level.DIFFERENT, "different", weights.SURNAME_DIFFERENT)
_HALF = Comparison(Level.NEAR, "one half of a double name", weights.SURNAME_HALF, is_safe=True)
_PREFIXED = Comparison(Level.NEAR, "with or without O’, Mc, Mac or Al", weights.SURNAME_SPELLING, is_safe=True)
_SPELLING = Comparison(Level.NEAR, "another spelling", weights.SURNAME_SPELLING, is_safe=True)
_ENDS = Comparison(Level.NEAR, "another ending of the name", weights.SURNAME_SPELLING, is_safe=True)
_ALIKE = Comparison(Level.NEAR, "a similar name", weights.SURNAME_ALIKE, is_safe=True)


@lru_cache(maxsize=32_768)
def compare_surname(typed: Words, held: Words, previous: tuple[Words, ...] = ()) -> Comparison:
    """The best of the name on file and the previous ones."""
    if not typed:
        return Comparison(Level.NOT_GIVEN, "not given")
    if not held and not previous:
        return Comparison(Level.NOT_HELD, "not held")
    now = _one(typed, held)
    before = max((_one(typed, one) for one in previous), key=lambda way: way.weight, default=DIFFERENT)
    if before.weight <= now.weight or before.level is Level.DIFFERENT:
        return now
    lost = weights.SURNAME_SAME - weights.SURNAME_PREVIOUS
    words = "a previous last name" if before.level is Level.SAME else f"a previous last name: {before.words}"
    return Comparison(Level.NEAR, words, max(now.weight, before.weight - lost), is_safe=True)


def _one(typed: Words, held: Words) -> Comparison:
    whole, held_whole = "".join(typed), "".join(held)
    if whole == held_whole:
        return SAME
    if _has_half(typed, held):
        return _HALF
    ways = [_joined(whole, held_whole)]
    if len(typed) > 1 or len(held) > 1:
        ways += [_half_slipped(one, other) for one in _telling(typed) for other in _telling(held)]
    return max(ways, key=lambda way: way.weight)


def _has_half(typed: Words, held: Words) -> bool:
    return not set(_telling(typed)).isdisjoint(_telling(held))


@lru_cache(maxsize=32_768)
def _telling(words: Words) -> Words:
    return tuple(word for word in words if word not in PARTICLES and len(word) > 1)


def _half_slipped(typed: str, held: str) -> Comparison:
    found = _joined(typed, held)
    if found.level is Level.DIFFERENT or found is _ALIKE:
        return DIFFERENT
    return Comparison(Level.NEAR, f"one half of a double name: {found.words}", weights.SURNAME_TYPO - 1, is_safe=True)


@lru_cache(maxsize=65_536)
def _joined(typed: str, held: str) -> Comparison:
    if not typed or not held:
        return DIFFERENT
    if _PREFIX.sub("", typed) == _PREFIX.sub("", held):
        return _PREFIXED
    kind = slip(typed, held)
    if kind:
        return Comparison(Level.NEAR, kind, weights.SURNAME_TYPO, is_safe=True)
    if sounds_like(typed, held):
        return _SPELLING
    if len(typed) > 5 and _ENDING.sub("", typed) == _ENDING.sub("", held):
        return _ENDS
    return _ALIKE if resembles(typed, held) else DIFFERENT
