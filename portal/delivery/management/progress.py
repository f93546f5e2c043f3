"""The progress bar of the commands: on standard error, and only on a terminal."""

from shutil import get_terminal_size
from typing import Never

from tqdm import tqdm


class BarOnTerminal:
    """A progress.Progress: a bar for each data file with rows, which grows while its rows are read."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None

    def __call__(self, file: str, read: int, total: int) -> None:
        if not total:
            return
        if self._bar is None:
            # tqdm would draw nothing on a terminal that does not know its size.
            width, height = get_terminal_size()
            self._bar = tqdm(total=total, desc=file, unit=" rows", ncols=width, nrows=height, disable=None)
        self._bar.update(read - self._bar.n)
        if read == total:
            self._bar.close()
            self._bar = None
