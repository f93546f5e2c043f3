"""A delivery as it lies there: a folder or a zip, opened so that nothing in it leads outside."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from portal.delivery.format.refusals import Refused
from portal.delivery.reading.archive import Archive
from portal.delivery.reading.folder import Folder


class Source(Protocol):
    """The plain files of a delivery, by their names inside it, e.g. "files/2026/ra-1.pdf"."""

    def names(self) -> Iterator[str]:
        """All plain files."""

    def size(self, name: str) -> int | None:
        """Bytes of a file; None: there is no such file."""

    def open(self, name: str) -> BinaryIO:
        """The file's bytes. Raises Refused when it cannot be opened."""

    def verify(self, name: str) -> None:
        """Raises Refused when the file was damaged on its way; only a zip can tell."""

    def close(self) -> None:
        """Lets go of what was opened."""


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The delivery at `path`. Raises Refused for a link, a path that is missing, or what is unsafe inside."""
    source = _open(path)
    try:
        yield source
    finally:
        source.close()


def _open(path: Path) -> Source:
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        # By its name alone, as everywhere: reports are read by others than who knows the server's folders.
        raise Refused(f"found nothing named {path.name}, expected a folder or a zip") from None
    if stat.S_ISDIR(mode):
        return Folder(path)
    if stat.S_ISREG(mode):
        return Archive(path)
    kind = "a link" if stat.S_ISLNK(mode) else "neither a plain file nor a folder"
    raise Refused(f"{path.name} is {kind}, expected a folder or a zip")
