"""The strings of F13. A bar is an SVG rectangle in the row of its number: picture and data are one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.casework.reports import Figure, Span
from portal.casework.reports.figure import Cell
from portal.design.formats import period

COLOURS: Final = ("#2b4a63", "#7a8b99", "#b1b4b6")
HEIGHT: Final = 160  # pixels of a chart of columns


@dataclass(frozen=True, slots=True)
class Column:
    """A rectangle of a chart of columns; x and width are percents, y and height pixels."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as the page shows it: its columns, if it has any, and its table."""

    figure: Figure
    rows: list[list[str]]
    columns: list[Column]
    legend: list[tuple[str, str]]
    most: int
    csv: str


def chart(figure: Figure, span: Span) -> Chart:
    """A figure with its table, and where it can be downloaded."""
    in_columns = figure.shape == "columns"
    most = max((_number(row[column]) for row in figure.rows for column in figure.drawn), default=0)
    return Chart(
        figure=figure,
        rows=[_with_bars(figure, row, 0 if in_columns else most) for row in figure.rows],
        columns=_columns(figure, most) if in_columns else [],
        legend=[(figure.head[column], COLOURS[place]) for place, column in enumerate(figure.drawn)],
        most=most,
        csv=f"{reverse('casework:report', args=[figure.slug])}?{urlencode(parameters(span))}",
    )


def parameters(span: Span) -> dict[str, int]:
    """The span as it stands in an address."""
    return {
        f"{name}_{part}": getattr(each, part)
        for name, each in (("since", span.first), ("until", span.last))
        for part in ("day", "month", "year")
    }


def days_of(span: Span) -> str:
    """As "1 to 28 September 2025"."""
    return period(span.first, span.last)


def _columns(figure: Figure, most: int) -> list[Column]:
    each = 100 / max(len(figure.rows), 1)
    width = each * 0.8 / len(figure.drawn)
    columns = []
    for day, row in enumerate(figure.rows):
        for place, column in enumerate(figure.drawn):
            height = HEIGHT * _number(row[column]) / most if most else 0
            left = day * each + each * 0.1 + place * width
            columns.append(
                Column(round(left, 3), round(HEIGHT - height, 1), round(width, 3), round(height, 1), COLOURS[place])
            )
    return [column for column in columns if column.height]


def _with_bars(figure: Figure, row: Sequence[Cell], most: int) -> list[str]:
    """The cells of a row in words; with a bar where they are drawn and there is something to draw."""
    return [
        _bar(cell, most) if most and place in figure.drawn else f"{cell:,}" if isinstance(cell, int) else str(cell)
        for place, cell in enumerate(row)
    ]


def _bar(cell: Cell, most: int) -> SafeString:
    return format_html(
        '{} <svg width="100%" height="12" aria-hidden="true" focusable="false">'
        '<rect width="{}%" height="12" fill="{}"></rect></svg>',
        f"{_number(cell):,}",
        round(100 * _number(cell) / most, 1),
        COLOURS[0],
    )


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
