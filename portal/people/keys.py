"""What people are looked up by: a surname and a postcode, with everything left out that says nothing."""

import re
import unicodedata
from typing import Final

LONGEST_KEY: Final = 100

# Letters with a stroke or joined letters: Unicode does not take these apart, an English keyboard types them so.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_AREA = re.compile(r"([A-Z]{1,2})[0-9]")


def last_name_key(text: str) -> str:
    """The letters of a surname, small and without accents: "O’Brien-Núñez" gives "obriennunez".

    Letters of other alphabets stay as they are. A text without letters gives "", a very long one its first hundred
    letters: the index that holds the keys takes no more than 2,704 bytes.
    """
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    return "".join(letter for letter in letters if unicodedata.category(letter) in ("Ll", "Lo"))[:LONGEST_KEY]


def postcode_area(postcode: str) -> str:
    """The one or two letters in front of a UK postcode, whole or begun: "wr5 2np" gives "WR". Otherwise ""."""
    found = _AREA.match("".join(postcode.upper().split()))
    return found[1] if found else ""
