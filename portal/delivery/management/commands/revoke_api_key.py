"""`manage.py revoke_api_key PREFIX`: ends a key at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.delivery.api.keys import revoke_api_key
from portal.delivery.models import ApiKey


class Command(BaseCommand):
    help = "Ends a key of the API at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefix", help="how the key begins, as in cfp_1a2b3c4d")

    def handle(self, *_: Any, **options: Any) -> None:
        # Whoever has only the key itself at hand may give it.
        key = ApiKey.objects.filter(prefix=options["prefix"][:12]).first()
        if key is None:
            raise CommandError("There is no key that begins so.")
        revoke_api_key(officer=None, key_id=key.pk)
        self.stdout.write(f"The key of {key.name} is revoked.")
