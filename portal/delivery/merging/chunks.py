"""Rows that were read at once, with what PostgreSQL is told of them; made while it is still busy with those before."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.delivery.reading.rows import ReadRow
from portal.delivery.tables import Table

Text = str | None


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file: good ones, and those that have a fault by themselves.

    `told`: of the good ones, the values of each column as the lines of one text. That costs less than an array, and no
    text of a row holds a line end.
    """

    good: deque[ReadRow]
    faulty: Sequence[ReadRow]
    told: dict[str, str]
    rows: int

    def __len__(self) -> int:
        """How many were read, also when they are used up."""
        return self.rows


def chunks(table: Table, read: Iterable[Sequence[ReadRow]]) -> Iterator[Chunk]:
    """The rows of a file as they are read.

    A chunk is looked up before the one in front of it is written. So a row is the `first` of its key if the key is
    neither in front of it in its own chunk nor in that one; what is further in front is known by then.
    """
    in_front = set[Text]()
    for rows in read:
        good = deque(row for row in rows if row.fault is None)
        chunk = Chunk(good, [row for row in rows if row.fault is not None], _told(table, good, in_front), len(rows))
        # Before anybody has it: it is used up while the next one is read.
        in_front = {row.key for row in good}
        yield chunk


def used_up(rows: deque[ReadRow]) -> Iterator[ReadRow]:
    """The rows one by one; those that were taken are kept no longer."""
    while rows:
        yield rows.popleft()


def _told(table: Table, rows: Collection[ReadRow], in_front: set[Text]) -> dict[str, str]:
    told = {
        "line": "\n".join(str(row.line) for row in rows),
        "key": "\n".join(row.key or "" for row in rows),
        "person_ref": "\n".join(row.person_ref for row in rows),
        "hash": "\n".join(row.content_hash.hex() for row in rows),
        "first": "\n".join("t" if first else "f" for first in _are_first([row.key for row in rows], in_front)),
    }
    for column, place in zip(table.judged, table.judged_places, strict=True):
        told[column] = "\n".join(row.values[place] for row in rows)
    return told


def _are_first(keys: Sequence[Text], in_front: set[Text]) -> Iterator[bool]:
    seen = set(in_front)
    for key in keys:
        yield key not in seen
        seen.add(key)
