"""What changed from one remittance advice to the next, line by line, to the penny. Pure.

Lines that come each time (the payment, the contribution) are compared as sums, so that a period with two rates is set
against one with a single rate. All others are compared with their like: same words, same days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from portal.documents.bodies import RemittanceLine
from portal.documents.explaining.quantities import measure

Kind = Literal["new", "gone", "rate", "quantity", "amount"]
Key = tuple[object, ...]
EACH_TIME = ("direct_payment", "client_contribution", "overpayment_recovery")
OF_CERTAIN_DAYS = ("rate_adjustment", "contribution_adjustment", "suspension", "returned_payment")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a change, in pence: above zero it makes the payment more."""

    kind: Kind
    pence: int


@dataclass(frozen=True, slots=True)
class Change:
    """What moved between two advices, and why. `line` is from the later one, or from the earlier one if it is gone."""

    line: RemittanceLine
    parts: tuple[Part, ...]

    @property
    def pence(self) -> int:
        """By how much it makes the payment more."""
        return sum(part.pence for part in self.parts)

    @property
    def main(self) -> Part:
        """The greater part."""
        return max(self.parts, key=lambda part: abs(part.pence))


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of the lines. They add up to the difference of the two sums."""

    changes: tuple[Change, ...]

    @property
    def pence(self) -> int:
        """By how much the later payment is more."""
        return sum(change.pence for change in self.changes)

    @property
    def moved_most(self) -> Change | None:
        """The change that moved most, either way; of two equal ones the one that went the way of the whole."""
        whole = self.pence
        return max(self.changes, key=lambda one: (abs(one.pence), one.pence * whole > 0), default=None)


def difference(now: Sequence[RemittanceLine], before: Sequence[RemittanceLine]) -> Difference:
    """From `before` to `now`. What stayed the same is not among the changes."""
    later, earlier = _by_key(now), _by_key(before)
    keys = dict.fromkeys((*later, *earlier))
    pairs = [(later.get(key, []), earlier.get(key, [])) for key in keys]
    return Difference(tuple(_change(this, that) for this, that in pairs if _sum(this) != _sum(that)))


def _by_key(lines: Iterable[RemittanceLine]) -> dict[Key, list[RemittanceLine]]:
    found: dict[Key, list[RemittanceLine]] = {}
    for line in lines:
        found.setdefault(key_of(line), []).append(line)
    return found


def key_of(line: RemittanceLine) -> Key:
    """What makes two lines of two advices the same one."""
    kind = (line.type, line.code.casefold())
    if line.type in EACH_TIME:
        return kind
    if line.type in OF_CERTAIN_DAYS:
        return (*kind, line.from_, line.to, line.description, line.reason)
    return (*kind, line.description, line.reason)


def _change(now: list[RemittanceLine], before: list[RemittanceLine]) -> Change:
    if not before:
        return Change(now[0], (Part("new", _sum(now)),))
    if not now:
        return Change(before[0], (Part("gone", -_sum(before)),))
    return Change(now[0], tuple(_split(now, before)))


def _split(now: list[RemittanceLine], before: list[RemittanceLine]) -> Iterator[Part]:
    """The part that comes from another quantity, at the old rate; and the rest, which comes from another rate."""
    moved, (has, unit), (had, old_unit) = _sum(now) - _sum(before), _quantity(now), _quantity(before)
    if not had or not unit or unit != old_unit:
        yield Part("amount", moved)
        return
    by_quantity = moved if _rates(now) == _rates(before) else _rounded((has - had) * _sum(before) / had)
    for part in (Part("rate", moved - by_quantity), Part("quantity", by_quantity)):
        if part.pence:
            yield part


def _quantity(lines: list[RemittanceLine]) -> tuple[Decimal, str]:
    """What the lines count together, and in which unit; "" when one does not say, or they count different things."""
    measures = [measure(line) for line in lines]
    counted = [one for one in measures if one]
    if len(counted) < len(lines) or len({one.unit for one in counted}) > 1:
        return Decimal(0), ""
    return sum((one.total for one in counted), Decimal(0)), counted[0].unit


def _rates(lines: list[RemittanceLine]) -> set[Decimal]:
    return {Decimal(line.rate) for line in lines if line.rate}


def _sum(lines: Iterable[RemittanceLine]) -> int:
    return sum(line.amount_pence for line in lines)


def _rounded(pence: Decimal) -> int:
    return int(pence.quantize(Decimal(1), ROUND_HALF_UP))
