"""Which forenames stand for one another, and which are names at all (nicknames.txt, forenames.txt: own lists)."""

from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


def _lines(file: str) -> list[str]:
    text = (_HERE / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _heads() -> dict[str, frozenset[str]]:
    """For each name the first names of the lines it stands in."""
    heads: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        head, _, others = line.partition(":")
        for name in (head, *others.split()):
            heads.setdefault(name, set()).add(head)
    return {name: frozenset(found) for name, found in heads.items()}


@cache
def _names() -> frozenset[str]:
    listed = (name for line in _lines("forenames.txt") for name in line.split())
    return frozenset(listed) | frozenset(_heads())


def heads_of(name: str) -> frozenset[str]:
    """The names that this one, in small letters, may stand for: "bert" gives albert, herbert, robert … or nothing."""
    return _heads().get(name, frozenset())


@lru_cache(maxsize=65_536)
def stand_for_each_other(name: str, other: str) -> bool:
    """Whether one line holds both."""
    return not heads_of(name).isdisjoint(heads_of(other))


def is_name(word: str) -> bool:
    """Whether this is a forename as it is spelt somewhere, not a slip of the finger."""
    return word in _names()
