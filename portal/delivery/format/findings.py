"""What was found where something else was expected, as closely as it can be said."""

import re
from datetime import date
from typing import Any

from msgspec import inspect

from portal.delivery.format.nearest import did_you_mean
from portal.delivery.format.refusals import shown
from portal.delivery.format.types import bare, words, words_of_the_list

_NO_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_POUNDS = re.compile(r"£?(\d{1,9})(?:\.(\d\d))?", re.ASCII)


def finding(value: Any, kind: Any) -> str:
    """`7, expected a text …`: the value at fault, and what its type (of msgspec.inspect) wants."""
    plain = bare(kind)
    if isinstance(plain, inspect.StrType) and isinstance(value, str) and (told := _text(value, plain)):
        return told
    return f"{shown(value)}, expected {words(kind)}{_meant(value, plain)}"


def _text(value: str, kind: inspect.StrType) -> str:
    """What is wrong with a text that is one; "" where its type has a pattern of its own."""
    if kind.max_length and len(value) > kind.max_length:
        return f"a text of {len(value):,} characters, {shown(value)}, expected at most {kind.max_length:,}"
    if found := _NO_TEXT.search(value):
        what = "half a character (U+{:04X})" if found[0] >= "\ud800" else "the control character U+{:04X}"
        place = f"{what.format(ord(found[0]))} at character {found.start() + 1}"
        return f"{shown(value)}, which holds {place}, expected a text without control characters"
    if kind.max_length and value != value.strip(" "):
        return f"{shown(value)}, expected a text without a space at either end"
    return ""


def _meant(value: Any, kind: Any) -> str:
    """What was probably meant, where that can be guessed."""
    if value == "":
        return "; where there is nothing to say, leave the field out"
    if isinstance(kind, inspect.DateType) and isinstance(value, str) and (day := _day(value)):
        return f"; did you mean {shown(day)}?"
    if isinstance(kind, inspect.IntType) and isinstance(value, str) and (pounds := _POUNDS.fullmatch(value)):
        return (
            f"; did you mean {int(pounds[1])}{pounds[2]}?"
            if pounds[2]
            else f"; did you mean {int(pounds[1])} without quotes?"
        )
    if isinstance(kind, inspect.StrType) and type(value) is int:
        return f"; did you mean {shown(str(value))}, in quotes?"
    return did_you_mean(value, words_of_the_list(kind))


def _day(value: str) -> str | None:
    """A date written day first, in the way of the format."""
    found = _DAY_FIRST.fullmatch(value)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None
