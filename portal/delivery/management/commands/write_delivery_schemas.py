"""`manage.py write_delivery_schemas`: writes docs/delivery/schemas again, after a change of the format."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.delivery.schemas import FOLDER, as_text, schemas


class Command(BaseCommand):
    help = "Writes the JSON Schemas of the delivery format to docs/delivery/schemas."
    requires_system_checks: list[str] = []  # noqa: RUF012 – as BaseCommand has it

    def handle(self, *_: Any, **__: Any) -> None:
        FOLDER.mkdir(exist_ok=True)
        for name, schema in schemas().items():
            (FOLDER / name).write_text(as_text(schema), encoding="utf-8")
