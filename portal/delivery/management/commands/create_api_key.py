"""`manage.py create_api_key NAME [--metrics]`: a key with which a program hands in deliveries over HTTPS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.delivery.api.keys import DELIVERIES, METRICS, NameInUse, create_api_key
from portal.delivery.forms import KeyForm


class Command(BaseCommand):
    help = "Makes a key with which a program hands in deliveries over HTTPS, and shows it once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the system that will use it")
        parser.add_argument("--metrics", action="store_true", help="it may read /metrics, and hand in nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        form = KeyForm({"name": options["name"], "scope": METRICS if options["metrics"] else DELIVERIES})
        if not form.is_valid():
            raise CommandError(f"{form.errors['name'][0]}.")
        try:
            key, text = create_api_key(officer=None, **form.cleaned_data)
        except NameInUse:
            raise CommandError("There is a key of this name already.") from None
        self.stderr.write(f"The key of {key.name}, which is shown only now. It is told from others by {key.prefix}.")
        self.stdout.write(text)
