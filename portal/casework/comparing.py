"""What somebody typed beside what is on file, in the words of a table.

Names, dates, places and numbers are weighed by the matching engine (portal/matching). Only what it does not look at
is compared here: a phone number and an e-mail address are the same or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from portal.matching.records import Comparison, Level

NOTHING: Final = Comparison(Level.NOT_GIVEN, "not given")
WORDS: Final = {
    Level.SAME: "Same",
    Level.NEAR: "Nearly the same",
    Level.DIFFERENT: "Different",
    Level.NOT_HELD: "Not held",
    Level.NOT_GIVEN: "Not given",
}
ICONS: Final = {
    Level.SAME: "✓",
    Level.NEAR: "≈",
    Level.DIFFERENT: "✗",
    Level.NOT_HELD: "–",
    Level.NOT_GIVEN: "–",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field; each side as lines. `note` says more than the level does, e.g. "one letter differs"."""

    field: str
    typed: list[str]
    held: list[str]
    level: Level
    note: str = ""

    @property
    def stands_out(self) -> bool:
        """Whether both are there and not the same."""
        return self.level in (Level.NEAR, Level.DIFFERENT)

    @property
    def result(self) -> str:
        """The level in words."""
        return WORDS[self.level]

    @property
    def icon(self) -> str:
        """The level as a sign, beside the words."""
        return ICONS[self.level]

    @property
    def in_words(self) -> str:
        """As in a sentence: "last name: one letter differs"; the field alone where there is no more to say."""
        return f"{self.field.lower()}: {self.note}" if self.note else self.field.lower()


def told(field: str, typed: list[str], held: list[str], found: Comparison) -> Compared:
    """A field as the engine sees it."""
    note = "" if found.words.capitalize() == WORDS[found.level] else found.words
    return Compared(field, _lines(typed), _lines(held), found.level, note)


def compare(field: str, typed: str, held: str, key: Callable[[str], str]) -> Compared:
    """A field the engine does not look at, compared by its key."""
    if not key(typed):
        level = Level.NOT_GIVEN
    elif not key(held):
        level = Level.NOT_HELD
    else:
        level = Level.SAME if key(typed) == key(held) else Level.DIFFERENT
    return Compared(field, _lines([typed]), _lines([held]), level)


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


def _lines(lines: list[str]) -> list[str]:
    return [line for line in lines if line]
