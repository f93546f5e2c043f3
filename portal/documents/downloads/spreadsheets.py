"""Spreadsheets as CSV (RFC 4180) that no program takes for formulas. See docs/decisions/0610."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import chain

BYTE_ORDER_MARK = "\ufeff"  # Without it Excel takes UTF-8 for Latin-1.
# What a spreadsheet program takes for the beginning of a formula, also after spaces and in full width.
_FORMULA = re.compile(r"\A[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|\A[\t\r\n]")

Cell = str | int | Decimal | date | None


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table with a byte order mark. Numbers and dates stay what they are, below zero too; texts stay texts."""
    return "".join(csv_lines(head, rows))


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The same, line by line, for a table that is too long to be held as a whole."""
    line = StringIO(BYTE_ORDER_MARK)
    line.seek(len(BYTE_ORDER_MARK))
    # Every text in quotation marks: what is inside them cannot begin a cell, whatever the program takes for a comma.
    writer = csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in chain([head], rows):
        writer.writerow([_cell(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def pounds(pence: int) -> Decimal:
    """Pence as a number in pounds with two places: -24.60."""
    return Decimal(pence).scaleb(-2)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if it could be read as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Cell) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value
