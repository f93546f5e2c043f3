"""A table that is a picture too: a bar in each row, as long as its amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.design.formats import money


@dataclass(frozen=True, slots=True)
class Bar:
    """A row. `share`: per cent of the longest bar, from 0. `here`: it is the document being read."""

    name: str
    href: str
    amount: str
    share: int
    here: bool = False


def shares(amounts: Sequence[int]) -> list[int]:
    """How long the bar of each amount is, in per cent of the longest; none below nothing."""
    longest = max([*amounts, 0])
    return [round(max(amount, 0) * 100 / longest) if longest else 0 for amount in amounts]


def bars(rows: Sequence[tuple[str, str, int, bool]]) -> tuple[Bar, ...]:
    """Rows of name, address, pence, and whether it is the document being read."""
    lengths = shares([pence for _, _, pence, _ in rows])
    return tuple(
        Bar(name, href, money(pence), share, here)
        for (name, href, pence, here), share in zip(rows, lengths, strict=True)
    )
