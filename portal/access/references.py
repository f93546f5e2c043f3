"""The reference of a request, for people to read out: `J_Bloggs_1234_5` (design.md)."""

from typing import Final

from portal.people.keys import last_name_key

LONGEST_SURNAME: Final = 20
NO_LATIN_LETTERS: Final = "X"


def reference(*, first_name: str, last_name: str, account_number: int, sent_before: int) -> str:
    """Initial, surname, account number and how many requests the account sent before.

    Letters are A–Z and a–z, accents folded. A name without any such letter, e.g. 李, is written X: the two numbers
    alone make the reference unique.
    """
    initial = latin_letters(first_name)[:1].upper() or NO_LATIN_LETTERS
    surname = latin_letters(last_name)[:LONGEST_SURNAME] or NO_LATIN_LETTERS
    return f"{initial}_{surname}_{account_number}_{sent_before}"


def latin_letters(name: str) -> str:
    """The letters of a name that are A–Z once accents are folded: "O’Brien-Núñez" gives "OBrienNunez"."""
    return "".join(_latin(letter) for letter in name)


def _latin(letter: str) -> str:
    plain = last_name_key(letter)
    if not plain.isascii():
        return ""
    return plain.capitalize() if letter.isupper() else plain
