"""The progress bar of the commands: on standard error, and only on a terminal."""

from collections.abc import Iterable
from shutil import get_terminal_size

from tqdm import tqdm

from portal.delivery.reading.rows import StagedRow


def on_terminal(rows: Iterable[StagedRow], total: int, file: str) -> Iterable[StagedRow]:
    """The rows, with a bar that grows while they are read."""
    # tqdm would draw nothing on a terminal that does not know its size.
    width, height = get_terminal_size()
    return tqdm(rows, total=total, desc=file, unit=" rows", ncols=width, nrows=height, disable=None)
