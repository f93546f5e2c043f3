"""Fills the table that postcodes are looked up in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.addresses.loading import NotAnAddressFile, load_addresses

SHOWN = 20  # bad rows


class Command(BaseCommand):
    help = (
        "Fills the postcode lookup from a CSV file of AddressBase Plus or an LLPG whose first line names the columns. "
        "Addresses already there (by UPRN) are replaced; a second run of the same file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_addresses(options["file"])
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from None
        except NotAnAddressFile as problem:
            raise CommandError(f"{options['file']}: {problem}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{options['file']} is not UTF-8. Save it as UTF-8 and try again.") from None
        for line, wrong in loaded.bad[:SHOWN]:
            self.stderr.write(f"line {line}: {wrong}")
        if len(loaded.bad) > SHOWN:
            self.stderr.write(f"and {len(loaded.bad) - SHOWN} more")
        self.stdout.write(
            f"{loaded.taken} addresses taken, {loaded.removed} removed, "
            f"{loaded.not_postal} not postal, {len(loaded.bad)} bad rows left out."
        )
