"""The demo's mailbox at /demo/mail: what the portal sent, as it would arrive. Not there outside the demo."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@dataclass(frozen=True, slots=True)
class SentMail:
    """One e-mail as it was sent."""

    id: str
    sender: str
    to: str
    subject: str
    sent_at: datetime
    text: str


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Everything that was sent, newest first."""
    files = sorted(_folder().glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return render(request, "emails/demo_mailbox.html", {"mails": [_read(file) for file in files[:200]]})


@login_not_required
@require_safe
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One e-mail, as plain text."""
    file = _folder() / f"{mail_id}.eml"
    if not file.is_file():
        raise Http404
    return render(request, "emails/demo_mail.html", {"mail": _read(file)})


def _folder() -> Path:
    if not settings.DEMO:
        raise Http404
    return settings.DEMO_MAIL


def _read(file: Path) -> SentMail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return SentMail(
        id=file.stem,
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=datetime.fromtimestamp(file.stat().st_mtime).astimezone(),
        text=body.get_content() if body else "",
    )
