"""The wire between the portal and PostgreSQL, where the harness can hold what passes, and cut it."""

import selectors
import socket
import threading
from contextlib import suppress
from pathlib import Path

MOST = 1 << 16


class Wire:
    """Passes on what the portal says to PostgreSQL, and back. Counts the portal's messages, and can hold one of them.

    A message is what arrives at once: a statement, a COMMIT, a piece of a COPY.
    """

    def __init__(self, here: Path, there: Path) -> None:
        self._there = there
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(here))
        here.chmod(0o777)
        self._listener.listen(20)
        self._thread: threading.Thread | None = None

    def open(self, *, hold_at: int | None = None) -> None:
        """Begins to pass things on; message number `hold_at` (from 1) will be held."""
        self.messages, self._hold_at = 0, hold_at
        self._others: dict[socket.socket, socket.socket] = {}
        self._from_portal: set[socket.socket] = set()
        self._held, self._go_on, self._ended = threading.Event(), threading.Event(), threading.Event()
        self._deliver = self._answer = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def is_holding(self, seconds: float) -> bool:
        """Whether the message is held by now, or comes within so many seconds."""
        return self._held.wait(seconds)

    def let_go(self, *, deliver: bool, answer: bool) -> None:
        """Passes the held message on, or loses it. Unless there is to be an answer, its connection is cut."""
        self._deliver, self._answer = deliver, answer and deliver
        self._go_on.set()

    def close(self) -> None:
        """Ends every connection."""
        self._ended.set()
        self._go_on.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        with selectors.DefaultSelector() as self._selector:
            self._selector.register(self._listener, selectors.EVENT_READ)
            while not self._ended.is_set():
                for key, _ in self._selector.select(0.02):
                    self._look_at(key.fileobj)  # type: ignore[arg-type]  # only sockets are registered
            for end in list(self._others):
                end.close()

    def _look_at(self, end: socket.socket) -> None:
        if end is self._listener:
            self._connect(end.accept()[0])
        elif end in self._others:  # its other end may have been closed a moment ago
            self._pass_on(end)

    def _connect(self, portal: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self._there))
        except OSError:  # it is stopped
            portal.close()
            server.close()
            return
        self._from_portal.add(portal)
        self._others |= {portal: server, server: portal}
        for end in (portal, server):
            self._selector.register(end, selectors.EVENT_READ)

    def _pass_on(self, end: socket.socket) -> None:
        with suppress(OSError):
            data = end.recv(MOST)
            held = bool(data) and end in self._from_portal and self._is_held()
            if data and (self._deliver or not held):
                self._others[end].sendall(data)
            if data and (self._answer or not held):
                return
        self._disconnect(end)

    def _is_held(self) -> bool:
        """Counts a message; holds it, if it is the one, until it is let go."""
        self.messages += 1
        if self.messages != self._hold_at:
            return False
        self._held.set()
        self._go_on.wait()
        return True

    def _disconnect(self, end: socket.socket) -> None:
        other = self._others.pop(end)
        del self._others[other]
        for one in (end, other):
            self._selector.unregister(one)
            one.close()
