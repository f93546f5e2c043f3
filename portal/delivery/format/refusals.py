"""The two ways something of a delivery is not taken: the whole of it, or one row."""

from typing import Any

import msgspec


class Refused(Exception):
    """The delivery is refused whole. Its text is the one clear reason."""

    def __init__(self, reason: str, *, delivery_id: str | None = None) -> None:
        super().__init__(storable(reason))
        self.delivery_id = delivery_id


class Fault(Exception):
    """A row cannot be taken. Its text says what was found, where, and what was expected."""

    def __init__(self, reason: str) -> None:
        super().__init__(storable(reason))


def storable(text: str) -> str:
    """The text with what PostgreSQL and UTF-8 cannot hold written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000")


def shown(value: Any) -> str:
    """A found value as it would stand in the file, cut to 80 characters."""
    try:
        text = msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError, RecursionError):
        text = ascii(value)
    return text if len(text) <= 80 else text[:79] + "…"
