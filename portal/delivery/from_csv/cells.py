"""One cell of a CSV as the value a field of the format wants. Each raises BadCell saying what was expected."""

import re
from datetime import date, datetime
from functools import lru_cache

from portal.delivery.from_csv.mistakes import BadCell

_NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
_AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[+−-])?\s*£?\s*(?P<after>[+−-])?\s*{_NUMBER}\s*(?P<last>[−-])?\s*(?P<close>\))?",
    re.ASCII,
)
_DECIMAL = re.compile(rf"£?\s*{_NUMBER}\s*%?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_MOST_DIGITS = 20
_TRUTHS = {"y": True, "yes": True, "true": True, "1": True, "n": False, "no": False, "false": False, "0": False}


def pence(cell: str) -> int:
    """Pence of an amount in pounds: `£1,234.50`, `(12.30)`, `12.30-`, `-12.30`."""
    found = _AMOUNT.fullmatch(cell)
    signs = [found[name] for name in ("open", "sign", "after", "last") if found[name]] if found else []
    if not found or len(cell) > _MOST_DIGITS + 10 or len(signs) > 1 or bool(found["open"]) != bool(found["close"]):
        raise BadCell("expected an amount in pounds, such as 1,234.50 or -12.30")
    part = found["part"] or ""
    if part[2:].strip("0"):
        raise BadCell("expected an amount in pounds with at most two places for the pence")
    amount = int(found["whole"].replace(",", "")) * 100 + int(part[:2].ljust(2, "0"))
    return -amount if signs and signs[0] != "+" else amount


def whole(cell: str) -> int:
    """A whole number, such as an amount that is in pence already."""
    if not _WHOLE.fullmatch(cell):
        raise BadCell("expected a whole number")
    return int(cell)


def decimal(cell: str) -> str:
    """A quantity or rate as the format writes it: `£21.48` is "21.48", `4.85 %` is "4.85"."""
    found = _DECIMAL.fullmatch(cell)
    if not found:
        raise BadCell("expected a number that is not negative, such as 21.48 or 1,234.5")
    part = (found["part"] or "").rstrip("0") if len(found["part"] or "") > 6 else found["part"]
    return found["whole"].replace(",", "") + (f".{part}" if part else "")


@lru_cache(maxsize=10_000)  # a few dates stand in most rows
def day(cell: str, written: str) -> date:
    """A date written in the way of `written`, e.g. `%d/%m/%Y`; a time of day is left out."""
    try:
        found = datetime.strptime(cell, written).date()  # noqa: DTZ007 – extracts know no time zone, and days need none
    except ValueError:
        raise BadCell(f"expected a date that exists, such as {_EXAMPLE.strftime(written)}") from None
    if not cell.isascii():
        raise BadCell(f"expected a date such as {_EXAMPLE.strftime(written)}")
    return found


def tells_days_apart(written: str) -> bool:
    """Whether dates in this way can be read back: day, month and a year of four digits."""
    try:
        return all(day(one.strftime(written), written) == one for one in (date(1931, 12, 28), date(2026, 2, 3)))
    except BadCell:
        return False


def truth(cell: str) -> bool:
    """Yes or no."""
    try:
        return _TRUTHS[cell.casefold()]
    except KeyError:
        raise BadCell("expected yes or no (Y, N, true, false, 1 or 0)") from None


_EXAMPLE = datetime(2025, 12, 31)  # noqa: DTZ001 – only shown
