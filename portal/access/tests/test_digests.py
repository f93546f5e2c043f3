"""What the team is told of its queue. Wednesday 3 June 2026, open from 9am to 5pm."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from portal.access import jobs
from portal.access.actions import send_morning_digest, warn_of_little_time
from portal.accounts.models import Account, StaffRole
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from tests.support.factories import AccessRequestFactory, AccountFactory


def uk(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


NINE = uk("2026-06-03 09:00")


@pytest.fixture
def team(viewer: Account, officer: Account, senior: Account) -> list[Account]:
    """Those who decide; a viewer and somebody who has left do not."""
    AccountFactory.create(staff_role=StaffRole.REVIEWER, is_active=False)
    return [officer, senior]


def waits(promised_by: str, **changes: Any) -> None:
    AccessRequestFactory.create(promised_by=uk(promised_by), **changes)


def test_in_the_morning_everybody_who_decides_is_told_what_waits(team: list[Account]) -> None:
    waits("2026-06-03 17:00")
    waits("2026-06-02 17:00", status="in_review")
    waits("2026-06-04 17:00", status="second_check")
    waits("2026-06-01 17:00", status="info_needed")

    assert send_morning_digest(now=NINE) == 2

    assert {email.to for email in Email.objects.all()} == {account.email for account in team}
    told = unseal(Email.objects.first().sealed_context)  # type: ignore[union-attr]  # there are two
    numbers = {name: told[name] for name in ("waiting", "new", "due_today", "overdue", "second_check")}
    assert numbers == {"waiting": 3, "new": 1, "due_today": 1, "overdue": 1, "second_check": 1}
    message = compose("staff_digest", told)
    assert message.subject == "3 requests waiting, 1 due today"
    assert "Overdue: 1" in message.text


@pytest.mark.parametrize("when", ["2026-06-03 08:59", "2026-06-03 12:00", "2026-06-06 09:30", "2026-05-25 09:30"])
def test_not_before_opening_not_at_noon_and_not_on_a_day_off(team: list[Account], when: str) -> None:
    waits("2026-06-03 17:00")

    assert send_morning_digest(now=uk(when)) == 0


def test_an_empty_queue_is_no_news(team: list[Account]) -> None:
    assert send_morning_digest(now=NINE) == 0
    assert not Email.objects.exists()


def test_once_a_morning_however_often_the_job_runs(team: list[Account]) -> None:
    waits("2026-06-03 17:00")
    for minute in (0, 10, 20):
        send_morning_digest(now=NINE.replace(minute=minute))
    assert Email.objects.count() == 2

    send_morning_digest(now=uk("2026-06-04 09:00"))
    assert Email.objects.count() == 4


def test_two_working_hours_before_it_is_late_the_team_is_warned_once(team: list[Account]) -> None:
    waits("2026-06-03 17:00")

    assert warn_of_little_time(now=uk("2026-06-03 14:59")) == 0
    assert warn_of_little_time(now=uk("2026-06-03 15:00")) == 2
    assert warn_of_little_time(now=uk("2026-06-03 15:10")) == 0
    assert unseal(Email.objects.latest("pk").sealed_context)["hours_left"] == "2 working hours"


def test_hours_over_a_night_are_no_working_hours(team: list[Account]) -> None:
    waits("2026-06-04 10:00")

    assert warn_of_little_time(now=uk("2026-06-03 15:59")) == 0
    assert warn_of_little_time(now=uk("2026-06-03 16:00")) == 2


def test_nobody_is_warned_at_night_or_of_what_is_late_already(team: list[Account]) -> None:
    waits("2026-06-04 10:00")
    waits("2026-06-02 17:00")

    assert warn_of_little_time(now=uk("2026-06-03 20:00")) == 0
    assert warn_of_little_time(now=uk("2026-06-03 10:00")) == 0


def test_the_workers_job_tells_both(team: list[Account]) -> None:
    waits("2026-06-03 11:00")
    with time_machine.travel(NINE, tick=False):
        jobs.tell_the_team(0)

    assert Email.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_each_once(officer: Account, senior: Account) -> None:
    waits("2026-06-03 11:00")

    at_once(*[lambda: send_morning_digest(now=NINE)] * 2, *[lambda: warn_of_little_time(now=NINE)] * 2)

    assert Email.objects.exclude(once=None).count() == 2
    assert Email.objects.filter(once=None).count() == 2


def at_once(*calls: Callable[[], Any]) -> None:
    def call(function: Callable[[], Any]) -> None:
        try:
            function()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        list(threads.map(call, calls))
