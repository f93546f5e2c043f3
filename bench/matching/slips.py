"""Slips of the finger, the ear and the eye, in one text."""

import unicodedata
from random import Random

_NEXT = {
    "a": "sqz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok",
    "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "ryg",
    "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
HEARD = (
    ("ph", "f"), ("ck", "k"), ("y", "i"), ("ie", "y"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("ee", "ea"),
    ("ai", "ay"), ("c", "k"), ("gh", ""), ("th", "t"), ("oo", "u"), ("z", "s"), ("w", "v"), ("mm", "m"),
    ("nn", "n"), ("e", "i"),
    ("a", "e"),
)  # fmt: skip
SEEN = (("m", "rn"), ("d", "cl"), ("w", "vv"), ("l", "1"), ("o", "0"), ("s", "5"), ("h", "li"))


def slip(text: str, chance: Random) -> str:
    """One slip of the finger: a neighbouring key, two letters swapped, one twice, one left out; seldom the first."""
    if len(text) < 3:
        return text
    place = chance.randrange(0 if chance.random() < 0.1 else 1, len(text) - 1)
    letter = text[place]
    return text[:place] + chance.choice((
        chance.choice(_NEXT.get(letter.lower(), letter)) + text[place + 1 :],
        text[place + 1] + letter + text[place + 2 :],
        letter + text[place:],
        text[place + 1 :],
    ))  # fmt: skip


def replaced(text: str, pairs: tuple[tuple[str, str], ...], chance: Random) -> str:
    fitting = [(one, other) for one, other in pairs if one in text[1:]]
    if not fitting:
        return text
    one, other = chance.choice(fitting)
    return text[0] + text[1:].replace(one, other, 1)


def plain(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return bare.replace("ł", "l").replace("’", "").replace("-", " ")
