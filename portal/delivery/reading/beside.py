"""Checks something in a thread of its own while rows are read already."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")


@contextmanager
def beside(check: Callable[[], None]) -> Iterator["Future[None]"]:
    """Runs `check` while the body runs, and waits for it. Its error comes before any error of the body."""
    with ThreadPoolExecutor(1, "beside") as threads:
        checked = threads.submit(check)
        try:
            yield checked
        except Exception:
            checked.result()
            raise
        checked.result()


def while_nothing_is_wrong(checked: "Future[None]", items: Iterable[_Item]) -> Iterator[_Item]:
    """The items; the check's error as soon as it is known, for nobody needs the rest."""
    for item in items:
        if checked.done():
            checked.result()
        yield item
