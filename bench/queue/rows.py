"""Rows for a table, made by the database: what is not said of a column is as empty as it may be."""

from typing import Final

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

EMPTY: Final = {
    "BooleanField": "false",
    "DateTimeField": "now()",
    "DateField": "current_date",
    "JSONField": "'[]'",
    "ArrayField": "'{}'",
    "BinaryField": "''",
    "UUIDField": "gen_random_uuid()",
    "IntegerField": "0",
    "PositiveIntegerField": "0",
    "PositiveSmallIntegerField": "0",
}


def insert(model: type[Model], columns: dict[str, str], source: str) -> None:
    """One row for each row of `source` (what stands after FROM); `columns` are SQL expressions over it."""
    told = {
        field.column: EMPTY.get(field.get_internal_type(), "''")
        for field in model._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
        if _must_be_told(field)
    } | columns
    names = ", ".join(f'"{name}"' for name in told)
    table = model._meta.db_table  # noqa: SLF001
    run(f"INSERT INTO {table} ({names}) SELECT {', '.join(told.values())} FROM {source}")  # noqa: S608 - no outsider's words


def run(statement: str) -> None:
    """Any statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _must_be_told(field: "Field[object, object]") -> bool:
    by_itself = field.generated or field.db_default is not NOT_PROVIDED or field.get_internal_type() == "BigAutoField"
    return not field.null and not by_itself
