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
_NEW_FILES = """
SELECT line, file_name, file_sha256 FROM staged_documents
WHERE fault IS NULL AND file_name <> '' AND (changed OR NOT known) AND line > %s
ORDER BY line LIMIT 1000
"""


def store_files(source: Source) -> None:
    """Stores the PDFs of new and changed rows. A file that is there already is not stored again."""
    wait_for_our_turn_to_store()
    _clear_unfinished()
    for name, digest in _new_files():
        if isinstance(default_storage, FileSystemStorage):
            _store_in_folder(source, name, digest)
        else:
            _store_elsewhere(source, name, digest)


def _new_files() -> Iterator[tuple[str, str]]:
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_NEW_FILES, [last])
            found = cursor.fetchall()
            for last, name, digest in found:  # noqa: B007 – the last line is where the next thousand begin
                yield name, digest
            if not found:
                return


def _store_in_folder(source: Source, name: str, digest: str) -> None:
    """Written under another name and then renamed: a file that has its name is whole, whenever the power goes."""
    target = Path(default_storage.path(stored_name(digest)))
    if target.exists() and _digest_of(target) == digest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _unfinished() / f"{digest}.{os.getpid()}"
    unfinished.parent.mkdir(exist_ok=True)
    with unfinished.open("wb") as copy:
        _check_same(name, _copy(source, name, copy), digest)
        copy.flush()
        os.fsync(copy.fileno())
    unfinished.replace(target)
    _sync_folder(target.parent)


def _clear_unfinished() -> None:
    """Takes away what a process that was killed left half written; of two processes only one is storing."""
    if isinstance(default_storage, FileSystemStorage) and _unfinished().is_dir():
        for left in _unfinished().iterdir():
            left.unlink()


def _unfinished() -> Path:
    """The folder PDFs are written in: one, so that what is left in it is found without looking through the store."""
    return Path(default_storage.path("unfinished"))


def _store_elsewhere(source: Source, name: str, digest: str) -> None:
    """An object store shows an object when it has arrived whole, so its name alone says what it is."""
    if default_storage.exists(stored_name(digest)):
        return
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


def _sync_folder(folder: Path) -> None:
    """The new name lasts through a power cut as well."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
