"""Places in long lists, as they stand in the addresses of pages. A place nobody gave out is the beginning."""

from datetime import datetime

from django.utils import timezone

LONGEST_NUMBER = 18  # digits


def number_after(after: str) -> int | None:
    """A place in a list ordered by a number."""
    return int(after) if after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER else None


def moment_after(after: str) -> tuple[datetime, str] | None:
    """A place in a list ordered by a moment and a key, as `place_of` writes it."""
    seconds, _, key = after.partition("_")
    try:
        return datetime.fromtimestamp(float(seconds), tz=timezone.get_current_timezone()), key
    except (ValueError, OverflowError, OSError):
        return None


def place_of(at: datetime, key: object) -> str:
    """The place of a row with this moment and key."""
    return f"{at.timestamp():.6f}_{key}"
