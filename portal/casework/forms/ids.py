"""Ids that come back from the boxes of a list."""

from uuid import UUID


def is_id(text: str) -> bool:
    """Whether a text is a UUID."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
