"""Writes deliveries: folders with a manifest, data files of one JSON object a line, and the PDFs."""

import hashlib
import json
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO, Any

from simulator.days import UK, Period
from simulator.people import Row

SOURCE = "ContrOCC"
DATA_FILES = ("people.jsonl", "representatives.jsonl", "documents.jsonl", "payments.jsonl")


class DataFile:
    """One .jsonl file being written; counts its rows and bytes and hashes as it goes."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        self._file: IO[bytes] = stack.enter_context(path.open("wb"))
        self._hash = hashlib.sha256()
        self._rows = self._bytes = 0

    def add(self, row: Row) -> None:
        line = json.dumps(_filled(row), ensure_ascii=False, separators=(",", ":"), default=date.isoformat).encode()
        line += b"\n"
        self._file.write(line)
        self._hash.update(line)
        self._rows += 1
        self._bytes += len(line)

    def close(self) -> Row | None:
        """What the manifest says about the file; a file without rows is left out."""
        self._file.close()
        if not self._rows:
            self._path.unlink()
            return None
        return {"name": self._path.name, "sha256": self._hash.hexdigest(), "bytes": self._bytes, "rows": self._rows}


class Delivery:
    """One delivery's folder; `close` writes the manifest, the last thing that is written."""

    def __init__(self, home: Path, number: int, period: Period, stack: ExitStack) -> None:
        self._scope = "changes" if number else "full"
        self._sequence = number + 1
        self._period = period
        self._folder = home / f"{self._sequence:04}-{period.told_on}-{self._scope}"
        (self._folder / "files").mkdir(parents=True)
        self._files = {name: DataFile(self._folder / name, stack) for name in DATA_FILES}

    def add(self, file: str, row: Row) -> None:
        self._files[file].add(row)

    def add_pdf(self, name: str, content: bytes) -> Row:
        """Keeps a PDF and gives the `file` of its document's row."""
        (self._folder / "files" / name).write_bytes(content)
        return {"name": f"files/{name}", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}

    def close(self) -> None:
        entries = [file.close() for file in self._files.values()]
        manifest = {
            "format": "client-finance-delivery",
            "version": 1,
            "delivery_id": f"westmere-{self._period.told_on:%Y%m%d}",
            "sequence": self._sequence,
            "source": SOURCE,
            "produced_at": self._period.told_at.astimezone(UK).isoformat(),
            "scope": self._scope,
            "files": [entry for entry in entries if entry],
        }
        (self._folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _filled(value: Any) -> Any:
    """Without the fields that say nothing: what may be left out, is."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part is not None and part != ""}
    if isinstance(value, list):
        return [_filled(part) for part in value]
    return value
