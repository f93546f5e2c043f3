"""Many new rows in one delivery, of which PostgreSQL has no statistics: no statement may read all of them for each."""

import os
from pathlib import Path
from time import process_time

import pytest
from django.db import connection

from portal.delivery.actions import take_delivery
from portal.delivery.reading import rows as reading
from portal.delivery.report import Report
from portal.delivery.tests.made_by_hand import Delivery, document, payment, person
from portal.documents.models import Document

pytestmark = pytest.mark.django_db

ROWS = 10_000
# Of these the key comes twice: they are written and fall.
FALL = 200
MOST_SECONDS = 2.0


def cpu() -> float:
    """What this process and its server process have used so far, in seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    words = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return process_time() + (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def taken(path: Path) -> tuple[Report, float]:
    before = cpu()
    report = take_delivery(path=path)
    return report, cpu() - before


def test_ten_thousand_new_payments_and_the_same_again_cost_little_cpu(tmp_path: Path) -> None:
    numbers = [*range(ROWS), *range(FALL)]
    rows = {
        "people": [person(f"P{number}") for number in range(10)],
        "documents": [document(f"D{number}", f"P{number}") for number in range(10)],
        "payments": [payment(f"Y{number}", f"P{number % 10}", document_ref=f"D{number % 10}") for number in numbers],
    }

    first, cost = taken(Delivery("first", 1).with_rows(**rows).folder(tmp_path / "first"))
    again, cost_again = taken(Delivery("again", 2).with_rows(**rows).folder(tmp_path / "again"))

    assert (first.files["payments.jsonl"].new, first.files["payments.jsonl"].rejected) == (ROWS - FALL, 2 * FALL)
    assert again.files["payments.jsonl"].unchanged == ROWS - FALL
    assert max(cost, cost_again) <= MOST_SECONDS


@pytest.mark.parametrize("apart", [0, 1, 2])
def test_a_key_that_comes_twice_falls_in_whichever_chunk_it_comes_again(
    apart: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each row is read and written by itself.
    monkeypatch.setattr(reading, "_BYTES_AT_ONCE", 1)
    monkeypatch.setattr(reading, "_ROWS_OF_A_CHUNK", 1)
    numbers = [0, *range(1, 1 + apart), 0, 4]
    documents = [document(f"D{number}", "P1") for number in numbers]
    delivery = Delivery("twice", 1).with_rows(people=[person("P1")], documents=documents)

    report = take_delivery(path=delivery.folder(tmp_path / "twice"))

    found = "document_ref: found D0 in 2 rows of this file, expected one"
    assert [(row.line, row.reason) for row in report.rejected] == [(1, found), (2 + apart, found)]
    assert {*Document.objects.values_list("document_ref", flat=True)} == {f"D{number}" for number in numbers} - {"D0"}
