"""Where e-mails go, by EMAIL_URL: an SMTP server, GOV.UK Notify, or the demo's own mailbox."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from notifications_python_client import NotificationsAPIClient

TIMEOUT_IN_SECONDS = 20


def from_email_url(*, fail_silently: bool = False, **_: Any) -> BaseEmailBackend:
    """The backend EMAIL_URL names.

    `smtp://user:password@host:587?starttls=1`, `smtps://user:password@host`, `notify://API-KEY@TEMPLATE-ID` (the
    template has `((subject))` as its subject and `((body))` as its body), or `demo:`.
    """
    url = urlsplit(settings.EMAIL_URL)
    if url.scheme == "notify":
        return NotifyBackend(url, fail_silently=fail_silently)
    if url.scheme == "demo":
        return DemoMailbox(settings.DEMO_MAIL, fail_silently=fail_silently)
    return SmtpBackend(
        host=url.hostname,
        port=url.port or (465 if url.scheme == "smtps" else 25),
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=url.scheme == "smtps",
        use_tls="starttls" in parse_qs(url.query),
        timeout=TIMEOUT_IN_SECONDS,
        fail_silently=fail_silently,
    )


class NotifyBackend(BaseEmailBackend):
    """Sends by GOV.UK Notify. The reference it is given is the e-mail's random id."""

    def __init__(self, url: SplitResult, **options: Any) -> None:
        super().__init__(**options)
        own_server = parse_qs(url.query).get("base_url", ["https://api.notifications.service.gov.uk"])[0]
        self.template_id = url.hostname
        self.client = NotificationsAPIClient(
            unquote(url.username or ""), base_url=own_server, timeout=TIMEOUT_IN_SECONDS
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises notifications_python_client.errors.HTTPError when Notify does not take one."""
        for message in email_messages:
            self.client.send_email_notification(
                email_address=message.to[0],
                template_id=self.template_id,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.extra_headers["Message-ID"].strip("<>").partition("@")[0],
            )
        return len(email_messages)


class DemoMailbox(BaseEmailBackend):
    """Puts each e-mail as an .eml file into a folder, shown at /demo/mail."""

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(**options)
        self.folder = folder

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Writes them. Raises OSError when the folder cannot be written to."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            (self.folder / f"{name}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)
