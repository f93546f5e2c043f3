"""`manage.py check_delivery PATH [--json]`: says what take_delivery would do, and changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.delivery.actions import check_delivery
from portal.delivery.management.answer import answer
from portal.delivery.management.progress import BarOnTerminal


class Command(BaseCommand):
    help = "Says what taking a delivery would give, and changes nothing. Exit status as take_delivery's."
    requires_system_checks: list[str] = []  # noqa: RUF012 – as BaseCommand has it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a folder or a zip, as in docs/delivery/README.md")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *_: Any, **options: Any) -> None:
        report = check_delivery(path=options["path"], progress=BarOnTerminal())
        answer(report, on=self.stdout, as_json=options["json"])
