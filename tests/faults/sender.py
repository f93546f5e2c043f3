"""A finance system that hands in a zip over HTTPS, and may be cut off before all of it has been sent."""

import socket
import threading
from contextlib import suppress
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

PIECE = 1 << 14


class Sender:
    """One upload: `serve` in the portal's process, all else in the harness. They are two ends of one connection."""

    def __init__(self, zipped: Path, key: str, *, cut_at: int | None) -> None:
        self._here, self._there = socket.socketpair()
        body = zipped.read_bytes()
        head = (
            "POST /api/v1/deliveries HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/zip\r\n"
            f"Authorization: Bearer {key}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._request, self._cut_at = head.encode() + body, cut_at
        # Whether the portal said that the delivery is now its own.
        self.was_accepted = False
        self._thread = threading.Thread(target=self._send, daemon=True)

    @property
    def bytes(self) -> int:
        return len(self._request)

    def serve(self, application: Any) -> None:
        """Answers the request as a web server would."""
        self._here.close()
        server = WSGIServer(("localhost", 80), WSGIRequestHandler, bind_and_activate=False)
        server.server_name, server.server_port = "localhost", 80
        server.setup_environ()
        server.set_app(application)
        with self._there:
            WSGIRequestHandler(self._there, ("127.0.0.1", 1), server)
            with suppress(OSError):
                self._there.shutdown(socket.SHUT_RDWR)

    def begin(self) -> None:
        """Sends, once the process that serves has been started."""
        self._there.close()
        self._thread.start()

    def end(self) -> None:
        """Waits until the answer is there, or the connection gone."""
        self._thread.join(30)

    def _send(self) -> None:
        # Cut off, it goes without a word: what it sent by then may still be on its way.
        with self._here, suppress(OSError):
            request = self._request[: self._cut_at]
            for start in range(0, len(request), PIECE):
                self._here.sendall(request[start : start + PIECE])
            if self._cut_at is None:
                response = HTTPResponse(self._here)
                response.begin()
                self.was_accepted = response.status == 202
