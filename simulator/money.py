"""Sums of money: whole pence, and rates as exact decimals of pounds."""

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal(1)


def pence(pounds: Decimal) -> int:
    """Whole pence, a half penny upwards (away from zero)."""
    return int((pounds * 100).quantize(PENNY, ROUND_HALF_UP))


def pounds(amount_pence: int) -> Decimal:
    return Decimal(amount_pence) / 100


def rate(amount_pence: int) -> str:
    """A rate as the format writes it, e.g. "98.30"."""
    return f"{pounds(amount_pence):.2f}"


def quantity(number: Decimal | int) -> str:
    """A quantity without needless zeros, e.g. "14" or "10.5"."""
    return f"{Decimal(number).normalize():f}"


def plural(number: Decimal | int | str) -> str:
    """The ending of a unit: "1 hour", "2 hours"."""
    return "" if Decimal(number) == 1 else "s"


def in_words(amount_pence: int) -> str:
    """As printed, e.g. "−£1,393.20"."""
    return f"{'−' if amount_pence < 0 else ''}£{pounds(abs(amount_pence)):,.2f}"


def to_nearest(amount_pence: Decimal | float, step: int) -> int:
    """`amount_pence` rounded to a multiple of `step` pence."""
    return int((Decimal(amount_pence) / step).quantize(PENNY, ROUND_HALF_UP)) * step
