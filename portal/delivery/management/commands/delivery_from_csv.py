"""`manage.py delivery_from_csv MAPPING.toml DIR [--out …]`: builds a delivery from CSV extracts. Needs no database."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.delivery.from_csv.building import build_delivery
from portal.delivery.from_csv.mistakes import MappingMistake


class Command(BaseCommand):
    help = "Builds a delivery from a finance system's CSV extracts. Exit status: 0 built, 1 nothing was written."
    requires_system_checks: list[str] = []  # noqa: RUF012 – as BaseCommand has it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mapping", type=Path, help="a TOML file, as in docs/delivery/from-csv.md")
        parser.add_argument("folder", metavar="DIR", type=Path, help="the folder of the CSVs")
        parser.add_argument(
            "--out", type=Path, help="the delivery's folder, or its zip; without it, its delivery_id here"
        )
        parser.add_argument("--sequence", type=int, help="in place of the mapping's")
        parser.add_argument(
            "--produced-at", metavar="MOMENT", help="in place of the mapping's, e.g. 2026-11-20T02:15:00Z"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        names = ("mapping", "folder", "out", "sequence", "produced_at")
        try:
            built = build_delivery(**{name: options[name] for name in names})
        except MappingMistake as mistake:
            self._stop([str(mistake)])
        if built.faults.count:
            self._stop([*built.faults.lines(), f"{built.faults.count} bad cells or rows; nothing was written."])
        for name, rows in built.rows.items():
            self.stdout.write(f"{name:24}{rows:>10} rows")
        self.stdout.write(f"{built.out} is written. Try it: manage.py check_delivery {built.out}")

    def _stop(self, lines: list[str]) -> None:
        for line in lines:
            self.stderr.write(line)
        sys.exit(1)
