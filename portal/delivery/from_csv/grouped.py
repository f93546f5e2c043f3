"""The rows of a second CSV by the key of the first, in any order and of any number: kept on disk, not in memory."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from portal.delivery.from_csv.mistakes import Faults
from portal.delivery.from_csv.reading import CsvRow, Extract


class Grouped:
    """Gives the rows of each key, and remembers which keys were asked for."""

    def __init__(self, extract: Extract, key: str, store: Path, faults: Faults) -> None:
        self._extract, self._key = extract, key
        self._db = sqlite3.connect(store)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE row (number INTEGER PRIMARY KEY, key TEXT, cells TEXT);"
            "CREATE TABLE asked (key TEXT PRIMARY KEY) WITHOUT ROWID;"
        )
        rows = ((row.number, _text(row.cells[key]), json.dumps(row.cells)) for row in extract.rows(faults))
        self._db.executemany("INSERT INTO row VALUES (?, ?, ?)", rows)
        self._db.execute("CREATE INDEX by_key ON row (key, number)")

    def of(self, key: str) -> Iterator[CsvRow]:
        """The rows of `key`, in the order of the file."""
        self.ask_for(key)
        found = self._db.execute("SELECT number, cells FROM row WHERE key = ? ORDER BY number", [_text(key)])
        for place, (number, cells) in enumerate(found, start=1):
            yield CsvRow(self._extract.path.name, number, json.loads(cells), place)

    def ask_for(self, key: str) -> None:
        """Remembers that somebody has these rows."""
        self._db.execute("INSERT OR IGNORE INTO asked VALUES (?)", [_text(key)])

    def close(self, faults: Faults, whose: str) -> None:
        """Lets go of the rows; those of no key that was asked for are faults, for nothing may be lost in silence."""
        found = self._db.execute(
            "SELECT number, cells FROM row WHERE key NOT IN (SELECT key FROM asked) ORDER BY number"
        )
        for number, cells in found:
            faults.add(self._extract.path.name, number, self._key, json.loads(cells)[self._key], f"expected {whose}")
        self._db.close()


def _text(key: str) -> str:
    """SQLite takes no lone surrogates."""
    return key.encode("utf-8", "surrogatepass").hex()
