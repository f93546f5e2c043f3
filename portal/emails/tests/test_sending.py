from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from json import loads
from threading import Thread
from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from portal.emails.actions import owe_email
from portal.emails.jobs import WAITS_IN_SECONDS
from portal.emails.models import Email
from portal.emails.sending import NotSent, send
from tests.support.smtp import Sink

RunJobs = Callable[[], None]
pytestmark = pytest.mark.django_db(transaction=True)


def owe_a_code() -> Email:
    return owe_email(template="code", to="amira@example.com", code="8765 1263", runs_out="10:42am")


def job_of(email: Email) -> ProcrastinateJob:
    job: ProcrastinateJob = ProcrastinateJob.objects.get(task_name="emails.send", args={"email_id": email.pk})
    return job


def test_an_owed_email_arrives_in_text_and_html(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email = owe_a_code()
    run_jobs()
    email.refresh_from_db()
    assert (email.status, email.attempts) == (Email.Status.SENT, 1)
    (mail,) = smtp_sink.mails
    assert mail["To"] == "amira@example.com"
    assert mail["Subject"] == "Your Client Finance Portal code"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "\n8765 1263\n" in smtp_sink.text_of_last()


def test_an_email_of_a_transaction_that_fails_is_not_owed(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        owe_a_code()
        raise RuntimeError
    run_jobs()
    assert (Email.objects.count(), smtp_sink.mails) == (0, [])


def test_what_it_says_is_sealed_until_it_is_sent_and_then_gone(smtp_sink: Sink) -> None:
    email = owe_a_code()
    assert "8765" not in email.sealed_context
    assert "amira" not in str(job_of(email).args)
    send(email_id=email.pk, last_try_is=9)
    email.refresh_from_db()
    assert email.sealed_context == ""


def test_sending_a_sent_email_again_does_nothing(smtp_sink: Sink) -> None:
    email = owe_a_code()
    send(email_id=email.pk, last_try_is=9)
    send(email_id=email.pk, last_try_is=9)
    assert len(smtp_sink.mails) == 1


def test_an_email_stays_owed_while_the_mail_server_is_away(settings: Settings, run_jobs: RunJobs) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    settings.EMAIL_BACKEND = "portal.emails.backends.from_email_url"
    email = owe_a_code()
    run_jobs()
    email.refresh_from_db()
    assert (email.status, email.last_error) == (Email.Status.QUEUED, "ConnectionRefusedError")
    job = job_of(email)
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None


def test_an_email_is_tried_for_at_least_four_hours() -> None:
    assert sum(WAITS_IN_SECONDS) >= 4 * 60 * 60


def test_after_the_last_try_an_email_has_failed(smtp_sink: Sink) -> None:
    smtp_sink.refuse_with = "451 Later"
    email = owe_a_code()
    with pytest.raises(NotSent):
        send(email_id=email.pk, last_try_is=2)
    send(email_id=email.pk, last_try_is=2)
    email.refresh_from_db()
    assert (email.status, email.attempts) == (Email.Status.FAILED, 2)


def test_an_address_that_is_refused_for_good_is_not_tried_again(smtp_sink: Sink) -> None:
    smtp_sink.refuse_with = "550 No such mailbox"
    email = owe_a_code()
    send(email_id=email.pk, last_try_is=9)
    email.refresh_from_db()
    assert (email.status, email.attempts) == (Email.Status.FAILED, 1)


class Notify(BaseHTTPRequestHandler):
    """Answers as GOV.UK Notify's documentation says."""

    taken: list[dict[str, Any]] = []  # noqa: RUF012  one server, one test
    status = 201

    def do_POST(self) -> None:
        self.taken.append(loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b'{"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "errors": []}')

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        pass


@pytest.fixture
def notify(settings: Settings) -> Iterator[type[Notify]]:
    server = HTTPServer(("127.0.0.1", 0), Notify)
    Thread(target=server.serve_forever, daemon=True).start()
    key = "portal-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
    template = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
    settings.EMAIL_URL = f"notify://{key}@{template}?base_url=http://127.0.0.1:{server.server_port}"
    settings.EMAIL_BACKEND = "portal.emails.backends.from_email_url"
    Notify.taken, Notify.status = [], 201
    yield Notify
    server.shutdown()


def test_notify_gets_the_same_words_and_a_random_reference(notify: type[Notify]) -> None:
    email = owe_a_code()
    send(email_id=email.pk, last_try_is=9)
    (taken,) = notify.taken
    assert taken["email_address"] == "amira@example.com"
    assert taken["template_id"] == "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
    assert taken["reference"] == str(email.public_id)
    assert "8765 1263" in taken["personalisation"]["body"]


@pytest.mark.parametrize(("status", "becomes"), [(400, Email.Status.FAILED), (500, Email.Status.QUEUED)])
def test_what_notify_refuses_has_failed_and_what_it_cannot_take_now_is_owed(
    notify: type[Notify], status: int, becomes: str
) -> None:
    notify.status = status
    email = owe_a_code()
    if becomes == Email.Status.QUEUED:
        with pytest.raises(NotSent):
            send(email_id=email.pk, last_try_is=9)
    else:
        send(email_id=email.pk, last_try_is=9)
    email.refresh_from_db()
    assert email.status == becomes
