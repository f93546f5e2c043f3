"""How quantities, rates and names are written in sentences."""

from decimal import Decimal

UNITS = {"hour": "hours", "week": "weeks", "night": "nights", "mile": "miles", "each": ""}
PER = {"hour": "an hour", "week": "a week", "night": "a night", "mile": "a mile", "each": "each"}


def number(value: Decimal) -> str:
    """E.g. "14" or "7.5": a quantity without trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate(written: str) -> str:
    """E.g. "£21.48": a rate in pounds; more than two places only where there are more."""
    value = Decimal(written)
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return f"£{value:,.{places}f}"


def percent(value: Decimal) -> str:
    """E.g. "4.75%"."""
    return f"{number(value)}%"


def quantity(units: Decimal, unit: str | None) -> str:
    """E.g. "14 hours", "1 week"; for things counted one by one only the number."""
    return counted(units, UNITS.get(unit or "each", ""))


def counted(count: Decimal, plural: str) -> str:
    """E.g. "4 weeks" or "1 week"."""
    return f"{number(count)} {plural.removesuffix('s') if count == 1 else plural}".strip()


def possessive(name: str) -> str:
    """E.g. "Mary Bloggs’s", with a typographic apostrophe; after a plural-looking s too, as people say it."""
    return f"{name}’s"
