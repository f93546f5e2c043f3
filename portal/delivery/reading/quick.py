"""Reads rows without faults fast. Of any other line it says nothing: the strict reader finds the words."""

from collections.abc import Sequence
from typing import Any

import msgspec

from portal.delivery.format.fields import Row
from portal.delivery.format.refusals import Fault
from portal.delivery.format.strict_json import StrictReader
from portal.delivery.reading.looser import looser

Found = tuple[Row, bytes]


class QuickReader:
    """Reads some rows after others, straight into the row's type."""

    def __init__(self, row: Any) -> None:
        loose, check = looser(row)
        self._decode = msgspec.json.Decoder(loose).decode
        self._matches = check or (lambda _: True)
        self._strict = StrictReader()

    def read(self, lines: Sequence[bytes]) -> list[Found | None]:
        """The row in each line, and the same as JSON without what is null; None where it may have a fault."""
        together = self._read(lines)
        return [*together] if together is not None else [self._alone(line) for line in lines]

    def same(self, row: Row) -> Found:
        """What `read` gives of a row that was read in another way."""
        found: Row = self._decode(msgspec.json.encode(row))
        return found, msgspec.json.encode(found)

    def _alone(self, line: bytes) -> Found | None:
        found = self._read([line])
        return found[0] if found else None

    def _read(self, lines: Sequence[bytes]) -> list[Found] | None:
        """None where any of the lines may have a fault: most deliveries have none, and looking at many costs less."""
        try:
            rows: list[Row] = list(map(self._decode, lines))
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None
        contents = list(map(msgspec.json.encode, rows))
        if not self._matches(rows) or not all(map(self._has_no_name_twice, lines, contents)):
            return None
        return list(zip(rows, contents, strict=True))

    def _has_no_name_twice(self, line: bytes, content: bytes) -> bool:
        """Msgspec takes the last of two fields with one name. The other one's quotes are then missing in the content.

        So are those of a field that is null, and an escape may hide a quote: such lines are read again to find out.
        No line is shorter than its content, which says everything once and in the fewest bytes: where they are of one
        length, there is nothing more in the line.
        """
        if len(line) == len(content) or (line.count(b'"') == content.count(b'"') and b"\\" not in line):
            return True
        try:
            _, fault = self._strict.read(line)
        except Fault:
            return False
        return fault is None
