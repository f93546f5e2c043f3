"""One figure: a table, and which of its columns are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Cell = str | int


@dataclass(frozen=True, slots=True)
class Figure:
    """`slug` is its name in addresses; `drawn` are the numbers of the columns in its chart.

    `shape`: "columns" for days side by side, "bars" for things one below the other, "" for a table alone. `said` is
    the figure in a sentence, `note` what it cannot know.
    """

    slug: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    drawn: Sequence[int] = (1,)
    shape: Literal["columns", "bars", ""] = "bars"
    said: str = ""
    note: str = ""


def percent(part: int, whole: int) -> str:
    """As "94%"; "–" of nothing."""
    return f"{round(100 * part / whole)}%" if whole else "–"
