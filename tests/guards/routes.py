"""Every route of the portal, read from its URLs: a new one is in every guard from its first day."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """A named URL and the parts of it that say which object is meant."""

    name: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """All of them. Every URL has a name."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
        else:
            yield Route(f"{namespace}{pattern.name}", tuple(pattern.pattern.converters))
