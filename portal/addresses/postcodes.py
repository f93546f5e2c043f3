"""UK postcodes, however they are typed."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

# Letters and digits as Royal Mail gives them out: no district 01, no C I K M O V in the last two letters.
SHAPE = re.compile(
    r"(?P<outward>GIR(?=0AA)|[A-Z]{1,2}\d|[A-Z]{1,2}[1-9]\d|[A-Z][1-9][A-HJKPSTUW]|[A-Z]{2}[1-9][ABEHMNPRVWXY])"
    r"(?P<inward>\d[ABD-HJLNP-UW-Z]{2})"
)
LOOK_ALIKES = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
IGNORED = set("-().,")


class NotAPostcode(ValueError):
    """What was typed cannot be read as a full UK postcode."""


def normalise_postcode(typed: str) -> str:
    """The postcode in capitals with its one space, e.g. "WR5 2NP".

    Takes any case and spacing, ignores `-().,` and invisible characters, and tries O for 0 and I for 1 (and the
    other way round) before it raises NotAPostcode.
    """
    compact = _compact(typed)
    if not 5 <= len(compact) <= 7:
        raise NotAPostcode
    for candidate in _readings(compact):
        if found := SHAPE.fullmatch(candidate):
            return f"{found['outward']} {found['inward']}"
    raise NotAPostcode


def _compact(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(
        letter
        for letter in wide
        if letter not in IGNORED and not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc", "Pd")
    )


def _readings(compact: str) -> Iterator[str]:
    """As typed first, then with more and more look-alikes swapped."""
    return ("".join(letters) for letters in product(*(LOOK_ALIKES.get(letter, letter) for letter in compact)))
