"""What is broken off: deliveries of several kinds, by each way in. Imported when the portal's settings are known."""

import io
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.urls import get_resolver
from django.utils import timezone

from portal.config.wsgi import application
from portal.delivery import jobs
from portal.delivery.api.keys import create_api_key
from portal.documents.announcing import announce_new_documents
from portal.people.models import Person, Representative
from tests.faults import deliveries
from tests.faults.sender import Sender
from tests.faults.stage import Stage, Work
from tests.support.factories import AccountFactory, GrantFactory

# The key of the finance system, once the portal is filled.
KEYS: list[str] = []


@dataclass(frozen=True)
class Case:
    """Deliveries handed in, in their order, by the command. `status` is that of a process nothing happened to."""

    name: str
    deliveries: tuple[Path, ...]
    options: tuple[str, ...] = ()
    status: int = 0
    # What lies in the inbox when the process begins.
    in_inbox: tuple[Path, ...] = ()

    def sender(self, *, cut_at: int | None = None) -> Sender | None:
        """Who sends the delivery to the process; None: nobody has to."""
        return None

    def hand_in(self, sender: Sender | None) -> None:
        """What the process does."""
        call_command("take_delivery", str(self.deliveries[0]), "--json", *self.options)


class InInbox(Case):
    """Deliveries in the watched folder."""

    def hand_in(self, sender: Sender | None) -> None:
        jobs.take_inbox(timestamp=0)


class Uploaded(Case):
    """A zip sent over HTTPS: the process is the web server first, and then the worker."""

    def sender(self, *, cut_at: int | None = None) -> Sender | None:
        return Sender(self.deliveries[0], KEYS[-1], cut_at=cut_at)

    def hand_in(self, sender: Sender | None) -> None:
        if sender:
            sender.serve(application)
            if not any(Path(settings.DELIVERY_INBOX or "").glob("*.zip")):
                sys.exit(1)  # It was not accepted.
        jobs.take_inbox(timestamp=0)


def announce() -> None:
    """The job that tells people of new documents, whatever the time of day."""
    announce_new_documents()


def make_cases(stage: Stage) -> list[Case]:
    """The cases, with their deliveries written into the stage's folder."""
    written = deliveries.write(stage.deliveries, timezone.localdate())
    all_three = tuple(written[name] for name in ("changes.zip", "full", "held.zip"))
    return [
        Case("changes, a folder", (written["changes"],)),
        Case("full, a zip", (written["full.zip"],)),
        Case("full, a folder, held", (written["held"],), status=4),
        Case("full, a zip, confirmed", (written["held.zip"],), options=("--confirm",)),
        InInbox("three in the inbox", all_three, in_inbox=all_three),
        Uploaded("changes, a zip over HTTPS", (written["changes.zip"],)),
    ]


def fill(stage: Stage) -> Work:
    """Makes what the portal holds before each fault."""

    def work() -> None:
        call_command("migrate", verbosity=0)
        call_command("take_delivery", str(stage.deliveries / "base.zip"), "--json", stdout=io.StringIO())
        KEYS.append(create_api_key(officer=None, name="Finance system")[1])
        for number in deliveries.SEEN:
            _let_somebody_see(number)
        with transaction.atomic():  # only to have it imported
            announce_new_documents()
            transaction.set_rollback(True)
        connections.close_all()
        _ = get_resolver().url_patterns

    return work


def _let_somebody_see(number: int) -> None:
    """An account with access to person `number`; the first few to their own, the others as a representative."""
    person = Person.objects.get(person_ref=f"P{number}")
    acting = number >= deliveries.ROLE_OVER
    representative = Representative.objects.get(representative_ref=f"R{number}") if acting else None
    GrantFactory.create(
        account=AccountFactory.create(email=f"reader.{number}@example.com"),
        person=person,
        representative=representative,
        role=representative.role if representative else "",
        starts_on=timezone.localdate() - timedelta(days=99),
    )
