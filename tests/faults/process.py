"""A process of the portal: forked from this one, which has everything imported, so that it starts at once."""

import faulthandler
import mmap
import os
import select
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What a process asks of the disk one step at a time; the harness can end it at any of them.
STEPS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "unlink")


class Steps:
    """Counts the steps a process takes on the disk, in memory it shares with the harness; ends it at one of them."""

    def __init__(self, kill_at: int | None = None, *, done: bool = False) -> None:
        self._kill_at, self._done = kill_at, done
        self._memory = mmap.mmap(-1, 8)

    @property
    def taken(self) -> int:
        (number,) = struct.unpack("q", self._memory[:8])
        return int(number)

    def watch(self) -> None:
        """Called in the process itself."""
        for name in STEPS:
            setattr(os, name, self._watched(getattr(os, name)))

    def _watched(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            self._memory[:8] = struct.pack("q", self.taken + 1)
            its_turn = self.taken == self._kill_at
            if its_turn and not self._done:
                os.kill(os.getpid(), signal.SIGKILL)
            result = step(*given, **named)
            if its_turn:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return watched


class Process:
    """Runs `work` in a process and a process group of its own; what it prints goes into `log`."""

    def __init__(self, work: Callable[[], None], log: Path) -> None:
        self._status: int | None = None
        self.pid = os.fork()
        if not self.pid:
            _become(work, log)
        self._ended = os.pidfd_open(self.pid)

    @property
    def is_running(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
                os.close(self._ended)
        return self._status is None

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None: it still runs after so many seconds."""
        if self.is_running:
            select.select([self._ended], [], [], seconds)
        return None if self.is_running else self._status

    def kill(self) -> None:
        """SIGKILL, to the process alone, as the kernel does when memory runs out."""
        if self.is_running:
            os.kill(self.pid, signal.SIGKILL)

    def say_where(self) -> None:
        """Ends it, after it has written into its log where each of its threads was."""
        os.kill(self.pid, signal.SIGABRT)
        self.wait(5)

    def leaves_nobody(self, seconds: float = 10) -> bool:
        """Whether all it started are gone, too, at the latest after so many seconds. If not, they are ended."""
        until = time.monotonic() + seconds
        while _is_there(self.pid):
            if time.monotonic() > until:
                os.killpg(self.pid, signal.SIGKILL)
                return False
            time.sleep(0.002)
        return True


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _become(work: Callable[[], None], log: Path) -> None:
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with log.open("ab", buffering=0) as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        faulthandler.enable()
        work()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)
