"""How a name sounds, roughly, in whatever language it was written down first.

Made for British files: English, Welsh, Irish and Scottish names beside transliterated South Asian, Arabic, Slavic and
African ones. Vowels after the first letter count for nothing, and letters that take each other's place between
spellings (f v w ph, d t th dh, k c q kh, s z sh sz) count as one. Soundex and Metaphone know English only.
"""

import re
from functools import lru_cache
from typing import Final

LONGEST_SOUND: Final = 6

_RULES = (
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^(?:ps|x)", "s"),
    (r"^(?:dj|dzh|dz)", "j"),
    (r"^y(?=[aeiou])", "j"),
    (r"(?<=[aeiou])gh(?=[^aeiou]|$)", ""),
    (r"(?:tsch|tch|cz|ch|tj)", "c"),
    (r"(?:sch|sh|sz|ss|zh|z|ce$|c(?=[eiy]))", "s"),
    (r"(?<=[aeiou])w(?=[^aeiou]|$)", ""),
    (r"(?:ph|bhv|v|w)", "f"),
    (r"(?:th|dh|d)", "t"),
    (r"(?:ck|kh|gh(?=k)|q|k)", "k"),
    (r"x", "ks"),
    (r"g(?=[ei])", "j"),
    (r"(?:bh)", "b"),
    (r"(?:gh)", "g"),
)
_COMPILED = tuple((re.compile(pattern), plain) for pattern, plain in _RULES)
_NOT_SPOKEN = re.compile(r"(?<=.)[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A short code, one for "mohammed" and "muhamad"; "" for no letters. Other alphabets stay as they are."""
    code = "".join(letter for letter in word if letter.isalpha())[:40]
    # A hard c is a k before the rules turn ch into c.
    code = re.sub(r"c(?![heiyz])", "k", code).replace("kh", "k")
    for pattern, plain in _COMPILED:
        code = pattern.sub(plain, code)
    if code[:1] in "aeiouy" and code:
        code = "a" + code[1:]
    return _TWICE.sub(r"\1", _NOT_SPOKEN.sub("", code))[:LONGEST_SOUND]
