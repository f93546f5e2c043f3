"""A figure as CSV, for a spreadsheet: no cell of it is taken for a formula."""

import csv
import io
from typing import Final

from portal.casework.reports.figure import Cell, Figure

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(figure: Figure) -> str:
    """The table of a figure, its headings first. Begins with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([harmless(cell) for cell in figure.head])
    writer.writerows([[harmless(cell) for cell in row] for row in figure.rows])
    return "\ufeff" + text.getvalue()


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULAS) else cell
