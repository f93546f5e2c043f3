"""Texts without what says nothing: accents, case, punctuation, titles, spaces. Each is cut to a bounded length."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LONGEST: Final = 120
MOST_WORDS: Final = 8

# Letters Unicode does not take apart; an English keyboard types them so.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ß": "ss"}
)
# The same for ASCII in one pass: most names are, and a candidate's address is folded with every assessment.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | dict.fromkeys(b"'`.")
_JOINERS = re.compile(r"['’‘ʼʻ`´.\u02bb\u02bf\u02be]")
_TITLE_WORDS = """
mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev reverend revd fr father sister canon capt captain
major col cllr councillor master mister sri smt shri haji hajji hadji sheikh imam pastor esq obe mbe cbe jnr jr snr
sr mstr messrs hon
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_NOBODY = frozenset(["na", "none", "unknown", "notknown", "nil", "null", "tbc", "tba", "xxx", "test"])
_DIGITS_FOR = str.maketrans("OQDILZSBG", "000112586")
_LETTERS_FOR = str.maketrans("01586", "OISBG")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Words of small letters and digits between single spaces: "  O’Brien-NÚÑEZ " gives "obrien nunez"."""
    if text.isascii():
        return " ".join(text[:LONGEST].translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold().translate(_PLAIN)
    plain = _JOINERS.sub("", plain)
    kept = (" " if not letter.isalnum() else letter for letter in plain if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())[:LONGEST]


@lru_cache(maxsize=65_536)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, without titles: "Mrs. Mary-Ann" gives ("mary", "ann"). A name that is only a title stays."""
    words = [word for word in fold(text).split() if word not in _NOBODY and not word.isdecimal()]
    named = [word for word in words if word not in _TITLES]
    return tuple((named or words)[:MOST_WORDS])


def compact(text: str) -> str:
    """Capital letters and digits alone."""
    return "".join(filter(str.isalnum, text[:LONGEST].upper()))


@lru_cache(maxsize=16_384)
def postcode_of(text: str) -> str:
    """A UK postcode without its space, with O and 0, I and 1, S and 5 … put right where only one of them can stand.

    What is no postcode stays as it is, compact; a text that is only letters, like "unknown", gives "".
    """
    code = text.replace(" ", "").upper()
    if code.isascii() and _POSTCODE.fullmatch(code):
        return code
    code = compact(text)
    if not 5 <= len(code) <= 7:
        return code if any(letter.isdecimal() for letter in code) else ""
    inward = code[-3].translate(_DIGITS_FOR) + code[-2:].translate(_LETTERS_FOR)
    area = code[0].translate(_LETTERS_FOR)
    rest = code[1:-3]
    for tail in (rest, rest[:1] + rest[1:].translate(_DIGITS_FOR), rest.translate(_DIGITS_FOR)):
        if _POSTCODE.fullmatch(area + tail + inward):
            return area + tail + inward
    return code if any(letter.isdecimal() for letter in code) else ""


def uprn_of(text: str) -> str:
    """A UPRN's digits without leading zeros; "" for anything else."""
    digits = text if text.isdecimal() else compact(text)
    return digits.lstrip("0") if digits.isdecimal() and digits.isascii() else ""


def reference_of(text: str) -> str:
    """A person_ref as it may be copied from a letter: no spaces or dashes, capitals, O as 0, I and L as 1, S as 5."""
    return compact(text).translate(str.maketrans("OILSB", "01158"))


_NUMBER = re.compile(r"\d{1,5}[a-z]?")
_STREETS = {
    "road": "rd", "street": "st", "saint": "st", "avenue": "ave", "av": "ave", "lane": "ln", "drive": "dr",
    "close": "cl", "crescent": "cres", "gardens": "gdns", "court": "ct", "place": "pl", "square": "sq",
    "terrace": "ter", "terr": "ter", "grove": "gr", "apartment": "flat", "apt": "flat", "unit": "flat", "house": "hse",
}  # fmt: skip


def street_and_numbers(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an address line, with "road" and "rd" alike, and its numbers: "Flat 2, 14a Mill St" has two."""
    words = fold(text).split()
    numbers = frozenset(word for word in words if word[0].isdecimal() and _NUMBER.fullmatch(word))
    return frozenset([_STREETS.get(word, word) for word in words if word not in numbers][:12]), numbers


def each_once(texts: Iterable[str]) -> list[str]:
    """The texts that are not empty, each once, in their order."""
    return [text for text in dict.fromkeys(texts) if text]
