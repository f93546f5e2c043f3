"""Reads a data file line by line: each row, checked by itself, as the values of its table's columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple

import msgspec

from portal.delivery.format import expected
from portal.delivery.format.fields import Row
from portal.delivery.format.names import check_name
from portal.delivery.format.refusals import Fault, Refused
from portal.delivery.format.rules import faults
from portal.delivery.format.strict_json import StrictReader, readable
from portal.delivery.reading.columns import columns
from portal.delivery.reading.manifest import DataFile
from portal.delivery.reading.pdfs import check_pdf
from portal.delivery.reading.quick import Found, QuickReader
from portal.delivery.reading.source import Source
from portal.delivery.tables import DOCUMENTS, Table

MOST_LINE_BYTES = 1_000_000
# A line that is too long is still looked at for its key, within reason.
_MOST_KEPT = 8 * MOST_LINE_BYTES

# What is read and checked at once: few enough rows for the processor's own memory.
_BYTES_AT_ONCE = 1 << 15

# What is read ahead and written at once: few enough rows for a small memory, however long their lines are.
_ROWS_OF_A_CHUNK = 4000
_BYTES_OF_A_CHUNK = 8_000_000
# PostgreSQL begins to write when the first two are there.
_BYTES_OF_THE_FIRST_CHUNK = 500_000


class ReadRow(NamedTuple):
    """One line: a row that can be taken as far as it says itself, or one with a fault."""

    line: int
    # None: it could not be read.
    key: str | None
    fault: str | None
    # The PDF it names, whatever else is wrong with it.
    file_name: str | None = None
    # The others are those of a row without a fault.
    person_ref: str = ""
    content_hash: bytes = b""
    values: tuple[Any, ...] = ()


@dataclass
class RowReader:
    """Reads the rows of one data file."""

    source: Source
    table: Table
    today: date

    def __post_init__(self) -> None:
        self._json = StrictReader()
        self._quick = QuickReader(self.table.row)

    def chunks(self, file: DataFile) -> Iterator[list[ReadRow]]:
        """The rows of the file in order, some at a time.

        Raises Refused for a name that leaves the folder, and when the file is no longer the one that was checked.
        """
        digest, rows, number, size, most = sha256(), list[ReadRow](), 1, 0, _BYTES_OF_THE_FIRST_CHUNK
        with self.source.open(file.name) as stream:
            for lines in _lines(stream, digest):
                rows += self.read(number, lines)
                number += len(lines)
                size += sum(map(len, lines))
                if len(rows) >= _ROWS_OF_A_CHUNK or size > most:
                    yield rows
                    rows, size, most = [], 0, min(most * 3 // 2, _BYTES_OF_A_CHUNK)
        if digest.hexdigest() != file.sha256.lower():
            raise Refused(f"{file.name} changed while it was read")
        if rows:
            yield rows

    def read(self, number: int, lines: Sequence[bytes]) -> list[ReadRow]:
        """The rows in some lines without their LF, the first of which has this number.

        Raises Refused for a name that leaves the folder.
        """
        found = zip(lines, self._quick.read(lines), strict=True)
        return [
            self._read_quickly(place, line, quick) or self._read_strictly(place, line)
            for place, (line, quick) in enumerate(found, start=number)
        ]

    def _read_quickly(self, number: int, line: bytes, found: Found | None) -> ReadRow | None:
        """None where there may be a fault: the strict way then says which."""
        if found is None or len(line) > MOST_LINE_BYTES:
            return None
        row, content = found
        file = getattr(row, "file", None)
        if file:
            check_name(file.name, f"{self.table.file}, line {number}")
        try:
            self._check(row)
        except Fault:
            return None
        return self._good(number, row, content, file.name if file else None)

    def _read_strictly(self, number: int, line: bytes) -> ReadRow:
        try:
            found, fault = self._read(line)
        except Fault as problem:
            return ReadRow(number, None, str(problem))
        file_name = self._file_name(number, found)
        try:
            row = self._row(found, fault)
        except Fault as problem:
            return ReadRow(number, readable(found.get(self.table.key)), str(problem), file_name)
        return self._good(number, *self._quick.same(row), file_name)

    def _good(self, number: int, row: Row, content: bytes, file_name: str | None) -> ReadRow:
        return ReadRow(
            number,
            getattr(row, self.table.key),
            None,
            file_name,
            row.person_ref,  # type: ignore[attr-defined]  # all four have it
            sha256(content).digest(),
            columns(row, content),
        )

    def _read(self, line: bytes) -> tuple[dict[str, Any], str | None]:
        if not line:
            raise Fault("is an empty line, expected one JSON object")
        found, fault = self._json.read(line)
        if len(line) > MOST_LINE_BYTES:
            fault = f"the line has more than {MOST_LINE_BYTES} bytes"
        return found, fault

    def _file_name(self, number: int, found: dict[str, Any]) -> str | None:
        """The PDF the row names, whatever else is wrong with it. Raises Refused for one that leaves the folder."""
        file = found.get("file") if self.table is DOCUMENTS else None
        name = file.get("name") if isinstance(file, dict) else None
        if isinstance(name, str):
            check_name(name, f"{DOCUMENTS.file}, line {number}")
        return readable(name)

    def _row(self, found: dict[str, Any], fault: str | None) -> Row:
        if fault:
            raise Fault(fault)
        try:
            row: Row = msgspec.convert(found, self.table.row)
        except msgspec.ValidationError as problem:
            raise Fault(expected.reason(str(problem), found, self.table.row)) from None
        except UnicodeEncodeError:
            raise Fault("a field's name holds half a character (a lone surrogate)") from None
        self._check(row)
        return row

    def _check(self, row: Row) -> None:
        """The rules of the row, and its PDF. Raises Fault."""
        for wrong in faults(row, self.today):
            raise Fault(wrong)
        if file := getattr(row, "file", None):
            check_pdf(self.source, file)


def _lines(stream: BinaryIO, digest: Any) -> Iterator[list[bytes]]:
    """The lines without their LF, some at a time, never more than a few megabytes of one."""
    rest = b""
    while block := stream.read(_BYTES_AT_ONCE):
        digest.update(block)
        first, *others = block.split(b"\n")
        rest = (rest + first)[:_MOST_KEPT]
        if others:
            yield [rest, *others[:-1]]
            rest = others[-1]
    if rest:
        yield [rest]
