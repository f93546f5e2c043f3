"""The demo's processes: the web server, the worker, and helpers that come and go."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from portal.config.environment import ROOT

PR_SET_PDEATHSIG = 1


class Died(Exception):
    """A process that should run has ended; the message says which, and the end of its log."""


class Processes:
    """Started with the demo's settings, each in a session of its own; leaving the `with` stops them all."""

    def __init__(self, logs: Path, environment: dict[str, str], *, seconds_to_stop: float = 10) -> None:
        self._logs = logs
        self._environment = environment
        self._seconds_to_stop = seconds_to_stop
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Runs `python ARGUMENTS`; what it prints goes to a log of that name."""
        with self._log(name).open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 – our own commands
                [sys.executable, *arguments],
                cwd=ROOT,
                env=os.environ | self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C in the terminal reaches the demo alone, and the demo stops the others in its own order.
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 – no threads here
            )
        self._running[name] = process
        return process

    def run(self, name: str, *arguments: str) -> None:
        """Starts a helper and waits for it. Raises Died if it fails."""
        if self.start(name, *arguments).wait():
            raise self._died(name)
        del self._running[name]

    def check(self) -> None:
        """Raises Died if one of those that should run does not."""
        for name, process in self._running.items():
            if process.poll() is not None:
                raise self._died(name)

    def stop(self) -> None:
        """Asks all to end, waits, and ends those that do not."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(self._seconds_to_stop)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def _died(self, name: str) -> Died:
        lines = self._log(name).read_text(errors="replace").splitlines()[-15:]
        return Died("\n".join([f"The {name} has stopped. Its last words, from {self._log(name)}:", *lines]))

    def _log(self, name: str) -> Path:
        return self._logs / f"{name.replace(' ', '-')}.log"


def _end_with_parent() -> None:
    """On Linux a process asks to be ended when the demo itself is killed and cannot do it any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
