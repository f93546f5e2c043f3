"""Sentences with places for a line's own figures: `{rate}`, `{weeks}`, `{reason}`. Nothing else is possible in them.

An explanation is a text with one sentence (or a few) on each line. The first line all of whose places can be filled
is said, so the last one must do with what every line has.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

PLACE = re.compile(r"\{([A-Za-z_]+)\}")
ALWAYS = ("your", "Your", "you", "You", "code", "ref", "amount")
SOMETIMES = (
    "weeks", "days", "date", "rate", "old_rate", "per", "quantity", "each_week", "weekly", "reason", "what", "total",
    "left",
)  # fmt: skip
PLACES = (*ALWAYS, *SOMETIMES)


class Filled(NamedTuple):
    """A sentence, and the places that were filled in it."""

    text: str
    places: frozenset[str]


def fill(explanation: str, values: Mapping[str, str]) -> Filled:
    """The first line of the explanation that `values` can fill. Raises LookupError when there is none."""
    for sentence in lines_of(explanation):
        places = frozenset(PLACE.findall(sentence))
        if all(values.get(place) for place in places):
            return Filled(PLACE.sub(lambda place: values[place[1]], sentence), places)
    raise LookupError(explanation)


def lines_of(explanation: str) -> list[str]:
    """Its lines, without empty ones."""
    return [line.strip() for line in explanation.splitlines() if line.strip()]


def mistakes_in(explanation: str) -> Iterator[str]:
    """What keeps an explanation from being said: one sentence each, for staff."""
    lines = lines_of(explanation)
    unknown = {place for line in lines for place in PLACE.findall(line)} - set(PLACES)
    for place in sorted(unknown):
        yield f"{{{place}}} is not a value of a line. Use one of those listed below"
    if any("{" in rest or "}" in rest for rest in (PLACE.sub("", line) for line in lines)):
        yield "A { or } stands alone. Write a value as {rate}"
    if lines and set(PLACE.findall(lines[-1])) - set(ALWAYS) - unknown:
        yield "The last line must do without values a line may not have"
