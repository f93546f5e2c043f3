"""The receipt, the list, one request's progress, withdrawing and sending again."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.actions import claim_request, reject_request, withdraw_request
from portal.access.models import AccessRequest, Grant
from portal.access.reject_reasons import reject_reasons
from portal.access.tests.walking import Walker, heading
from portal.accounts.models import Account
from portal.council.identity import RejectReason
from tests.support.decisions import let_the_hold_pass
from tests.support.factories import AccessRequestFactory, GrantFactory, PersonFactory

UK = ZoneInfo("Europe/London")
SENT_AT = datetime(2026, 6, 2, 16, 10, tzinfo=UK)
PROMISED_BY = datetime(2026, 6, 3, 17, 0, tzinfo=UK)


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(
        account=stranger, for_someone_else=True, sent_at=SENT_AT, promised_by=PROMISED_BY
    )


@pytest.mark.parametrize("page", ["sent", "receipt", "", "withdraw", "send-again"])
def test_somebody_elses_request_is_missing(asked: AccessRequest, mary: Account, page: str) -> None:
    url = (
        f"/request/{asked.pk}/{page}"
        if page in ("sent", "receipt")
        else f"/requests/{asked.pk}{'/' if page else ''}{page}"
    )
    client = Walker(mary).client

    assert (client.post if page == "send-again" else client.get)(url).status_code == 404


def test_a_draft_has_no_receipt_and_no_progress(stranger: Account, walker: Walker) -> None:
    draft = AccessRequestFactory.create(account=stranger, status="draft", reference="")

    for url in (f"/request/{draft.pk}/sent", f"/requests/{draft.pk}", f"/requests/{draft.pk}/withdraw"):
        assert walker.client.get(url).status_code == 404


def test_the_receipt_says_what_was_sent_and_what_happens_next(asked: AccessRequest, walker: Walker) -> None:
    page = walker.open(f"/request/{asked.pk}/sent").replace("<wbr>", "")

    assert heading(page) == "Your request has been submitted"
    for text in (
        "Your reference number is",
        asked.reference,
        "Your request for access to the Client Finance Portal to view documents has been sent to Westmere",
        "What happens next?",
        "5pm on Wednesday 3 June",
        "ffion.obrien@example.com",
        "Questions?",
        "Save or print this page",
    ):
        assert text in page


def test_the_receipt_is_also_a_tagged_pdf(asked: AccessRequest, walker: Walker) -> None:
    answer = walker.client.get(f"/request/{asked.pk}/receipt")

    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Your request has been submitted"


def test_progress_is_told_newest_first(asked: AccessRequest, walker: Walker, officer: Account) -> None:
    with time_machine.travel(datetime(2026, 6, 3, 9, 5, tzinfo=UK), tick=False):
        claim_request(officer=officer, request_id=asked.pk, version=asked.version)
        page = walker.open(f"/requests/{asked.pk}")

    assert heading(page) == f"Your request {asked.reference}"
    assert page.index("3 June 2026 at 9:05am") < page.index("2 June 2026 at 4:10pm")
    assert "5pm on Wednesday 3 June" in page
    assert "We are sorry" not in page
    assert "Sharma" not in page  # who looks at it is the team's business


def test_a_late_answer_is_apologised_for(asked: AccessRequest, walker: Walker) -> None:
    with time_machine.travel(PROMISED_BY + timedelta(minutes=1), tick=False):
        page = walker.open(f"/requests/{asked.pk}")

    assert "We have not finished on time. We are sorry. You do not need to do anything" in page


def test_withdrawing_is_asked_for_first(asked: AccessRequest, walker: Walker) -> None:
    page = walker.open(f"/requests/{asked.pk}/withdraw")
    assert heading(page) == "Do you want to withdraw your request?"
    asked.refresh_from_db()
    assert asked.is_open

    page = walker.answer(reason="My daughter has asked already")

    asked.refresh_from_db()
    assert (asked.status, asked.withdraw_reason) == ("withdrawn", "My daughter has asked already")
    assert walker.url == f"/requests/{asked.pk}"
    assert "Withdrawn by you" in page
    assert "Withdraw this request" not in page


def test_a_reason_that_is_too_long_is_told(asked: AccessRequest, walker: Walker) -> None:
    walker.open(f"/requests/{asked.pk}/withdraw")

    assert "Your reason must be 500 characters or fewer" in walker.answer(reason="x" * 501)
    asked.refresh_from_db()
    assert asked.is_open


def test_a_decided_request_shows_its_decision_instead_of_withdrawing(
    asked: AccessRequest, walker: Walker, officer: Account
) -> None:
    reject_request(officer=officer, request_id=asked.pk, version=asked.version, reason="identity", paragraph="")
    let_the_hold_pass()

    assert walker.client.post(f"/requests/{asked.pk}/withdraw", {"reason": ""}).status_code == 302
    page = walker.open(f"/requests/{asked.pk}/withdraw")

    assert walker.url == f"/requests/{asked.pk}"
    assert "Not approved" in page


@pytest.mark.parametrize("reason", reject_reasons(), ids=lambda reason: reason.code)
def test_a_rejection_says_why_in_general_words_and_what_to_do(
    asked: AccessRequest, walker: Walker, officer: Account, reason: RejectReason
) -> None:
    code = reason.code
    reject_request(
        officer=officer, request_id=asked.pk, version=asked.version, reason=code, paragraph="Call Priya <b>today</b>."
    )
    let_the_hold_pass()

    page = walker.open(f"/requests/{asked.pk}")

    assert reason.words in page
    assert "Call Priya &lt;b&gt;today&lt;/b&gt;." in page
    assert "What you can do" in page
    assert "Send a new request" in page


def test_a_new_request_starts_with_the_old_answers(asked: AccessRequest, walker: Walker, officer: Account) -> None:
    reject_request(officer=officer, request_id=asked.pk, version=asked.version, reason="identity", paragraph="")
    let_the_hold_pass()
    walker.open(f"/requests/{asked.pk}")

    reply = walker.client.post(f"/requests/{asked.pk}/send-again")

    assert reply.headers["Location"] == "/request/notice?change"
    assert walker.draft.person_name == "Mary Bloggs"
    walker.url = reply.headers["Location"]
    page = walker.answer(agree="yes")
    assert walker.url == "/request/evidence?change"
    assert "We did not copy what you sent to show your role." in page
    page = walker.answer(evidence_way="already_sent")
    assert heading(page) == "Check your answers before you send your request"


def test_a_saved_draft_is_asked_about_before_it_is_replaced_by_a_copy(
    asked: AccessRequest, walker: Walker, stranger: Account
) -> None:
    withdraw_request(account=stranger, request_id=asked.pk)
    other = AccessRequestFactory.create(account=stranger, status="draft", reference="")

    reply = walker.client.post(f"/requests/{asked.pk}/send-again")

    assert reply.headers["Location"] == "/request/start"
    assert walker.draft == other


def test_a_waiting_request_cannot_be_copied(asked: AccessRequest, walker: Walker) -> None:
    assert walker.client.post(f"/requests/{asked.pk}/send-again").status_code == 404


def test_the_list_shows_every_request_and_the_draft(asked: AccessRequest, walker: Walker, stranger: Account) -> None:
    with time_machine.travel(datetime(2026, 6, 4, 12, 0, tzinfo=UTC), tick=False):
        AccessRequestFactory.create(account=stranger, status="draft", reference="", sent_at=None)
        page = walker.open("/requests")

    assert page.index("Continue your request") < page.index(asked.reference)
    assert "We will delete the request you have not sent on 4 July 2026." in page
    assert "New Access Request" in page


def test_an_empty_list_says_so(walker: Walker) -> None:
    assert "You have not asked for access yet." in walker.open("/requests")


def test_an_approval_leads_to_the_documents(walker: Walker, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, status="approved", decided_at=timezone.now())
    person = PersonFactory.create()
    GrantFactory.create(
        account=stranger, person=person, request=request, kinds=["remittance_advice"], ends_on=date(2999, 1, 31)
    )

    page = walker.open(f"/requests/{request.pk}")

    assert "Direct Payment remittance advices" in page
    assert "31 January 2999" in page
    assert f'href="/people/{person.public_id}/documents"' in page


def test_ended_access_is_told(walker: Walker, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, status="approved", decided_at=timezone.now())
    grant = GrantFactory.create(
        account=stranger, person=PersonFactory.create(), request=request, ended_at=timezone.now(), end_reason="ran_out"
    )

    page = walker.open(f"/requests/{request.pk}")
    assert "Access ended" in page
    assert "/documents" not in page
    assert "The time we gave you access for is over." in page
    Grant.objects.filter(pk=grant.pk).update(end_reason="replaced")
    assert "Access ended" not in walker.open(f"/requests/{request.pk}")


def test_ended_access_is_told_before_anybody_marked_it(walker: Walker, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, status="approved", decided_at=timezone.now())
    yesterday = timezone.localdate() - timedelta(days=1)
    GrantFactory.create(account=stranger, person=PersonFactory.create(), request=request, ends_on=yesterday)

    page = walker.open(f"/requests/{request.pk}")

    assert "Access ended" in page
    assert "/documents" not in page


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    walker: Walker, stranger: Account, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        request = AccessRequestFactory.create(account=stranger, status="approved", decided_at=timezone.now())
        GrantFactory.create(account=stranger, person=PersonFactory.create(), request=request)

    with django_assert_max_num_queries(6):
        walker.client.get("/requests")


def test_deleting_the_draft_leads_home(walker: Walker, stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger, status="draft", reference="")

    assert (
        "Do you want to delete the request you have not sent?" in walker.client.get("/request/delete").content.decode()
    )
    assert AccessRequest.objects.exists()
    assert walker.client.post("/request/delete").headers["Location"] == "/home"
    assert not AccessRequest.objects.exists()
    assert walker.client.post("/request/delete").status_code == 302
