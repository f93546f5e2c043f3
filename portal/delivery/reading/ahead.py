"""Reads ahead in a thread of its own, so that rows are checked while PostgreSQL works on those before them."""

import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

_Item = TypeVar("_Item")
# A thread that waits for PostgreSQL goes on so soon after its answer; Python's own 5 ms would leave PostgreSQL idle.
_SECONDS_BETWEEN_THREADS = 0.00005
_WAIT = 0.1


@contextmanager
def read_ahead(items: Iterable[_Item], *, most: int) -> Iterator[Iterator[_Item]]:
    """The items in their order, of which at most `most` wait; an error among them is raised in its place.

    `items` is not touched any more when the context ends, however it ends.
    """
    waiting: Queue[tuple[_Item | None, BaseException | None]] = Queue(most)
    stopped = Event()
    thread = Thread(target=_fill, args=(items, waiting, stopped), name="read-ahead", daemon=True)
    with _little_in_the_way():
        thread.start()
        try:
            yield _taken(waiting)
        finally:
            stopped.set()
            thread.join()


@contextmanager
def _little_in_the_way() -> Iterator[None]:
    between, collects = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(_SECONDS_BETWEEN_THREADS)
    # Rows hold no circles. Looking for some again and again takes a sixth of the time of reading.
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
        sys.setswitchinterval(between)


def _taken(waiting: "Queue[tuple[_Item | None, BaseException | None]]") -> Iterator[_Item]:
    while True:
        item, error = waiting.get()
        if error is not None:
            raise error
        if item is None:
            return
        yield item


def _fill(items: Iterable[_Item], waiting: "Queue[tuple[_Item | None, BaseException | None]]", stopped: Event) -> None:
    """Runs in the thread. The end is told by a pair of None."""
    try:
        for item in items:
            if not _put(waiting, (item, None), stopped):
                return
        _put(waiting, (None, None), stopped)
    except BaseException as error:
        # It is raised where the items are taken.
        _put(waiting, (None, error), stopped)


def _put(waiting: "Queue[_Item]", item: _Item, stopped: Event) -> bool:
    """Whether it was put; not when nobody takes it any more."""
    while not stopped.is_set():
        try:
            waiting.put(item, timeout=_WAIT)
        except Full:
            continue
        return True
    return False
