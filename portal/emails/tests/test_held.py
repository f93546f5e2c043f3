"""E-mails that are held, taken back, tried once more, or owed once; also with a worker that is killed for real."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from portal.config.jobs import retry_jobs_of_dead_workers
from portal.delivery.tests.other_process import ROOT, environment
from portal.emails.actions import cancel_email, owe_email, retry_email
from portal.emails.jobs import send_email
from portal.emails.models import Email
from portal.emails.sending import StillHeld, send
from tests.support.factories import FailedEmailFactory
from tests.support.smtp import Sink

RunJobs = Callable[[], None]
pytestmark = pytest.mark.django_db(transaction=True)

# A worker that is killed when it calls `compose`: the e-mail's row is locked, nothing has been sent.
DIES = """
import os, signal
import django
django.setup()
from portal.emails import sending
sending.compose = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from procrastinate.contrib.django import app
with app.replace_connector(app.connector.get_worker_connector()) as worker:
    worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
"""


def owe(**changes: Any) -> Email:
    return owe_email(template="welcome", to="amira@example.com", **{"first_name": "Amira"} | changes)


def held() -> Email:
    return owe(send_after=timezone.now() + timedelta(minutes=2))


def let_its_time_come(email: Email) -> None:
    Email.objects.filter(pk=email.pk).update(send_after=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at IS NOT NULL")


def status(email: Email) -> str:
    email.refresh_from_db()
    return email.status


def test_a_held_email_waits_for_its_time(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email = held()
    run_jobs()
    assert (status(email), smtp_sink.mails) == (Email.Status.QUEUED, [])

    let_its_time_come(email)
    run_jobs()

    assert status(email) == Email.Status.SENT
    assert len(smtp_sink.mails) == 1


def test_sending_refuses_before_its_time(smtp_sink: Sink) -> None:
    email = held()
    with pytest.raises(StillHeld):
        send(email_id=email.pk, last_try_is=9)
    email.refresh_from_db()
    assert (email.attempts, smtp_sink.mails) == (0, [])


def test_a_job_that_comes_too_early_comes_again(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    """The clock of the process is behind the database's."""
    email = held()
    send_email(email_id=email.pk)
    let_its_time_come(email)
    run_jobs()

    assert status(email) == Email.Status.SENT
    assert len(smtp_sink.mails) == 1


def test_a_held_email_can_be_taken_back_and_is_forgotten(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email = held()

    assert cancel_email(email=email)
    assert cancel_email(email=email)
    let_its_time_come(email)
    run_jobs()

    assert (status(email), email.sealed_context, smtp_sink.mails) == (Email.Status.CANCELLED, "", [])


def test_an_email_that_is_not_held_cannot_be_taken_back(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    plain, late = owe(), held()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert not cancel_email(email=late)
    assert not cancel_email(email=plain)
    run_jobs()

    assert status(plain) == Email.Status.SENT
    assert not cancel_email(email=plain)


def test_of_a_worker_and_who_takes_it_back_one_wins(smtp_sink: Sink) -> None:
    """At the moment its time comes, both go for it."""
    email = owe(send_after=timezone.now() + timedelta(milliseconds=300))

    with ThreadPoolExecutor(2) as threads:
        worker, officer = threads.submit(keep_sending, email), threads.submit(take_back_at_last, email)
        worker.result()

    assert status(email) == (Email.Status.CANCELLED if officer.result() else Email.Status.SENT)
    assert len(smtp_sink.mails) == (0 if officer.result() else 1)


def keep_sending(email: Email) -> None:
    sent = False
    while not sent:
        with suppress(StillHeld):
            send(email_id=email.pk, last_try_is=9)
            sent = True
    connection.close()


def take_back_at_last(email: Email) -> bool:
    assert email.send_after
    while timezone.now() < email.send_after - timedelta(milliseconds=2):
        pass
    done = cancel_email(email=email)
    connection.close()
    return done


def test_a_worker_killed_in_the_middle_of_a_held_email_loses_nothing(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email = held()
    let_its_time_come(email)
    killed = subprocess.run([sys.executable, "-c", DIES], cwd=ROOT, env=environment(), timeout=60, check=False)
    assert killed.returncode == -9
    assert status(email) == Email.Status.QUEUED
    assert ProcrastinateJob.objects.get(args={"email_id": email.pk}).status == "doing"

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    # As the worker's own clock does every minute.
    retry_jobs_of_dead_workers.configure().defer(timestamp=0)
    run_jobs()
    run_jobs()

    assert status(email) == Email.Status.SENT
    assert len(smtp_sink.mails) == 1


def test_a_mail_server_that_is_away_loses_no_held_email(settings: Settings, smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email, there = held(), settings.EMAIL_URL
    let_its_time_come(email)
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    run_jobs()
    assert (status(email), email.last_error) == (Email.Status.QUEUED, "ConnectionRefusedError")

    settings.EMAIL_URL = there
    let_its_time_come(email)
    run_jobs()

    assert status(email) == Email.Status.SENT


def test_a_failed_email_is_tried_once_more_with_all_its_tries(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    email = FailedEmailFactory.create(template="welcome", attempts=9)

    assert retry_email(email=email)
    assert retry_email(email=email)
    run_jobs()

    assert (status(email), email.attempts, email.failed_at) == (Email.Status.SENT, 1, None)
    assert len(smtp_sink.mails) == 1
    assert not retry_email(email=email)


def test_an_email_whose_words_are_forgotten_is_not_tried_again() -> None:
    email = FailedEmailFactory.create(sealed_context="")

    assert not retry_email(email=email)
    assert status(email) == Email.Status.FAILED


def test_what_is_owed_once_is_owed_once(smtp_sink: Sink, run_jobs: RunJobs) -> None:
    first, second = owe(once="morning of 2026-06-03"), owe(once="morning of 2026-06-03")
    run_jobs()

    assert first.pk == second.pk
    assert len(smtp_sink.mails) == 1
