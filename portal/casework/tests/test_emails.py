"""The e-mails that could not be sent: who sees them, and how much of whose."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.failed_emails import page_of
from portal.casework.presenters.emails import KINDS, masked, why
from portal.emails.composing import TEMPLATES
from portal.emails.models import Email
from tests.support.cast import client_of
from tests.support.factories import FailedEmailFactory

pytestmark = pytest.mark.django_db
EMAILS = reverse("casework:emails")


def read(account: Account, url: str = EMAILS) -> str:
    return client_of(account).get(url).content.decode()


def test_the_list_says_what_could_not_be_sent_to_whom_and_why(viewer: Account) -> None:
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
        "The mail server could not be reached (ConnectionRefusedError)",
        ">9</td>",
    ):
        assert text in page
    assert email.to not in page


def test_only_what_has_failed_is_listed_the_newest_first(viewer: Account) -> None:
    FailedEmailFactory.create(to="first@example.com")
    FailedEmailFactory.create(to="second@example.com")
    Email.objects.create(template="welcome", to="queued@example.com")
    Email.objects.create(template="welcome", to="sent@example.com", status=Email.Status.SENT)
    page = read(viewer)
    assert page.index("s…\u2060@") < page.index("f…\u2060@")
    assert page.count("…\u2060@") == 2


def test_with_nothing_to_tell_the_page_says_so(viewer: Account) -> None:
    page = read(viewer)
    assert "There are no emails here." in page
    assert "<table" not in page


def test_fifty_stand_on_a_page_and_the_next_ones_follow(viewer: Account) -> None:
    emails = FailedEmailFactory.create_batch(51)
    first = page_of("")
    assert [email.pk for email in first.emails] == [email.pk for email in reversed(emails)][:50]
    assert page_of(first.next_after).emails == [emails[0]]
    assert page_of(first.next_after).next_after == ""
    assert f'rel="next" href="{EMAILS}?after={emails[1].pk}"' in read(viewer)
    assert "First 50" in read(viewer, f"{EMAILS}?after={emails[1].pk}")


@pytest.mark.parametrize("after", ["x", "-1", "²", "9" * 40, "1.5", "\0"])
def test_a_made_up_place_is_the_beginning(after: str) -> None:
    email = FailedEmailFactory.create()
    assert page_of(after).emails == [email]


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
        with django_assert_num_queries(4):  # session, officer, list, audit entry
            client.get(EMAILS)


def test_every_email_of_the_portal_has_words_for_staff() -> None:
    assert set(KINDS) == {file.stem for file in TEMPLATES.glob("*.md") if not file.stem.startswith("_")}


def test_an_address_is_masked_up_to_its_first_letter() -> None:
    assert masked("mary.bloggs@example.com") == "m…\u2060@example.com"


def test_an_error_nobody_has_words_for_is_told_by_its_name() -> None:
    assert why("SomethingNew") == "It could not be handed over (SomethingNew)"


def test_staff_find_the_list_in_their_navigation(viewer: Account) -> None:
    assert f'href="{EMAILS}"' in read(viewer, reverse("casework:requests"))
