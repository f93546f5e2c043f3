"""Reads rows without faults fast. Of any other line it says nothing: the strict reader finds the words."""

from typing import Any

import msgspec

from portal.delivery.format.fields import Row
from portal.delivery.format.refusals import Fault
from portal.delivery.format.strict_json import StrictReader
from portal.delivery.reading.looser import looser


class QuickReader:
    """Reads one row after another, straight into the row's type."""

    def __init__(self, row: Any) -> None:
        loose, check = looser(row)
        self._decode = msgspec.json.Decoder(loose).decode
        self._matches = check or (lambda _: True)
        self._strict = StrictReader()

    def read(self, line: bytes) -> tuple[Row, bytes] | None:
        """The row in a line, and the same as JSON without what is null; None where it may have a fault."""
        try:
            row: Row = self._decode(line)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None
        content = msgspec.json.encode(row)
        return (row, content) if self._matches(row) and self._has_no_name_twice(line, content) else None

    def _has_no_name_twice(self, line: bytes, content: bytes) -> bool:
        """Msgspec takes the last of two fields with one name. The other one's quotes are then missing in the content.

        So are those of a field that is null, and an escape may hide a quote: such lines are read again to find out.
        """
        if line.count(b'"') == content.count(b'"') and b"\\" not in line:
            return True
        try:
            _, fault = self._strict.read(line)
        except Fault:
            return False
        return fault is None
