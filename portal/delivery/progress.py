"""How far the reading of a delivery has come, for those who watch it."""

from collections.abc import Callable, Iterable, Iterator, Sized
from time import monotonic
from typing import TypeVar

# Takes the data file's name, the rows of it that are read, and how many it has.
Progress = Callable[[str, int, int], None]
_SECONDS_BETWEEN = 0.3
_Chunk = TypeVar("_Chunk", bound=Sized)


def unseen(_file: str, _read: int, _total: int) -> None:
    """Progress nobody looks at."""


def watched(chunks: Iterable[_Chunk], progress: Progress, file: str, total: int) -> Iterator[_Chunk]:
    """The chunks of rows; `progress` is called at their start and end, and at most a few times a second between."""
    progress(file, 0, total)
    told, read = monotonic(), 0
    for chunk in chunks:
        yield chunk
        read += len(chunk)
        if read < total and monotonic() - told >= _SECONDS_BETWEEN:
            progress(file, read, total)
            told = monotonic()
    progress(file, read, total)
