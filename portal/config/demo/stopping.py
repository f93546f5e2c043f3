"""Ctrl-C and its kin: the demo stops at the next safe moment, once, and cleans up undisturbed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody wants the demo to stop. Not an Exception: nothing but the way out may catch it."""


def stop_on_signals() -> None:
    """From now on the signals raise Stopped in the main thread."""
    for number in SIGNALS:
        signal.signal(number, _stop)


def ignore_signals() -> None:
    """For cleaning up: neither this process nor the programs it calls for that can be interrupted."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Holds signals back, from child processes too: making a database is not to be cut off in the middle."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    ignore_signals()
    raise Stopped
