"""F4: rejecting, with the e-mail shown before it goes."""

from typing import Any

import pytest

from portal.access.models import AccessRequest
from portal.access.reject_reasons import reject_reasons
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.tests.test_decisions import reject_url, sent_text, shown_text
from portal.emails.models import Email
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

Status = AccessRequest.Status


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    """Ffion says that she has power of attorney for Mary."""
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


@pytest.mark.parametrize("reason", reject_reasons(), ids=lambda reason: reason.code)
def test_each_reason_is_shown_as_it_is_then_sent(officer: Account, asked: AccessRequest, reason: Any) -> None:
    client = client_of(officer)
    typed = {"version": asked.version, "reason": reason.code, "paragraph": "Phone us,\nwe can help."}
    preview = client.post(reject_url(asked), typed | {"preview": "1"}).content.decode()
    assert "<title>Error" not in preview
    assert not Email.objects.exists()
    answer = client.post(reject_url(asked), typed, follow=True)
    assert f"Request {asked.reference} is rejected." in answer.content.decode()
    assert " ".join(sent_text("request_rejected").split()) in shown_text(preview)
    asked.refresh_from_db()
    assert (asked.status, asked.reject_reason, asked.decided_by) == (Status.REJECTED, reason.code, officer)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Select why you reject this request"),
        ({"reason": "other"}, "Enter the reason in your own words"),
        ({"reason": "duplicate", "paragraph": "x" * 1001}, "must be 1000 characters or fewer"),
        ({"reason": "duplicate", "paragraph": "She was born on 27 March."}, "Your words may hold a date."),
        (
            {"reason": "duplicate", "paragraph": "£5 by 3 June to 12 Orchard Lane"},
            "Your words may hold a date, an address and an amount of money. Take that out,",
        ),
    ],
)
def test_a_rejection_that_cannot_be_says_why(
    officer: Account, asked: AccessRequest, typed: dict[str, str], error: str
) -> None:
    page = client_of(officer).post(reject_url(asked), {"version": asked.version} | typed).content.decode()
    assert "<title>Error: Reject request" in page
    assert error in page
    assert not Email.objects.exists()


def test_words_that_give_something_away_are_sent_when_the_officer_is_sure(
    officer: Account, asked: AccessRequest
) -> None:
    client = client_of(officer)
    typed = {"version": asked.version, "reason": "evidence", "paragraph": "Please write to us by 3 June."}
    assert "Send these words as they are" in client.post(reject_url(asked), typed).content.decode()
    assert client.post(reject_url(asked), typed | {"sure": "on"}).status_code == 302


def test_a_decided_request_shows_its_decision(officer: Account, asked: AccessRequest) -> None:
    client = client_of(officer)
    client.post(reject_url(asked), {"version": asked.version, "reason": "identity", "paragraph": "Phone us."})
    page = client.get(reject_url(asked).removesuffix("/reject")).content.decode()
    for text in ("Priya Sharma rejected this request on", "Rejected – Cannot confirm identity", "Phone us."):
        assert text in page
    assert "Reject…" not in page


def test_a_decided_request_cannot_be_opened_for_a_decision(officer: Account, asked: AccessRequest) -> None:
    client = client_of(officer)
    client.post(reject_url(asked), {"version": asked.version, "reason": "identity"})
    answer = client.get(reject_url(asked))
    assert answer.status_code == 409
    assert "Priya Sharma has decided this request at" in answer.content.decode()


def test_the_page_of_a_rejection_is_a_read(officer: Account, asked: AccessRequest) -> None:
    client_of(officer).get(reject_url(asked))
    assert Entry.objects.on(asked).by(officer).get().action == "casework.request_viewed"
