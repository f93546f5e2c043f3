"""`manage.py fill_demo DIR`: brings the demo's database up to date and, if it is empty, fills it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.config.demo.filling import fill


class Command(BaseCommand):
    help = "Fills an empty demo with the simulator's deliveries in DIR and with people who can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deliveries", type=Path, metavar="DIR")

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Made-up people have no place in a real portal: this needs DEMO=1.")
        call_command("migrate", verbosity=0)
        fill(options["deliveries"])
