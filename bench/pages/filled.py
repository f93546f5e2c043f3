"""`python -m bench.pages.filled DOCUMENTS ACCOUNTS`: fills the database of the environment, and signs people in.

Prints one JSON object: the addresses of the pages, each with the session cookie of somebody who may open it. It is a
process of its own, since Django knows one database.
"""

import json
import random
import sys
import time
from typing import Any, Final

import django

# Who let the account in is part of a session.
PORTAL: Final = "portal.accounts.backends.EmailAndPassword"
DEFAULT: Final = "django.contrib.auth.backends.ModelBackend"


def main(documents: int, accounts: int) -> None:
    """Fills, and chooses accounts at random."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up

    from bench.pages.filling import fill  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    fill(documents)
    sys.stdout.write(json.dumps(_visits(accounts)) + "\n")


def _visits(number: int) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """For each page: its addresses, each with the keys of sessions that last as long as the bench."""
    from portal.accounts.models import Account  # noqa: PLC0415
    from portal.documents.models import Document  # noqa: PLC0415
    from portal.people.models import Person  # noqa: PLC0415

    there = list(Account.objects.order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(1).sample(there, min(number, len(there)))  # noqa: S311 - the same ones in every run
    visits: dict[str, list[tuple[str, dict[str, str]]]] = {"list": [], "remittance": []}
    for account in Account.objects.filter(pk__in=chosen):
        keys = {"portal": _signed_in(account, PORTAL), "default": _signed_in(account, DEFAULT)}
        person = Person.objects.filter(grants__account=account).order_by("pk").first()
        read = Document.objects.filter(person=person, openings__account=account, kind="remittance_advice")
        visits["list"].append((f"/people/{person.public_id}/documents", keys))  # type: ignore[union-attr]
        newest = read.newest_first().values_list("public_id", flat=True)[0]
        visits["remittance"].append((f"/documents/{newest}", keys))
    return visits


def _signed_in(account: Any, backend: str) -> str:
    """A session as the portal begins one; its last use lies ahead, so that none of the three ways writes it anew."""
    from importlib import import_module  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["signed_in_at"] = session["seen_at"] = time.time() + 3600
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
