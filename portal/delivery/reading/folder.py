"""A delivery that is a folder. No link is followed, neither when it is looked through nor when a file is opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from portal.delivery.format.names import check_name
from portal.delivery.format.refusals import Refused, shown


class Folder:
    """See source.Source."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._root = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as problem:
            raise Refused(f"{path.name} cannot be opened: {problem.strerror}") from None
        try:
            self._names = list(self._look_through())
        except OSError as problem:
            self.close()
            raise Refused(f"a folder of the delivery cannot be read: {problem.strerror}") from None
        except Refused:
            self.close()
            raise

    def _look_through(self) -> Iterator[str]:
        folders = [""]
        while folders:
            folder = folders.pop()
            with os.scandir(self._path / folder) as entries:
                for entry in entries:
                    name = folder + entry.name
                    check_name(name, "the folder")
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name + "/")
                    elif entry.is_file(follow_symlinks=False):
                        yield name
                    else:
                        kind = "a link" if entry.is_symlink() else "neither a plain file nor a folder"
                        raise Refused(f"{shown(name)} is {kind}, expected a plain file")

    def names(self) -> Iterator[str]:
        return iter(self._names)

    def size(self, name: str) -> int | None:
        try:
            with self.open(name) as file:
                return os.fstat(file.fileno()).st_size
        except Refused:
            return None

    def open(self, name: str) -> BinaryIO:
        *folders, last = name.split("/")
        try:
            return self._open(folders, last)
        except (OSError, ValueError) as problem:
            words = getattr(problem, "strerror", None) or str(problem)
            raise Refused(f"{shown(name)} cannot be opened: {words}") from None

    def _open(self, folders: list[str], last: str) -> BinaryIO:
        """Goes down one folder at a time, so that none of them can be swapped for a link meanwhile."""
        where = os.dup(self._root)
        try:
            for folder in folders:
                below = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=where)
                os.close(where)
                where = below
            file = os.fdopen(os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=where), "rb")
        finally:
            os.close(where)
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise ValueError("not a plain file")
        return file

    def verify(self, name: str) -> None:
        """A folder's files carry no check of their own."""

    def close(self) -> None:
        os.close(self._root)
