"""Readers: threads that each open one page after another, over a connection that stays open if the server lets it."""

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

Visit = tuple[str, str]  # an address and the key of a session
ENOUGH = 65_536
# As a council's proxy passes them on.
HEADERS = "Host: localhost\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\nAccept: text/html\r\n"


class Refused(Exception):
    """Something else came than the page."""


class Reader:
    """One visitor's connection to a server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def open(self, visit: Visit) -> bytes:
        """The page's body. Raises Refused."""
        address, key = visit
        asked = f"GET {address} HTTP/1.1\r\n{HEADERS}Cookie: __Host-session={key}\r\n\r\n".encode()
        connection, head, body = self._ask(asked)
        lines = head.split(b"\r\n")
        if not lines[0].startswith(b"HTTP/1.1 200"):
            raise Refused(f"{address}: {lines[0]!r}")
        told = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        body = _rest_of(connection, body, int(told[b"content-length"]))
        closes = told.get(b"connection", b"").lower() == b"close"
        if closes:
            connection.close()
        self._socket = None if closes else connection
        return body

    def _ask(self, asked: bytes) -> tuple[socket.socket, bytes, bytes]:
        """A server may have closed a connection that was idle for a while: then a new one is opened, as browsers do."""
        if self._socket:
            try:
                self._socket.sendall(asked)
                return self._socket, *_head_of(self._socket)
            except (OSError, Refused):
                self.close()
        connection = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        connection.sendall(asked)
        return connection, *_head_of(connection)

    def close(self) -> None:
        """Goes away."""
        if self._socket:
            self._socket.close()


def drive(port: int, visits: Sequence[Visit], readers: int) -> list[float]:
    """Opens every page once, by so many readers at a time; how long each took, in seconds."""
    shares = [visits[number::readers] for number in range(readers)]
    with ThreadPoolExecutor(readers) as pool:
        return [one for times in pool.map(lambda share: _read(port, share), shares) for one in times]


def _read(port: int, visits: Sequence[Visit]) -> list[float]:
    reader, times = Reader(port), []
    for visit in visits:
        began = perf_counter()
        reader.open(visit)
        times.append(perf_counter() - began)
    reader.close()
    return times


def _head_of(connection: socket.socket) -> tuple[bytes, bytes]:
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(ENOUGH)
        if not more:
            raise Refused("the connection was closed")
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    return head, body


def _rest_of(connection: socket.socket, body: bytes, length: int) -> bytes:
    parts, left = [body], length - len(body)
    while left > 0:
        part = connection.recv(ENOUGH)
        if not part:
            raise Refused("the connection was closed")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
