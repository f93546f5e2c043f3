"""Every journey is watched: what the portal logs meanwhile may hold nothing about anybody."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from portal.accounts.models import Account
from tests.journeys.steps import PASSWORD, Visitor
from tests.support.browser import DESKTOP, PATIENCE
from tests.support.deliveries import MARY, PDF, remittance, representative, write_delivery
from tests.support.smtp import Sink

CANARIES = (
    "mary",
    "brien",
    "peter",
    "okafor",
    "priya",
    "sharma",
    "@example.com",
    "wr5",
    "2np",
    "orchard",
    "1948",
    "960123",
)
# The ids of e-mails and the hashes of seals say nothing about anybody, but any four digits may stand in them.
RANDOM = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{64}\b")


class Listener(logging.Handler):
    """Keeps every line, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "mail.log":  # the test's own mail server
            self.lines.append(logging.Formatter("{name} {message}", style="{").format(record))


@pytest.fixture(autouse=True)
def logs_tell_nothing_about_anybody() -> Iterator[None]:
    """Fails a journey in which a name, date of birth, postcode, phone number, address, code or password was logged."""
    listener = Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    said = RANDOM.sub("…", "\n".join(listener.lines).lower())
    assert [word for word in (*CANARIES, PASSWORD.lower()) if word in said] == [], said


@pytest.fixture
def delivered(live_server: LiveServer, tmp_path: Path) -> Path:
    """The finance system has handed over Mary, everybody who acts for her, and her remittance advice."""
    roles = [
        "power_of_attorney",
        "dwp_appointee",
        "deputy",
        "nominated_financial_representative",
        "direct_payment_nominee",
    ]
    folder = write_delivery(
        tmp_path / "delivery",
        people=[MARY],
        representatives=[representative(f"R{number}", role) for number, role in enumerate(roles)],
        documents=[remittance()],
        files={"files/ra-0001.pdf": PDF},
    )
    call_command("take_delivery", str(folder))
    return folder


@pytest.fixture
def mary_at_home(plain_page: Page, smtp_sink: Sink, run_jobs: Callable[[], None]) -> Visitor:
    """Mary, on a small phone, with script off."""
    return Visitor(plain_page, smtp_sink, run_jobs, "Mary", "O’Brien", "mary.obrien@example.com")


@pytest.fixture
def peter_at_home(plain_page: Page, smtp_sink: Sink, run_jobs: Callable[[], None]) -> Visitor:
    """Peter, who acts for Mary."""
    return Visitor(plain_page, smtp_sink, run_jobs, "Peter", "Okafor", "peter.okafor@example.com")


@pytest.fixture
def officer_at_work(
    chromium: Browser, live_server: LiveServer, officer: Account, smtp_sink: Sink, run_jobs: Callable[[], None]
) -> Iterator[Visitor]:
    """Priya, at her desk, signed in on a page of her own."""
    context = chromium.new_context(base_url=live_server.url, viewport=DESKTOP, locale="en-GB")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield Visitor(context.new_page(), smtp_sink, run_jobs, officer.first_name, officer.last_name, officer.email)
    context.close()
