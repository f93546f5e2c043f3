"""The usual way of an importer: `update_or_create` for one row after another, each in its own transaction.

An importer in Django keeps a remittance's lines as rows of a model of their own, found by document and number. The
portal has no such table: the bench makes one while it runs this way. Rows are read, not checked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from django.db import connection, models

from portal.documents.models import Document
from portal.people.models import Person

Fields = dict[str, Any]


class Line(models.Model):
    """One line of a remittance advice, with the fields the format gives it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    code = models.TextField()
    type = models.CharField(max_length=30)
    description = models.TextField(blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    weeks = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    units = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    unit = models.CharField(max_length=5, blank=True)
    rate = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    amount_pence = models.BigIntegerField()
    objects: ClassVar[models.Manager["Line"]] = models.Manager()

    class Meta:
        app_label = "bench_delivery"
        constraints = (models.UniqueConstraint(fields=["document", "line"], name="one_of_each_line"),)

    def __str__(self) -> str:
        return f"{self.line} {self.code}"


@contextmanager
def table_of_lines() -> Iterator[None]:
    """The table is there for no other way: its foreign key would cost them something."""
    with connection.schema_editor() as editor:
        editor.create_model(Line)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Line)


def documents_and_lines(path: Path) -> None:
    """Each document and each of its lines is a row."""
    for row, people in _rows(path):
        lines = row["body"].pop("lines")
        document, _ = Document.objects.update_or_create(**_document(row, people))
        for line in lines:
            Line.objects.update_or_create(document=document, line=line["line"], defaults=_line(line))


def documents_alone(path: Path) -> None:
    """A document is one row, its lines are in it."""
    for row, people in _rows(path):
        Document.objects.update_or_create(**_document(row, people))


def _rows(path: Path) -> Iterator[tuple[Fields, dict[str, int]]]:
    """The documents, and the keys of all people by person_ref."""
    people = dict(Person.objects.values_list("person_ref", "pk"))
    with path.open("rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line), people


def _document(row: Fields, people: dict[str, int]) -> Fields:
    return {
        "document_ref": row["document_ref"],
        "defaults": {
            "person_id": people[row["person_ref"]],
            "source": "ContrOCC",
            "kind": row["kind"],
            "issued_on": row["issued_on"],
            "period_from": row["period_from"],
            "period_to": row["period_to"],
            "body": row["body"],
            "content_hash": b"",
            "delivered_at": "2026-11-20T02:15:00Z",
        },
    }


def _line(line: Fields) -> Fields:
    return {
        "code": line["code"],
        "type": line["type"],
        "description": line["description"],
        "first_day": line["from"],
        "last_day": line["to"],
        "weeks": line["weeks"],
        "units": line["units"],
        "unit": line["unit"],
        "rate": line["rate"],
        "amount_pence": line["amount_pence"],
    }
