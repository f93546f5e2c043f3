"""What makes the parts of a row of the format from a row of a CSV. A part that is None is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import msgspec

from portal.delivery.from_csv.cells import truth
from portal.delivery.from_csv.kinds import Convert, Kind
from portal.delivery.from_csv.mistakes import BadCell, Faults
from portal.delivery.from_csv.reading import CsvRow, Extract

# Bytes that are no text in the encoding, as the CSV was opened.
_NO_TEXT = re.compile("[\ud800-\udfff]")


class Run(Protocol):
    """One building of a delivery."""

    faults: Faults

    def rows_of(self, lines: "Lines", key: str) -> Iterator[CsvRow]:
        """The rows of the second CSV that belong to `key`."""


class Maker(Protocol):
    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""

    def make(self, row: CsvRow, run: Run) -> Any:
        """The value; bad cells are told to `run.faults`."""


@dataclass(frozen=True)
class Constant:
    """The same in every row."""

    value: Any
    columns: tuple[str, ...] = ()

    def make(self, row: CsvRow, run: Run) -> Any:
        return self.value


@dataclass(frozen=True)
class Place:
    """1, 2, 3 … for the rows of one key."""

    columns: tuple[str, ...] = ()

    def make(self, row: CsvRow, run: Run) -> int:
        return row.place


@dataclass(frozen=True)
class Cell:
    """One cell, converted."""

    column: str
    kind: Kind
    convert: Convert
    encoding: str
    empty: tuple[str, ...] = ()
    default: Any = None
    needed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def make(self, row: CsvRow, run: Run) -> Any:
        cell = row.cells[self.column]
        if not cell or cell in self.empty:
            return self._nothing(row, run)
        try:
            return self._value(cell)
        except BadCell as problem:
            run.faults.add(row.file, row.number, self.column, cell, str(problem))
            return None

    def _nothing(self, row: CsvRow, run: Run) -> Any:
        if self.default is None and self.needed:
            run.faults.add(row.file, row.number, self.column, row.cells[self.column], self.kind.words)
        return self.default

    def _value(self, cell: str) -> Any:
        if _NO_TEXT.search(cell):
            raise BadCell(f"expected text in {self.encoding}; if it is another encoding, such as cp1252, say so")
        value = self.convert(cell)
        try:
            msgspec.convert(value, self.kind.hint)
        except msgspec.ValidationError:
            raise BadCell(self.kind.words) from None
        return value


@dataclass(frozen=True)
class Pattern:
    """A text made of several cells, such as `{RUN}-{CLIENT}`."""

    pattern: str
    columns: tuple[str, ...]
    kind: Kind
    needed: bool = False

    def make(self, row: CsvRow, run: Run) -> str | None:
        if not any(row.cells[name] for name in self.columns) and not self.needed:
            return None
        made = self.pattern.format_map(row.cells)
        try:
            msgspec.convert(made, self.kind.hint)
        except (msgspec.ValidationError, UnicodeEncodeError):
            run.faults.add(row.file, row.number, ", ".join(self.columns), made, self.kind.words)
        return made


@dataclass(frozen=True)
class Several:
    """A list of what each maker gives; what comes to nothing is left out."""

    makers: tuple[Maker, ...]
    optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for maker in self.makers for name in maker.columns)

    def make(self, row: CsvRow, run: Run) -> list[Any] | None:
        made = [value for maker in self.makers if (value := maker.make(row, run)) is not None]
        return made if made or not self.optional else None


@dataclass(frozen=True)
class Flags:
    """A list of words, one for each column that says yes."""

    words: dict[str, str]
    empty: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.words)

    def make(self, row: CsvRow, run: Run) -> list[str]:
        return [word for column, word in self.words.items() if self._says_yes(column, row, run)]

    def _says_yes(self, column: str, row: CsvRow, run: Run) -> bool:
        cell = row.cells[column]
        try:
            return bool(cell) and cell not in self.empty and truth(cell)
        except BadCell as problem:
            run.faults.add(row.file, row.number, column, cell, str(problem))
            return False


@dataclass(frozen=True)
class Whole:
    """An object of the format. One that may be left out is, where all its cells are empty."""

    fields: dict[str, Maker]
    empty: tuple[str, ...] = ()
    optional: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for maker in self.fields.values() for name in maker.columns)

    def make(self, row: CsvRow, run: Run) -> dict[str, Any] | None:
        if self.optional and not any(cell and cell not in self.empty for cell in map(row.cells.get, self.columns)):
            return None
        made = {name: maker.make(row, run) for name, maker in self.fields.items()}
        return {name: value for name, value in made.items() if value is not None}


@dataclass(frozen=True)
class Lines:
    """A list of objects, one for each row of a second CSV that has the key of the first one's row."""

    extract: Extract
    key: str
    of: str
    line: Whole

    @property
    def columns(self) -> tuple[str, ...]:
        return ()

    def make(self, row: CsvRow, run: Run) -> list[Any]:
        return [self.line.make(line, run) for line in run.rows_of(self, row.cells[self.of])]
