"""`manage.py take_delivery PATH [--json] [--confirm]`: takes one delivery, in the foreground."""

import logging
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.management.answer import answer
from portal.delivery.management.progress import BarOnTerminal
from portal.delivery.models import Attempt


class Command(BaseCommand):
    help = "Takes one delivery of the finance system. Exit status: 0 taken or already taken, 3 refused, 4 held."
    requires_system_checks: list[str] = []  # noqa: RUF012 – as BaseCommand has it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a folder or a zip, as in docs/delivery/README.md")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--confirm", action="store_true", help="take a delivery that would be held")

    def handle(self, *_: Any, **options: Any) -> None:
        if sys.stderr.isatty():
            # The bar says the same, and would be torn by lines of the log.
            logging.getLogger("portal.delivery").setLevel(logging.WARNING)
        report = hand_in(
            path=options["path"],
            way=Attempt.Way.COMMAND,
            confirm=options["confirm"],
            progress=BarOnTerminal(),
        )
        answer(report, on=self.stdout, as_json=options["json"])
