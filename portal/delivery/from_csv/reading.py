"""CSV files as a finance system writes them: column names in the first row, one record a row."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from portal.delivery.format.nearest import did_you_mean
from portal.delivery.format.refusals import shown
from portal.delivery.from_csv.cells import tells_days_apart
from portal.delivery.from_csv.mistakes import Faults, MappingMistake

WAYS = ("encoding", "delimiter", "dates", "amounts", "empty")
_AMOUNTS = ("pounds", "pence")


class CsvRow(NamedTuple):
    """A record by its columns; `number` as a spreadsheet counts, `place` from 1 among those of its key."""

    file: str
    number: int
    cells: dict[str, str]
    place: int = 1


@dataclass(frozen=True)
class Way:
    """How a CSV is written."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    dates: str = "%d/%m/%Y"
    amounts: str = "pounds"
    empty: tuple[str, ...] = ()

    def but(self, table: dict[str, Any], where: str) -> "Way":
        """With what `table` says otherwise. Raises MappingMistake."""
        said = {name: table[name] for name in WAYS if name in table}
        if "empty" in said:
            said["empty"] = tuple(map(str, said["empty"]))
        way = replace(self, **said)
        way.check(where)
        return way

    def check(self, where: str) -> None:
        """Raises MappingMistake for a setting that cannot be meant."""
        try:
            codecs.lookup(self.encoding)
        except LookupError:
            raise MappingMistake(
                f"{where}.encoding: {shown(self.encoding)} is no encoding; try utf-8-sig or cp1252"
            ) from None
        if len(self.delimiter) != 1:
            raise MappingMistake(f"{where}.delimiter: found {shown(self.delimiter)}, expected one character")
        check_dates(self.dates, where)
        if self.amounts not in _AMOUNTS:
            raise MappingMistake(f"{where}.amounts: found {shown(self.amounts)}, expected one of {', '.join(_AMOUNTS)}")


def check_dates(written: str, where: str) -> None:
    """Raises MappingMistake for a way to write dates that does not tell days apart."""
    if not tells_days_apart(written):
        raise MappingMistake(
            f"{where}.dates: found {shown(written)}, expected day, month and a year of four digits, such as %d/%m/%Y"
        )


class Extract:
    """One CSV file."""

    def __init__(self, path: Path, way: Way) -> None:
        self.path, self.way = path, way
        self.columns = self._columns()

    def column(self, name: str, where: str) -> str:
        """`name`, if the file has it. Raises MappingMistake otherwise."""
        if self.columns.count(name) == 1:
            return name
        told = "comes twice" if name in self.columns else "is not a column" + did_you_mean(name, self.columns)
        raise MappingMistake(f"{where}: {shown(name)} in {self.path.name} {told}")

    def rows(self, faults: Faults) -> Iterator[CsvRow]:
        """The records, but for blank ones; one with too few or too many cells is a fault."""
        for number, cells in enumerate(self._records(), start=1):
            if number == 1 or not any(cells):
                continue
            if len(cells) != len(self.columns):
                told = f"found {len(cells)} cells, expected {len(self.columns)}, as the first row has"
                faults.say(f"{self.path.name}, row {number}: {told}")
                continue
            yield CsvRow(self.path.name, number, dict(zip(self.columns, cells, strict=True)))

    def _columns(self) -> list[str]:
        try:
            return next(iter(self._records()), [])
        except OSError as problem:
            raise MappingMistake(f"{self.path.name} cannot be read: {problem.strerror}") from None

    def _records(self) -> Iterator[list[str]]:
        """The cells of each record, without spaces around them. Bytes that are no text stay as lone surrogates."""
        read = 0
        try:
            with self.path.open(encoding=self.way.encoding, errors="surrogateescape", newline="") as stream:
                for cells in csv.reader(stream, delimiter=self.way.delimiter, strict=True):
                    read += 1
                    yield [cell.strip() for cell in cells]
        except (csv.Error, UnicodeError) as problem:
            raise MappingMistake(f"{self.path.name}, after row {read}: cannot be read as CSV: {problem}") from None
