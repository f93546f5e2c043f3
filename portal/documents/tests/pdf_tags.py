"""What a screen reader finds in a PDF."""

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """Their kinds, e.g. ["/H1", "/P"]."""
    return [str(element.S) for element in elements(pdf)]


def attributes(element: Any) -> dict[str, Any]:
    """The element's attributes, whoever owns them."""
    owned = element.get("/A")
    if owned is None:
        return {}
    merged: dict[str, Any] = {}
    for one in owned if isinstance(owned, pikepdf.Array) else [owned]:
        merged |= dict(one)
    return merged


def _below(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _below(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _below(node.K)
