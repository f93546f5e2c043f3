"""A real SMTP server on this machine that keeps what it is given."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django.fixtures import Settings

from tests.support.ports import free_port
from tests.support.waiting import MOST_SECONDS


class Sink:
    """Takes every e-mail, or answers with `refuse_with` while that is set."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse_with = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802  aiosmtpd's names
        if self.refuse_with:
            return self.refuse_with
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def text_of_last(self) -> str:
        """The words of the newest e-mail."""
        body = self.mails[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@pytest.fixture
def smtp_sink(settings: Settings) -> Iterator[Sink]:
    """The portal's mail server for this test."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=MOST_SECONDS)
    controller.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_BACKEND = "portal.emails.backends.from_email_url"
    yield sink
    controller.stop()
