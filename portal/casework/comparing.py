"""What somebody typed beside what is on file: plain comparison, with spelling that says nothing left out.

The weighing of near matches is the matching engine's; here a letter that differs is a difference.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.people.keys import last_name_key


class Result(StrEnum):
    """The words of a comparison."""

    SAME = "Same"
    DIFFERENT = "Different"
    NOT_HELD = "Not held"
    NOT_GIVEN = "Not given"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field; `note` tells of a difference that explains itself, e.g. "same as a previous last name"."""

    field: str
    typed: str
    held: str
    result: Result
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether both are there and not the same."""
        return self.result is Result.DIFFERENT


def compare(
    field: str,
    typed: str,
    held: str,
    key: Callable[[str], str],
    *,
    also_held: Iterable[str] = (),
    also_called: str = "",
) -> Compared:
    """Compares two texts by their keys. A different one that is among `also_held` is noted as `also_called`."""
    if not key(typed):
        return Compared(field, typed, held, Result.NOT_GIVEN)
    if not key(held):
        return Compared(field, typed, held, Result.NOT_HELD)
    if key(typed) == key(held):
        return Compared(field, typed, held, Result.SAME)
    explained = key(typed) in {key(other) for other in also_held}
    return Compared(field, typed, held, Result.DIFFERENT, f"same as {also_called}" if explained else "")


def compare_days(field: str, typed: date | None, held: date | None, shown: Callable[[date], str]) -> Compared:
    """Compares two days, written by `shown`."""
    return compare(field, shown(typed) if typed else "", shown(held) if held else "", key=str)


def name_key(text: str) -> str:
    """A name's letters, small and without accents."""
    return last_name_key(text)


def code_key(text: str) -> str:
    """Letters and digits in capitals: a postcode, a person number."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def uprn_key(text: str) -> str:
    """A UPRN's digits without leading zeros."""
    return code_key(text).lstrip("0")


def address_key(text: str) -> str:
    """The letters and digits of an address in one line."""
    return code_key(text)


def email_key(text: str) -> str:
    """An e-mail address in small letters."""
    return text.strip().lower()


def phone_key(text: str) -> str:
    """A phone number's digits, +44 read as 0."""
    digits = "".join(letter for letter in text.replace("(0)", "") if letter.isdigit() or letter == "+")
    for prefix in ("+44", "0044"):
        if digits.startswith(prefix):
            return f"0{digits.removeprefix(prefix)}"
    return digits
