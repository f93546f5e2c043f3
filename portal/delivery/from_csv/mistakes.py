"""What can be wrong: the mapping itself, or cells of the CSVs."""

from dataclasses import dataclass, field

from portal.delivery.format.refusals import shown, storable

MOST_SHOWN = 100


class MappingMistake(Exception):
    """The mapping, or a CSV as a whole, cannot be used. Its text says what, where, and what was expected."""

    def __init__(self, reason: str) -> None:
        super().__init__(storable(reason))


class BadCell(Exception):
    """A cell is not what its field wants. Its text says what was expected."""


@dataclass
class Faults:
    """The bad cells of all CSVs: the first 100 in words, the others counted."""

    shown: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, row: int, column: str, found: str, expected: str) -> None:
        """`row` counts as a spreadsheet does: the column names are row 1."""
        # Bytes that are no text were read as lone surrogates; they are shown as \\xNN.
        text = found.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        self.say(f"{file}, row {row}, column {column}: found {shown(text) if text else 'nothing'}, {expected}")

    def say(self, sentence: str) -> None:
        self.count += 1
        if self.count <= MOST_SHOWN:
            self.shown.append(storable(sentence))

    def lines(self) -> list[str]:
        """What is said of them, with how many are not shown."""
        hidden = self.count - len(self.shown)
        return [*self.shown, *([f"… and {hidden} more"] if hidden else [])]
