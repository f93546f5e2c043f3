"""The word that was probably meant, for sentences about one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from portal.delivery.format.refusals import shown


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`; did you mean "last_name"?` when one of `known` is like `word`, and "" when none is."""
    near = _nearest(word, tuple(known)) if isinstance(word, str) and len(word) <= 100 else None
    return f"; did you mean {shown(near)}?" if near else ""


@lru_cache(maxsize=1000)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    plain = {_plain(one): one for one in known}
    found = get_close_matches(_plain(word), plain, n=1, cutoff=0.65)
    return plain[found[0]] if found else None


def _plain(word: str) -> str:
    return word.strip().casefold().replace(" ", "_").replace("-", "_")
