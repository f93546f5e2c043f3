"""Asking clamd, the daemon of ClamAV, about a file: its INSTREAM command, at CLAMD_URL."""

import socket
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

CONNECT_SECONDS: Final = 2
ANSWER_SECONDS: Final = 15
CHUNK: Final = 1 << 16
LONGEST_ANSWER: Final = 1 << 12


class ScannerDown(Exception):
    """Nobody said whether the file is clean: clamd is away, too slow, or answers something else."""


def is_infected(content: bytes, url: str) -> bool:
    """Whether clamd finds something in these bytes. Raises ScannerDown."""
    try:
        with _connected(url) as clamd:
            answer = _ask(clamd, content)
    except OSError as error:
        raise ScannerDown(type(error).__name__) from None
    if answer == b"stream: OK\0":
        return False
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND\0"):
        return True
    raise ScannerDown("an answer that says neither")


def _connected(url: str) -> socket.socket:
    where = urlsplit(url)
    if where.scheme == "tcp":
        return socket.create_connection((where.hostname, where.port), CONNECT_SECONDS)
    clamd = socket.socket(socket.AF_UNIX)
    clamd.settimeout(CONNECT_SECONDS)
    try:
        clamd.connect(where.path)
    except OSError:
        clamd.close()
        raise
    return clamd


def _ask(clamd: socket.socket, content: bytes) -> bytes:
    """Each chunk goes with its length before it, in four bytes; an empty one ends the stream, a null the answer."""
    clamd.settimeout(ANSWER_SECONDS)
    clamd.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
    clamd.sendall(bytes(4))
    return _answer(clamd)


def _answer(clamd: socket.socket) -> bytes:
    """Up to its null: what breaks off before it may be half a line. Letter by letter it may not take longer, either."""
    answer, until = b"", monotonic() + ANSWER_SECONDS
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        clamd.settimeout(max(until - monotonic(), 0.001))
        more = clamd.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer
