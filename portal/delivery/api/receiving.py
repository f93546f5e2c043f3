"""Taking in a zip: straight to the disk, under a temporary name, and all of it or nothing."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from socket import socket
from time import monotonic, time
from typing import BinaryIO
from uuid import UUID

from django.db import Error, connection
from django.http import HttpRequest, UnreadablePostError

from portal.delivery.api.problems import ProblemFound

# As much as a zip may unpack to (reading/archive.py).
MOST_BYTES = 4_000_000_000
# Each occupies a thread of the web server; people's pages need the others.
MOST_AT_ONCE = 2
PIECE = 1 << 18
SECONDS_OF_SILENCE = 60
LONGEST = timedelta(hours=1)
LEFTOVERS_KEPT = timedelta(days=1)
_PLACES = 4_711_004 << 32
_UNFINISHED = ".{}.zip.uploading"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def announced(request: HttpRequest) -> int:
    """How many bytes come. Ends the request when it is no zip, too large, or does not say."""
    if request.content_type != "application/zip":
        raise ProblemFound(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the zip itself, as “Content-Type: application/zip”."
        )
    try:
        length = int(request.META.get("CONTENT_LENGTH") or "")
    except ValueError:
        raise ProblemFound(HTTPStatus.LENGTH_REQUIRED, "Say how long the zip is, by “Content-Length”.") from None
    if length > MOST_BYTES:
        raise ProblemFound(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The zip may have at most {MOST_BYTES} bytes.")
    if length < 1:
        raise ProblemFound(HTTPStatus.BAD_REQUEST, "The request is empty. Send the zip as its body.")
    return length


@contextmanager
def received(request: HttpRequest, inbox: Path, public_id: UUID) -> Iterator[tuple[Path, str]]:
    """The whole zip under a temporary name in `inbox`, safe on the disk, and its sha256.

    Gone afterwards, unless it was renamed.
    """
    length = announced(request)
    path = inbox / _UNFINISHED.format(public_id)
    with _place(), _room(inbox, length):
        try:
            with _patience(request), path.open("xb") as file:
                digest = _copy(request, file, length)
                file.flush()
                os.fsync(file.fileno())
            yield path, digest
        finally:
            path.unlink(missing_ok=True)


def remove_leftovers(inbox: Path) -> None:
    """Deletes what uploads left behind whose process was killed."""
    for path in inbox.glob(_UNFINISHED.format("*")):
        if path.stat().st_mtime < time() - LEFTOVERS_KEPT.total_seconds():
            path.unlink(missing_ok=True)


def _copy(request: HttpRequest, file: BinaryIO, length: int) -> str:
    """Piece by piece, so that a zip of any length needs no memory. Gives its sha256."""
    started, left, digest = monotonic(), length, sha256()
    while left:
        if monotonic() - started > LONGEST.total_seconds():
            raise ProblemFound(HTTPStatus.REQUEST_TIMEOUT, "The zip took too long. Nothing of it was kept.")
        piece = _read(request, min(PIECE, left))
        if not piece:
            raise ProblemFound(HTTPStatus.BAD_REQUEST, "The zip broke off. Nothing of it was kept.")
        file.write(piece)
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def _read(request: HttpRequest, most: int) -> bytes:
    try:
        return request.read(most)
    except UnreadablePostError:
        raise ProblemFound(HTTPStatus.BAD_REQUEST, "The zip broke off. Nothing of it was kept.") from None


@contextmanager
def _patience(request: HttpRequest) -> Iterator[None]:
    """Under gunicorn, a sender that falls silent is not waited for for ever."""
    line: socket | None = request.META.get("gunicorn.socket")
    if line is None:
        yield
        return
    before = line.gettimeout()
    line.settimeout(SECONDS_OF_SILENCE)
    try:
        yield
    finally:
        line.settimeout(before)


@contextmanager
def _room(inbox: Path, length: int) -> Iterator[None]:
    """Ends the request with 507 when the disk is full, or is going to be."""
    full = ProblemFound(HTTPStatus.INSUFFICIENT_STORAGE, "The portal has no room for this zip. Nothing of it was kept.")
    if shutil.disk_usage(inbox).free < length:
        raise full
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise full from None
        raise


@contextmanager
def _place() -> Iterator[None]:
    """One of the few places for uploads in the whole portal; PostgreSQL frees it when the process ends."""
    place = _free_place()
    try:
        yield
    finally:
        _leave(place)


def _free_place() -> int:
    with connection.cursor() as cursor:
        for place in range(_PLACES, _PLACES + MOST_AT_ONCE):
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [place])
            if cursor.fetchone()[0]:
                return place
    raise ProblemFound(
        HTTPStatus.SERVICE_UNAVAILABLE, "Other zips are being received just now. Try again later.", Retry_After="60"
    )


def _leave(place: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [place])
    except Error:
        # The lock went with its connection; without a database there is nothing to give back.
        connection.close()
