"""Whoever started the demo: make, a shell, a test. It may end without the demo being told."""

import os
import signal
from pathlib import Path

SIGINT_BIT = 1 << (signal.SIGINT - 1)


class Starter:
    """Remembers who started this process, and how it treated Ctrl-C then."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._has_always_held_back = self._holds_ctrl_c_back()

    @property
    def wants_the_end(self) -> bool:
        """Whether it was killed, or alone was sent Ctrl-C: make then holds further ones back and waits."""
        return os.getppid() != self._pid or (not self._has_always_held_back and self._holds_ctrl_c_back())

    def _holds_ctrl_c_back(self) -> bool:
        """As Linux has it; elsewhere nothing is known."""
        try:
            lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        except OSError:
            return False
        blocked = next((line.split()[1] for line in lines if line.startswith("SigBlk:")), "0")
        return bool(int(blocked, 16) & SIGINT_BIT)
