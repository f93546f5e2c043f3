"""The addresses of which a page has many. Their patterns are read from the routes once."""

from functools import cache
from uuid import UUID

from django.urls import reverse

ANY = UUID(int=0)


def document(public_id: UUID) -> str:
    """Where a document is explained."""
    return _of("documents:document", public_id)


def file(public_id: UUID) -> str:
    """Where its PDF is."""
    return _of("documents:file", public_id)


def _of(name: str, public_id: UUID) -> str:
    before, after = _around(name)
    return f"{before}{public_id}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[ANY]).partition(str(ANY))
    return before, after
