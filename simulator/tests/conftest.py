"""One small council for all tests of the simulator: sixty people, eight payment runs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from simulator.__main__ import write_deliveries
from simulator.council import Size

Rows = Callable[[str], list[dict[str, Any]]]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the council's deliveries, without PDFs."""
    folder = tmp_path_factory.mktemp("council")
    write_deliveries(folder, Size(people=60, periods=8, seed=1, today=TODAY), pdfs=False)
    return folder


@pytest.fixture(scope="session")
def rows(home: Path) -> Rows:
    """All rows of a data file, of all deliveries in order."""
    return lambda name: rows_of(home, name)


@pytest.fixture(scope="session")
def bodies(rows: Rows) -> Callable[[str], list[dict[str, Any]]]:
    """The bodies of all documents of a kind."""
    return lambda kind: [row["body"] for row in rows("documents.jsonl") if row["kind"] == kind and "body" in row]


def rows_of(home: Path, name: str) -> list[dict[str, Any]]:
    files = [delivery / name for delivery in sorted(home.iterdir()) if (delivery / name).is_file()]
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
