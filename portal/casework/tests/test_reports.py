"""F13: the figures, counted from what really happened; their CSV; and who may see them."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest, Question
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.audit.models import Entry
from portal.casework.reports import Figure, Span, figures
from portal.council.working_days import working_time_between
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, FailedEmailFactory

Status = AccessRequest.Status
REPORTS = reverse("casework:reports")
MAY = Span(date(2026, 5, 1), date(2026, 5, 31))  # 4 and 25 May are bank holidays
TUESDAY = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)  # 9am in the UK, when the finance team opens
HOUR = timedelta(hours=1)


@pytest.fixture
def decided(stranger: Account, officer: Account) -> Callable[..., AccessRequest]:
    """Makes a decided request."""

    def make(sent_at: datetime, decided_at: datetime, status: str = Status.APPROVED, **more: object) -> AccessRequest:
        given = {"account": stranger, "decided_by": officer, "promised_by": sent_at + 24 * HOUR} | more
        return AccessRequestFactory.create(sent_at=sent_at, decided_at=decided_at, status=status, **given)

    return make


def figure(slug: str, span: Span = MAY) -> Figure:
    return next(each for each in figures(span) if each.slug == slug)


def in_span(client: Client, address: str) -> HttpResponse:
    days = "since_day=1&since_month=5&since_year=2026&until_day=31&until_month=5&until_year=2026"
    with time_machine.travel(datetime(2026, 6, 2, 9, 0, tzinfo=UTC), tick=False):
        return client.get(f"{address}?{days}")  # type: ignore[return-value]  # the test client's answer


def test_requests_are_counted_on_their_uk_day(decided: Callable[..., AccessRequest]) -> None:
    decided(datetime(2026, 5, 11, 23, 30, tzinfo=UTC), TUESDAY)  # half past midnight on the 12th in the UK
    decided(datetime(2026, 4, 30, 22, 59, tzinfo=UTC), datetime(2026, 5, 31, 22, 59, tzinfo=UTC))
    AccessRequestFactory.create(status=Status.DRAFT, reference="", sent_at=None, promised_by=None)
    rows = {row[0]: row[1:] for row in figure("per-day").rows}
    assert len(rows) == 31
    assert rows["12 May 2026"] == (1, 1)
    assert rows["31 May 2026"] == (0, 1)
    assert sum(int(row[0]) for row in rows.values()) == 1


@pytest.mark.parametrize("seed", range(6))
def test_the_time_of_a_decision_is_what_the_working_clock_says(
    decided: Callable[..., AccessRequest], seed: int
) -> None:
    sent = datetime(2026, 4, 29, 5, 10, tzinfo=UTC) + seed * 31 * HOUR
    done = sent + (seed * 19 + 70) * HOUR
    decided(sent, done)
    hours = working_time_between(sent, done) / HOUR
    assert figure("time-to-decision").said.startswith(f"Half of the decisions took up to {hours:.1f} working hours")


def test_the_time_we_waited_for_the_requester_is_taken_off(
    decided: Callable[..., AccessRequest], officer: Account
) -> None:
    request = decided(TUESDAY, TUESDAY + 5 * HOUR)
    with time_machine.travel(TUESDAY + HOUR, tick=False):
        question = Question.objects.create(
            request=request, asked_by=officer, text="Which?", closes_on=date(2026, 5, 26), answer="This"
        )
    Question.objects.filter(pk=question.pk).update(answered_at=TUESDAY + 4 * HOUR)
    times = figure("time-to-decision")
    assert times.said == "Half of the decisions took up to 2.0 working hours, 9 in 10 up to 2.0."
    assert list(times.rows)[1] == ("Up to 2 hours", 1)
    waiting = figure("waiting")
    assert waiting.said == "Half of the answers took up to 3.0 working hours, 9 in 10 up to 3.0."
    assert waiting.rows[0] == ("Answered", 1)


def test_median_and_ninetieth_percentile_are_those_of_all(decided: Callable[..., AccessRequest]) -> None:
    for hours in (1, 2, 3, 4, 5):
        decided(TUESDAY, TUESDAY + hours * HOUR)
    assert figure("time-to-decision").said == "Half of the decisions took up to 3.0 working hours, 9 in 10 up to 4.6."


def test_decisions_are_told_apart_by_outcome_role_match_and_officer(
    decided: Callable[..., AccessRequest], officer: Account, senior: Account
) -> None:
    decided(TUESDAY, TUESDAY + HOUR, match_band="exact")
    decided(TUESDAY, TUESDAY + 30 * HOUR, match_band="exact", decided_by=senior)
    decided(TUESDAY, TUESDAY + HOUR, Status.REJECTED, reject_reason="evidence", for_someone_else=True, role="deputy")
    AccessRequestFactory.create(status=Status.IN_REVIEW, claimed_by=senior)
    assert figure("in-time").rows == [("Within 1 working day", 2, "67%"), ("Later", 1, "33%")]
    assert figure("rejections").rows == [("Evidence missing or unreadable", 1)]
    assert ("Deputy", 0, 1, "0%") in figure("roles").rows
    assert ("Themselves", 2, 0, "100%") in figure("roles").rows
    assert figure("match").rows[0] == ("Exact", 2, 0, "100%")
    assert figure("match").rows[-1] == ("Not assessed", 0, 1, "0%")
    assert figure("staff").rows == [("Angharad Price", 1, 0, 1), ("Priya Sharma", 1, 1, 0)]


def test_registrations_and_documents_are_counted_from_the_trail(stranger: Account) -> None:
    requests = AccessRequestFactory.create_batch(2)  # anything with an id
    with time_machine.travel(TUESDAY):
        for step in ("details_told", "details_told", "address_told", "login_chosen", "code_sent"):
            record(actor=None, actor_role="nobody", action=f"accounts.{step}", on=requests[0])
        record(actor=None, actor_role="nobody", action="accounts.details_told", on=requests[1])
        record(actor=stranger, action="accounts.registered", on=stranger)
        record(actor=stranger, action="documents.opened", on=stranger)
        record(actor=stranger, action="documents.opened", on=stranger)
    today = Span.lately()
    assert [row[1:] for row in figure("registrations", today).rows] == [
        (2, 0, "100%"),
        (1, 1, "50%"),
        (1, 0, "50%"),
        (1, 0, "50%"),
        (1, 0, "50%"),
    ]
    assert ("Documents opened", 2) in figure("documents", today).rows


def test_failed_emails_are_counted_by_what_they_were_to_say(db: None) -> None:
    FailedEmailFactory.create_batch(2, failed_at=TUESDAY)
    FailedEmailFactory.create(failed_at=TUESDAY - timedelta(days=40))
    assert figure("failed-emails").rows == [("Decision: approved", 2)]


def test_a_quiet_time_has_figures_too(viewer: Account) -> None:
    page = in_span(client_of(viewer), REPORTS)
    assert page.status_code == 200
    assert "1 to 31 May 2026" in page.content.decode()
    assert "None in these days." in page.content.decode()


def test_the_page_draws_and_tells_each_figure(viewer: Account, decided: Callable[..., AccessRequest]) -> None:
    request = decided(TUESDAY, TUESDAY + HOUR, own_last_name="Featherstonehaugh")
    page = in_span(client_of(viewer), REPORTS).content.decode()
    for each in figures(MAY):
        assert f'id="{each.slug}">{each.title}</h3>' in page
        assert reverse("casework:report", args=[each.slug]) in page
    assert '<rect width="100.0%" height="12"' in page
    assert "style=" not in page
    assert "Featherstonehaugh" not in page
    assert request.reference not in page


def test_a_figure_is_downloaded_as_csv(viewer: Account, decided: Callable[..., AccessRequest]) -> None:
    decided(TUESDAY, TUESDAY + HOUR)
    answer = in_span(client_of(viewer), reverse("casework:report", args=["per-day"]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="per-day_2026-05-01_2026-05-31.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Day", "In", "Decided"]
    assert rows[12] == ["12 May 2026", "1", "1"]
    assert client_of(viewer).get(reverse("casework:report", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-1", "@x", "\t=x", "  =x", "\r=x"])
def test_no_cell_is_taken_for_a_formula(viewer: Account, monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    made_up = Figure("x", "X", ("A", "B"), [(cell, -1)])
    monkeypatch.setattr("portal.casework.views.reports.figures", lambda _: [made_up])
    answer = client_of(viewer).get(reverse("casework:report", args=["x"]))
    (_, row) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert row == [f"'{cell}", "-1"]


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("?since_day=1&since_month=5&since_year=2026", "Enter the last day"),
        (
            "?since_day=2&since_month=5&since_year=2026&until_day=1&until_month=5&until_year=2026",
            "To must not be before",
        ),
        ("?since_day=1&since_month=5&since_year=2020&until_day=1&until_month=5&until_year=2026", "Choose at most 366"),
        ("?since_day=1&since_month=5&since_year=2020&until_day=1&until_month=5&until_year=2999", "today or earlier"),
        ("?since_day=x&since_month=5&since_year=2020&until_day=1&until_month=5&until_year=2026", "must be a real date"),
    ],
)
def test_days_that_make_no_span_are_said(viewer: Account, address: str, error: str) -> None:
    page = client_of(viewer).get(REPORTS + address).content.decode()
    assert "<title>Error: Reports" in page
    assert error in page


def test_reading_and_downloading_leave_entries(viewer: Account) -> None:
    client = client_of(viewer)
    in_span(client, REPORTS)
    in_span(client, reverse("casework:report", args=["staff"]))
    viewed, downloaded = Entry.objects.filter(action__startswith="casework.report").order_by("id")
    assert viewed.details == {"since": "2026-05-01", "until": "2026-05-31"}
    assert downloaded.details["report"] == "staff"


def test_more_requests_take_no_more_statements(
    viewer: Account, decided: Callable[..., AccessRequest], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(viewer)
    in_span(client, REPORTS)
    for _ in range(2):
        for hours in range(8):
            decided(TUESDAY, TUESDAY + hours * HOUR)
        # session, viewer, entry; sent and decided each day, decisions, their times, questions, in hand, staff,
        # steps of registering, documents, failed e-mails, messages
        with django_assert_num_queries(14):
            in_span(client, REPORTS)
