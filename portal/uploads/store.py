"""Where the bytes lie: in the document store by their content, with the pictures that show them beside them.

A retry writes the same bytes to the same place. What no row speaks of any more is swept away (docs/decisions/1102).
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

FOLDER: Final = "uploads"
KEPT: Final = "kept"


class Damaged(Exception):
    """What lies in the store is not what was put there."""


def digest_of(content: bytes) -> str:
    """The sha256 of the bytes, by which they are found again."""
    return sha256(content).hexdigest()


def put(content: bytes) -> None:
    """Stores the bytes. They are there, whole, when this returns."""
    _write(f"{_folder(digest_of(content))}/{KEPT}", content)


def read(digest: str) -> bytes:
    """The bytes with this sha256. Raises Damaged, or FileNotFoundError when they are gone."""
    with default_storage.open(f"{_folder(digest)}/{KEPT}") as file:
        content: bytes = file.read()
    if digest_of(content) != digest:
        raise Damaged(digest)
    return content


def put_picture(digest: str, number: int, picture: bytes) -> None:
    """Keeps a picture that was made of these bytes."""
    _write(f"{_folder(digest)}/{number}.jpg", picture)


def read_picture(digest: str, number: int) -> bytes | None:
    """A picture made of these bytes before."""
    try:
        with default_storage.open(f"{_folder(digest)}/{number}.jpg") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def erase(digest: str) -> None:
    """Deletes the bytes and all pictures of them."""
    folder = _folder(digest)
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def stored_before(moment: datetime) -> Iterator[str]:
    """The sha256 of everything that was stored last before this moment."""
    for first in _folders(FOLDER):
        for digest in _folders(f"{FOLDER}/{first}"):
            names = default_storage.listdir(_folder(digest))[1]
            when = [default_storage.get_modified_time(f"{_folder(digest)}/{name}") for name in names]
            if max(when, default=moment) <= moment:
                yield digest


def _folder(digest: str) -> str:
    return f"{FOLDER}/{digest[:2]}/{digest}"


def _folders(place: str) -> list[str]:
    try:
        return default_storage.listdir(place)[0]
    except FileNotFoundError:
        return []


def _write(name: str, content: bytes) -> None:
    if not isinstance(default_storage, FileSystemStorage):
        # An object store shows an object when it has arrived whole, and puts it in place of an earlier one.
        default_storage.save(name, ContentFile(content))
        return
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{uuid.uuid4().hex}")
    with unfinished.open("wb") as copy:
        copy.write(content)
        copy.flush()
        os.fsync(copy.fileno())
    unfinished.replace(target)
    _sync(target.parent)


def _sync(folder: Path) -> None:
    """The new name lasts through a power cut as well."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
