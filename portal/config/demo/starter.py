"""Whoever started the demo: make, a shell, a test. It may end without the demo being told."""

import os
import signal
from pathlib import Path

SIGINT_BIT = 1 << (signal.SIGINT - 1)


class Starter:
    """Remembers who started this process, and how it treated Ctrl-C then."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._has_always_held_back = self._held_back_before = self._holds_ctrl_c_back()

    def wants_the_end(self) -> bool:
        """Whether it was killed, or alone was sent Ctrl-C: make then holds further ones back and waits.

        To be asked again and again, with some time between: who starts a process holds all signals back for an
        instant, so that it counts only when it was so the last time, too.
        """
        held_back_before, self._held_back_before = self._held_back_before, self._holds_ctrl_c_back()
        waits = held_back_before and self._held_back_before and not self._has_always_held_back
        return waits or os.getppid() != self._pid

    def _holds_ctrl_c_back(self) -> bool:
        """As Linux has it; elsewhere nothing is known."""
        try:
            lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        except OSError:
            return False
        blocked = next((line.split()[1] for line in lines if line.startswith("SigBlk:")), "0")
        return bool(int(blocked, 16) & SIGINT_BIT)
