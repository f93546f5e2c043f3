"""The worked example of docs/delivery/ is what its text says."""

import hashlib
import re
from pathlib import Path

import pytest

from portal.delivery.format.document_rows import RemittanceRow
from portal.delivery.format.rows import PaymentRow, PersonRow, RepresentativeRow
from portal.delivery.tests.conftest import Take
from portal.documents.bodies import AssessmentBody, RemittanceBody, StatementBody
from portal.documents.models import Payment

DOCS = Path(__file__).resolve().parents[3] / "docs" / "delivery"


def test_the_worked_example_is_taken(take: Take) -> None:
    report = take(DOCS / "example")

    assert (report.outcome, report.rejected) == ("taken", [])
    assert [counts.new for counts in report.files.values()] == [4, 3, 4, 2]
    assert Payment.objects.get(payment_ref="P-88213").amount_pence == 47160


def test_the_first_delivery_of_the_text_is_taken_as_it_is_written(take: Take, tmp_path: Path) -> None:
    row, *manifest = re.findall(r"^ {8}(.+)$", (DOCS / "README.md").read_text(), re.MULTILINE)[:4]
    data = f"{row}\n".encode()
    (tmp_path / "people.jsonl").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    (tmp_path / "manifest.json").write_text("".join(manifest).replace("…64 digits…", digest))

    assert take(tmp_path).outcome == "taken"


@pytest.mark.parametrize(
    "part", [PersonRow, RepresentativeRow, RemittanceRow, PaymentRow, RemittanceBody, StatementBody, AssessmentBody]
)
def test_every_field_the_portal_reads_is_in_the_text(part: type) -> None:
    told = set(re.findall(r"`(\w+)\??`", (DOCS / "README.md").read_text()))

    assert set(part.__struct_encode_fields__) - {"kind"} <= told  # type: ignore[attr-defined]  # a msgspec.Struct
