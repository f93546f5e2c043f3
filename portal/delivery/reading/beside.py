"""Checks something in a thread of its own while rows are read already."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import get_native_id
from typing import TypeVar

_Item = TypeVar("_Item")
_GIVES_WAY = 10


@contextmanager
def beside(check: Callable[[], None]) -> Iterator["Future[None]"]:
    """Runs `check` while the body runs, and waits for it. Its error comes before any error of the body.

    Where there is too little of the processor for both, the body gets it.
    """
    with ThreadPoolExecutor(1, "beside") as threads:
        checked = threads.submit(_giving_way, check)
        try:
            yield checked
        except Exception:
            checked.result()
            raise
        checked.result()


def _giving_way(check: Callable[[], None]) -> None:
    # On Linux each thread has a priority of its own; where it may not be changed, the check runs like any other.
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _GIVES_WAY)
    check()


def while_nothing_is_wrong(checked: "Future[None]", items: Iterable[_Item]) -> Iterator[_Item]:
    """The items; the check's error as soon as it is known, for nobody needs the rest."""
    for item in items:
        if checked.done():
            checked.result()
        yield item
