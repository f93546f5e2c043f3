"""Good deliveries are taken."""

from pathlib import Path

import pytest

from portal.delivery.actions import take_delivery
from portal.delivery.tests.made_by_hand import (
    PDF,
    Delivery,
    assessment,
    document,
    issued,
    payment,
    person,
    representative,
    statement,
)
from portal.documents.models import Document

pytestmark = pytest.mark.django_db


def test_a_good_folder_is_taken(tmp_path: Path) -> None:
    delivery = Delivery().with_rows(
        people=[person()],
        representatives=[representative()],
        documents=[
            document(file=issued("files/d1.pdf")),
            document("D2", kind="deferred_payment_statement", body=statement()),
            document("D3", kind="financial_assessment", body=assessment()),
        ],
        payments=[payment(document_ref="D1")],
    )

    report = take_delivery(path=delivery.with_file("files/d1.pdf").folder(tmp_path / "d"))

    assert (report.outcome, report.reason, report.rejected) == ("taken", None, [])
    assert {name: counts.new for name, counts in report.files.items()} == {
        "people.jsonl": 1,
        "representatives.jsonl": 1,
        "documents.jsonl": 3,
        "payments.jsonl": 1,
    }
    assert Document.objects.get(document_ref="D1").file_bytes == len(PDF)
    assert (Document.objects.get(document_ref="D1").body or {})["net_pence"] == 56736
