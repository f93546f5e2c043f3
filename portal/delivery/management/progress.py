"""The progress bar of the commands: on standard error, and only on a terminal."""

from collections.abc import Iterable

from tqdm import tqdm

from portal.delivery.reading import StagedRow


def on_terminal(rows: Iterable[StagedRow], total: int, file: str) -> Iterable[StagedRow]:
    """The rows, with a bar that grows while they are read."""
    return tqdm(rows, total=total, desc=file, unit=" rows", disable=None)
