"""Ways into the portal, in a test: taken by hand, over HTTPS, built from CSV files."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from portal.delivery.actions import check_delivery, take_delivery
from portal.delivery.api.keys import create_api_key
from portal.delivery.from_csv.building import Built, build_delivery
from portal.delivery.report import Report
from portal.delivery.tests.made_by_hand import Delivery

TABLES = (
    "people_person", "people_representative", "documents_document", "documents_earliercontent", "documents_payment",
    "delivery_delivery", "delivery_rejectedrow", "access_grant", "audit_entry", "emails_email",
)  # fmt: skip

Take = Callable[..., Report]
DOCS = Path(__file__).resolve().parents[3] / "docs" / "delivery"
Edit = tuple[str, str, str]
Build = Callable[..., Built]


@pytest.fixture
def take(tmp_path: Path, db: None) -> Take:
    """Takes a Delivery (as a folder) or a path, after comparing with what check_delivery says of it."""

    def _take(delivery: Delivery | Path, *, confirm: bool = False) -> Report:
        path = delivery.folder(tmp_path / uuid4().hex) if isinstance(delivery, Delivery) else delivery
        before = everything()
        said = check_delivery(path=path)
        assert everything() == before, "check_delivery wrote something"
        report = take_delivery(path=path, confirm=confirm)
        if not confirm:
            assert without_seconds(said) == without_seconds(report)
        assert all(c.read == c.new + c.changed + c.unchanged + c.rejected for c in report.files.values())
        return report

    return _take


def everything() -> dict[str, list[Any]]:
    """Every row of every table a delivery may touch."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} AS t ORDER BY t.id")
            found[table] = cursor.fetchall()
    return found


def what_people_see() -> dict[str, list[Any]]:
    """Every row but the audit trail and the record of the deliveries themselves."""
    hidden = ("audit_entry", "delivery_delivery", "delivery_rejectedrow")
    return {table: rows for table, rows in everything().items() if table not in hidden}


def without_seconds(report: Report) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(report)
    del fields["seconds"]
    return fields


@pytest.fixture
def inbox(tmp_path: Path, settings: Any) -> Path:
    """The watched folder of this test alone."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    settings.DELIVERY_INBOX = folder
    return folder


@pytest.fixture
def key(db: None) -> str:
    """What the finance system shows to come in over HTTPS."""
    return create_api_key(officer=None, name="ContrOCC")[1]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds from the worked example, after texts in its files were replaced: (file, found once, put there)."""

    def _build(*edits: Edit, out: str = "out", **options: Any) -> Built:
        folder = tmp_path / "csv"
        shutil.copytree(DOCS / "csv-example", folder, dirs_exist_ok=True)
        for name, found, put in edits:
            text = (folder / name).read_text()
            assert text.count(found) == 1, f"{found} stands {text.count(found)} times in {name}"
            (folder / name).write_text(text.replace(found, put), encoding="utf-8", errors="surrogateescape")
        return build_delivery(mapping=folder / "mapping.toml", folder=folder, out=tmp_path / out, **options)

    return _build
