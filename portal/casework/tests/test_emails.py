"""O2: the e-mail log: who sees it, how much of whose address, and trying again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.email_log import Reached, log_page
from portal.casework.presenters.emails import KINDS, masked, why
from portal.emails.composing import TEMPLATES
from portal.emails.models import Email
from portal.emails.sealing import seal
from tests.support.cast import client_of
from tests.support.factories import FailedEmailFactory
from tests.support.smtp import Sink

pytestmark = pytest.mark.django_db
EMAILS = reverse("casework:emails")


def read(account: Account, url: str = EMAILS) -> str:
    return client_of(account).get(url).content.decode()


def test_the_log_says_what_could_not_be_sent_to_whom_and_why(viewer: Account) -> None:
    with time_machine.travel(datetime(2026, 6, 2, 8, 30, tzinfo=UTC), tick=False):
        email = FailedEmailFactory.create(attempts=9, last_error="ConnectionRefusedError")
        Email.objects.update(failed_at=datetime(2026, 6, 2, 13, 10, tzinfo=UTC))
    page = read(viewer)
    for text in (
        "<h1",
        "E-mails</h1>",
        "Decision: approved",
        "a…\u2060@example.com",
        "2 June 2026 at 9:30am",
        "2 June 2026 at 2:10pm",
        "Could not be sent",
        "The mail server could not be reached (ConnectionRefusedError)",
        ">9</td>",
    ):
        assert text in page
    assert email.to not in page


@pytest.fixture
def one_of_each(db: None) -> dict[Reached, Email]:
    """One e-mail for each way one can have gone, the oldest first."""
    hour, now = timedelta(hours=1), timezone.now()
    make = Email.objects.create
    return {
        Reached.FAILED: FailedEmailFactory.create(),
        Reached.QUEUED: make(template="welcome", to="a@example.com", send_after=now - hour),
        Reached.HELD: make(template="request_rejected", to="b@example.com", send_after=now + hour),
        Reached.SENT: make(template="welcome", to="c@example.com", status="sent", sent_at=now),
        Reached.CANCELLED: make(template="request_rejected", to="d@example.com", status="cancelled"),
    }


@pytest.mark.parametrize("reached", [*Reached])
def test_each_status_lists_its_own(one_of_each: dict[Reached, Email], viewer: Account, reached: Reached) -> None:
    assert log_page(reached, "", "").rows == [one_of_each[reached]]
    assert read(viewer, f"{EMAILS}?status={reached}").count("…\u2060@") == 1


def test_without_a_filter_all_are_listed_the_newest_first(one_of_each: dict[Reached, Email]) -> None:
    assert log_page(None, "", "").rows == list(reversed(one_of_each.values()))


def test_the_kind_of_email_can_be_chosen(one_of_each: dict[Reached, Email]) -> None:
    assert log_page(None, "welcome", "").rows == [one_of_each[Reached.SENT], one_of_each[Reached.QUEUED]]
    assert log_page(Reached.SENT, "welcome", "").rows == [one_of_each[Reached.SENT]]


@pytest.mark.parametrize("query", ["status=x", "template=x", "status=sent&template=x"])
def test_made_up_filters_filter_nothing(one_of_each: dict[Reached, Email], viewer: Account, query: str) -> None:
    assert read(viewer, f"{EMAILS}?{query}").count("…\u2060@") == 5


def test_an_address_is_shown_to_who_asks_and_that_is_recorded(viewer: Account, officer: Account) -> None:
    email, other = FailedEmailFactory.create(to="whole@example.com"), FailedEmailFactory.create(to="else@example.com")
    client = client_of(viewer)
    url = reverse("casework:email-address", args=[email.public_id])
    page = client.post(url, {"status": "failed"}, follow=True).content.decode()
    assert "whole@example.com" in page
    assert other.to not in page
    assert "whole@example.com" not in read(officer)
    entry = Entry.objects.get(action="emails.address_shown")
    assert (entry.actor_id, entry.details) == (viewer.pk, {"email": str(email.public_id)})


def retry(officer: Account, email: Email) -> str:
    url = reverse("casework:email-retry", args=[email.public_id])
    return client_of(officer).post(url, {"status": "failed"}, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_failed_email_is_tried_again_and_arrives_once(
    officer: Account, smtp_sink: Sink, run_jobs: Callable[[], None]
) -> None:
    context = {"first_name": "Amira", "asked_for": "yourself", "reason_text": "So."}
    email = FailedEmailFactory.create(template="access_ended", sealed_context=seal(context), attempts=9)
    for _ in range(2):
        retry(officer, email)
    run_jobs()
    email.refresh_from_db()
    assert (email.status, len(smtp_sink.mails)) == ("sent", 1)
    assert Entry.objects.filter(action="emails.retried", actor_id=officer.pk).count() == 1


@pytest.mark.parametrize(
    "changes", [{"sealed_context": ""}, {"template": "code"}, {"template": "password_reset"}], ids=str
)
def test_what_cannot_be_said_any_more_is_not_tried_again(officer: Account, changes: dict[str, str]) -> None:
    email = FailedEmailFactory.create(**changes)
    assert ">Retry</button>" not in read(officer)
    assert "This email cannot be sent again." in retry(officer, email)


def test_a_viewer_retries_nothing(viewer: Account) -> None:
    email = FailedEmailFactory.create()
    assert ">Retry</button>" not in read(viewer)
    assert client_of(viewer).post(reverse("casework:email-retry", args=[email.public_id])).status_code == 404


def test_with_nothing_to_tell_the_page_says_so(viewer: Account) -> None:
    page = read(viewer)
    assert "There are no emails here." in page
    assert "<table" not in page


def test_fifty_stand_on_a_page_and_the_next_ones_follow(viewer: Account) -> None:
    emails = FailedEmailFactory.create_batch(51)
    first = log_page(Reached.FAILED, "", "")
    assert [email.pk for email in first.rows] == [email.pk for email in reversed(emails)][:50]
    following = log_page(Reached.FAILED, "", first.next_after)
    assert (following.rows, following.next_after) == ([emails[0]], "")
    assert f'rel="next" href="{EMAILS}?status=failed&amp;after={emails[1].pk}"' in read(
        viewer, f"{EMAILS}?status=failed"
    )
    assert "First 50" in read(viewer, f"{EMAILS}?after={emails[1].pk}")


@pytest.mark.parametrize("after", ["x", "-1", "²", "9" * 40, "1.5", "\0"])
def test_a_made_up_place_is_the_beginning(after: str) -> None:
    email = FailedEmailFactory.create()
    assert log_page(None, "", after).rows == [email]


def test_reading_the_list_leaves_an_entry_with_the_emails(viewer: Account) -> None:
    email = FailedEmailFactory.create()
    read(viewer)
    entry = Entry.objects.get(action="casework.emails_listed")
    assert (entry.actor_id, entry.details) == (viewer.pk, {"emails": [str(email.public_id)]})


def test_a_longer_list_takes_no_more_statements(
    viewer: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(viewer)
    client.get(EMAILS)  # the first page of a session is where its clock starts
    for wanted in (1, 20):
        FailedEmailFactory.create_batch(wanted)
        with django_assert_num_queries(5):  # session, officer, list, audit entry, messages
            client.get(EMAILS)


def test_every_email_of_the_portal_has_words_for_staff() -> None:
    assert set(KINDS) == {file.stem for file in TEMPLATES.glob("*.md") if not file.stem.startswith("_")}


def test_an_address_is_masked_up_to_its_first_letter() -> None:
    assert masked("mary.bloggs@example.com") == "m…\u2060@example.com"


def test_an_error_nobody_has_words_for_is_told_by_its_name() -> None:
    assert why("SomethingNew") == "It could not be handed over (SomethingNew)"


def test_staff_find_the_list_in_their_navigation(viewer: Account) -> None:
    assert f'href="{EMAILS}"' in read(viewer, reverse("casework:requests"))
