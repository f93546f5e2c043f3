"""A delivery that is a zip. Zips made to harm are refused before anything in them is unpacked."""

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from portal.delivery.format.names import check_name
from portal.delivery.format.refusals import Refused, shown

MOST_TIMES = 200
MOST_BYTES = 4_000_000_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1 | 0x40


class Archive:
    """See source.Source."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
        except OSError as problem:
            raise Refused(f"{path.name} cannot be opened: {problem.strerror}") from None
        try:
            self._zip = zipfile.ZipFile(self._file)
            self._entries = self._checked(os.fstat(self._file.fileno()).st_size)
        except _BROKEN as problem:
            self._file.close()
            raise Refused(f"{path.name} is a broken zip: {problem}") from None
        except Refused:
            self._file.close()
            raise

    def _checked(self, zip_bytes: int) -> dict[str, zipfile.ZipInfo]:
        """The plain files by their names inside the delivery. Raises Refused for an entry that may not be there."""
        infos = {_name(info): info for info in self._zip.infolist()}
        _check_sizes(self._zip.infolist(), zip_bytes)
        _check_doubles(self._zip.infolist())
        for name, info in infos.items():
            check_name(name.removesuffix("/"), "the zip")
            _check_kind(name, info)
        top = _top_folder(infos)
        return {name[len(top) :]: info for name, info in infos.items() if not name.endswith("/")}

    def verify(self, name: str) -> None:
        """Unpacks an entry once. Raises Refused when it is damaged."""
        with self.open(name) as file:
            while file.read(1 << 20):
                pass

    def names(self) -> Iterator[str]:
        return iter(self._entries)

    def size(self, name: str) -> int | None:
        info = self._entries.get(name)
        return None if info is None else info.file_size

    def open(self, name: str) -> BinaryIO:
        if name not in self._entries:
            raise Refused(f"{shown(name)} is not in the zip")
        try:
            entry = cast("io.RawIOBase", self._zip.open(self._entries[name]))
        except _BROKEN as problem:
            raise Refused(f"broken zip: {shown(name)} cannot be unpacked: {problem}") from None
        return cast("BinaryIO", io.BufferedReader(_Entry(name, entry), 1 << 16))

    def close(self) -> None:
        self._zip.close()
        self._file.close()


class _Entry(io.RawIOBase):
    """An entry's bytes; damage found while they are unpacked refuses the delivery."""

    def __init__(self, name: str, entry: io.RawIOBase) -> None:
        super().__init__()
        self._name, self._entry = name, entry

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # Buffer needs Python 3.12
        try:
            return self._entry.readinto(buffer) or 0
        except _BROKEN as problem:
            raise Refused(f"broken zip: {shown(self._name)} is damaged: {problem}") from None

    def close(self) -> None:
        self._entry.close()
        super().close()


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name. Many zip programs write UTF-8 without saying so; Python then reads the letters of 1981."""
    name = info.orig_filename
    if info.flag_bits & _UTF8_NAME:
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name


def _check_sizes(infos: list[zipfile.ZipInfo], zip_bytes: int) -> None:
    contents = sum(info.file_size for info in infos)
    if contents > MOST_BYTES or contents > zip_bytes * MOST_TIMES:
        raise Refused(
            f"broken zip: its {zip_bytes} bytes unpack to {contents}, expected at most {MOST_TIMES} times as many "
            f"and at most {MOST_BYTES}"
        )


def _check_doubles(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = _name(info).removesuffix("/")
        if name.casefold() in seen:
            raise Refused(f"broken zip: two entries are named {shown(name)}, apart from capital letters")
        seen.add(name.casefold())


def _check_kind(name: str, info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    folder = name.endswith("/")
    if stat.S_ISLNK(kind):
        raise Refused(f"the zip: {shown(name)} is a link, expected a plain file")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (folder and info.file_size):
        raise Refused(f"the zip: {shown(name)} is neither a plain file nor a folder")
    if "\0" in name:
        raise Refused(f"broken zip: the name {shown(name)} holds a NUL")
    if info.flag_bits & _ENCRYPTED:
        raise Refused(f"broken zip: {shown(name)} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(f"broken zip: {shown(name)} is packed in way {info.compress_type}, expected stored or deflated")


def _top_folder(names: dict[str, zipfile.ZipInfo]) -> str:
    """The single folder everything is inside of, with its "/"; "" when manifest.json is at the top."""
    tops = {name.partition("/")[0] for name in names}
    if "manifest.json" in names or len(tops) != 1:
        return ""
    top = tops.pop() + "/"
    return top if all(name.startswith(top) for name in names) else ""
