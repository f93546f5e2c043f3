"""Makes an account for a member of the finance team: the first ones, when a portal goes live."""

import getpass
import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.accounts.actions.staff import AddressInUse, create_staff
from portal.accounts.models import StaffRole
from portal.accounts.passwords import problems_of


class Command(BaseCommand):
    help = "Makes an account for a member of the finance team. The password is read from standard input, or generated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=StaffRole.values)
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--generate-password", action="store_true", help="Make up a password and show it once.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"{options['email']} is not an e-mail address.") from None
        password = _generated() if options["generate_password"] else _asked()
        if problems := list(problems_of(password, email=options["email"])):
            raise CommandError(". ".join(problems) + ".")
        told = {name: options[name] for name in ("email", "role", "first_name", "last_name")}
        try:
            create_staff(password=password, **told)
        except AddressInUse:
            raise CommandError(f"There is an account for {options['email']} already.") from None
        self.stdout.write(f"{options['email']} can sign in as {StaffRole(options['role']).label}.")
        if options["generate_password"]:
            self.stdout.write(f"Password: {password}")


def _asked() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _generated() -> str:
    """Four groups of random letters and digits, 96 bits, and an ending that meets the rule whatever was drawn."""
    return "-".join([*(secrets.token_hex(3) for _ in range(4)), "Aa7"])
