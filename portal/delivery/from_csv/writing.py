"""Writes a delivery: the data files, and its manifest last. It shows under its name only when it is whole."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from portal.delivery.from_csv.mistakes import MappingMistake


class DataFile:
    """A data file in the making; hashed and counted as it grows."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._digest, self._bytes = sha256(), 0
        self.rows = 0

    def add(self, row: msgspec.Struct) -> None:
        line = msgspec.json.encode(row) + b"\n"
        self._digest.update(line)
        self._bytes += self._stream.write(line)
        self.rows += 1

    def entry(self) -> dict[str, Any]:
        """What the manifest says about it."""
        return {"name": self._name, "sha256": self._digest.hexdigest(), "bytes": self._bytes, "rows": self.rows}


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """A folder beside `out`, under a name no watched folder looks at; gone at the end, unless `finish` renamed it."""
    if out.exists() or out.is_symlink():
        raise MappingMistake(f"{out} is there already; name another, or take it away first")
    folder = out.parent / f".{out.name}.{getpid()}.unfinished"
    try:
        folder.mkdir()
    except OSError as problem:
        raise MappingMistake(f"{out} cannot be written: {problem.strerror}") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finish(folder: Path, out: Path) -> None:
    """Gives the whole delivery its name: the folder itself, or a zip of it when the name ends in .zip."""
    if out.suffix != ".zip":
        folder.rename(out)
        return
    packed = folder.with_suffix(".zip.unfinished")
    try:
        _pack(folder, packed)
        packed.rename(out)
    finally:
        packed.unlink(missing_ok=True)


def _pack(folder: Path, packed: Path) -> None:
    """The same files give the same bytes: in order, and without the time of day."""
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            info.compress_type, info.external_attr, info.file_size = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                path.stat().st_size,
            )
            with path.open("rb") as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry, 1 << 20)
