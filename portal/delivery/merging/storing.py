"""Puts the issued PDFs of a delivery into the document store, by content, before its rows are merged."""

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from portal.delivery.format.refusals import Refused, shown
from portal.delivery.merging.turns import wait_for_our_turn_to_store
from portal.delivery.reading.source import Source
from portal.documents.files import stored_name

CHUNK = 1 << 20
# The names in the delivery by their sha256: what is there twice is stored once.
Names = dict[str, str]
_AT_ONCE = 1000
_NEW_FILES = """
SELECT file_name, file_sha256 FROM staged_documents WHERE fault IS NULL AND file_name <> '' AND (changed OR NOT known)
"""


def store_files(source: Source) -> None:
    """Stores the PDFs of new and changed rows. A file that is there already is not stored again."""
    wait_for_our_turn_to_store()
    _clear_unfinished()
    store = _store_in_folder if isinstance(default_storage, FileSystemStorage) else _store_elsewhere
    for names in _new_files():
        store(source, names)


def _new_files() -> Iterator[Names]:
    """A thousand at a time, however many there are."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_NEW_FILES)
        while found := cursor.fetchmany(_AT_ONCE):
            yield {digest: name for name, digest in found}


def _store_in_folder(source: Source, names: Names) -> None:
    """Written under other names, and renamed when they are on the disk: a file that has its name is whole, whenever
    the power goes. All are written before the first one is waited for, so that the disk takes many at once.
    """
    unfinished = _unfinished()
    unfinished.mkdir(parents=True, exist_ok=True)
    new = {digest: name for digest, name in names.items() if not _is_stored(digest)}
    written = {digest: _written(source, name, digest, unfinished) for digest, name in new.items()}
    for path in written.values():
        _sync(path)
    folders = {_target(digest).parent for digest in names}
    for folder in folders:
        folder.mkdir(exist_ok=True)
    for digest, path in written.items():
        _name(path, digest)
    # Also those of PDFs that are there already: who named them may have been killed before this.
    for folder in (*folders, unfinished.parent):
        _sync(folder)


def _is_stored(digest: str) -> bool:
    target = _target(digest)
    return target.exists() and _digest_of(target) == digest


def _written(source: Source, name: str, digest: str, folder: Path) -> Path:
    path = folder / f"{digest}.{os.getpid()}"
    with path.open("wb") as copy:
        _check_same(name, _copy(source, name, copy), digest)
    return path


def _name(path: Path, digest: str) -> None:
    path.replace(_target(digest))


def _target(digest: str) -> Path:
    return Path(default_storage.path(stored_name(digest)))


def _clear_unfinished() -> None:
    """Takes away what a process that was killed left half written; of two processes only one is storing."""
    if isinstance(default_storage, FileSystemStorage) and _unfinished().is_dir():
        for left in _unfinished().iterdir():
            left.unlink()


def _unfinished() -> Path:
    """The folder PDFs are written in: one, so that what is left in it is found without looking through the store."""
    return Path(default_storage.path("unfinished"))


def _store_elsewhere(source: Source, names: Names) -> None:
    """An object store shows an object when it has arrived whole, so its name alone says what it is."""
    for digest, name in names.items():
        if not default_storage.exists(stored_name(digest)):
            _send(source, name, digest)


def _send(source: Source, name: str, digest: str) -> None:
    with source.open(name) as file:
        read = sha256()
        while chunk := file.read(CHUNK):
            read.update(chunk)
        _check_same(name, read.hexdigest(), digest)
    with source.open(name) as file:
        default_storage.save(stored_name(digest), File(file))


def _copy(source: Source, name: str, target: BinaryIO) -> str:
    digest = sha256()
    with source.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _check_same(name: str, found: str, wanted: str) -> None:
    if found != wanted:
        raise Refused(f"{shown(name)} changed while the delivery was taken")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """What a file holds, or the names in a folder, last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
