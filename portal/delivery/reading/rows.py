"""Reads a data file line by line: each row, checked by itself, as the values it is staged with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO

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
from portal.delivery.reading.source import Source
from portal.delivery.tables import DOCUMENTS, Table

MOST_LINE_BYTES = 1_000_000
# A line that is too long is still looked at for its key, within reason.
_MOST_KEPT = 8 * MOST_LINE_BYTES

StagedRow = tuple[Any, ...]


@dataclass
class RowReader:
    """Reads the rows of one data file."""

    source: Source
    table: Table
    today: date

    def __post_init__(self) -> None:
        self._json = StrictReader()
        self._no_columns = (None,) * len(self.table.columns)

    def staged_rows(self, file: DataFile) -> Iterator[StagedRow]:
        """line, key, fault, person_ref, content_hash and the columns of each row, in order.

        Raises Refused for a name that leaves the folder, and when the file is no longer the one that was checked.
        """
        digest = sha256()
        with self.source.open(file.name) as stream:
            for number, line in enumerate(_lines(stream, digest), start=1):
                yield (number, *self._staged(number, line))
        if digest.hexdigest() != file.sha256.lower():
            raise Refused(f"{file.name} changed while it was read")

    def _staged(self, number: int, line: bytes) -> StagedRow:
        try:
            found, fault = self._read(line)
        except Fault as problem:
            return (None, str(problem), None, None, *self._no_columns)
        key = readable(found.get(self.table.key))
        file_name = self._file_name(number, found)
        try:
            row = self._row(found, fault)
        except Fault as problem:
            unread = (file_name if name == "file_name" else None for name in self.table.columns)
            return (key, str(problem), None, None, *unread)
        content = msgspec.json.encode(row)
        return (key, None, row.person_ref, sha256(content).digest(), *columns(row))  # type: ignore[attr-defined]  # all four have it

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
        for wrong in faults(row, self.today):
            raise Fault(wrong)
        if file := getattr(row, "file", None):
            check_pdf(self.source, file)
        return row


def _lines(stream: BinaryIO, digest: Any) -> Iterator[bytes]:
    """The lines without their LF, never more than a few megabytes of one."""
    while piece := stream.readline(_MOST_KEPT):
        digest.update(piece)
        line = piece
        while not piece.endswith(b"\n"):
            piece = stream.readline(_MOST_KEPT)
            digest.update(piece)
            if not piece:
                break
        yield line.removesuffix(b"\n")
