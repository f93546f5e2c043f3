"""Slips of the finger, of the ear and of a scanner between two words; the words a caseworker reads for them."""

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from portal.matching.sounds import sound

# What a scanner, or an eye, takes for one another.
_LOOK_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("0", "o"), ("1", "l"), ("5", "s"))


def looks_like(word: str, other: str) -> bool:
    """Whether the words are one once look-alike letters are put for each other: "bumett" and "burnett"."""
    return word != other and _as_seen(word) == _as_seen(other)


@lru_cache(maxsize=32_768)
def _as_seen(word: str) -> str:
    for seen, read in _LOOK_ALIKE:
        word = word.replace(seen, read)
    return word


@lru_cache(maxsize=65_536)
def slip(word: str, other: str) -> str:
    """What kind of slip lies between two different words: "one letter differs". "" if it is more than a slip."""
    distance = OSA.distance(word, other, score_cutoff=2)
    shorter = min(len(word), len(other))
    if distance == 1 and shorter >= 3:
        return _one_slip(word, other)
    if looks_like(word, other) and shorter >= 3:
        return "letters that look alike"
    return "two letters differ" if distance == 2 and shorter >= 7 else ""


def _one_slip(word: str, other: str) -> str:
    if len(word) < len(other):
        return "a letter is missing"
    if len(word) > len(other):
        return "a letter too many"
    return "two letters swapped" if sorted(word) == sorted(other) else "one letter differs"


@lru_cache(maxsize=65_536)
def sounds_like(word: str, other: str) -> bool:
    """Whether two words sound alike and are not too far apart in writing."""
    return (
        sound(word) == sound(other)
        and min(len(word), len(other)) >= 3
        and Indel.normalized_similarity(word, other) >= 0.5
    )


@lru_cache(maxsize=65_536)
def resembles(word: str, other: str) -> bool:
    """Whether two words are alike as a whole, too far apart for a slip."""
    return min(len(word), len(other)) >= 4 and OSA.normalized_similarity(word, other) >= 0.6
