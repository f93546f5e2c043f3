"""F5, the second check, the undo in the banner, and what F3 presets; and A13 for who is asked."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.actions import approve_request, ask_requester
from portal.access.models import AccessRequest, Consent, Grant, Proposal, Question
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.presenters.end_reasons import end_reason
from portal.design.formats import weekday
from portal.emails.models import Email
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.decisions import let_the_hold_pass
from tests.support.factories import AccessRequestFactory, GrantFactory, PersonFactory, RepresentativeFactory
from tests.support.uploads import photo


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


@pytest.fixture
def reviewer(officer: Account) -> Client:
    return client_of(officer)


def page(client: Client, name: str, request: AccessRequest) -> str:
    return client.get(reverse(name, args=[request.pk])).content.decode()


def post(client: Client, name: str, request: AccessRequest, **typed: Any) -> Any:
    request.refresh_from_db()
    return client.post(reverse(name, args=[request.pk]), {"version": request.version} | typed, follow=True)


def in_days(days: int, field: str = "closes_on") -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {f"{field}_day": str(day.day), f"{field}_month": str(day.month), f"{field}_year": str(day.year)}


def test_a_question_of_the_list_is_asked_in_the_words_of_the_list(reviewer: Client, asked: AccessRequest) -> None:
    reply = post(reviewer, "casework:ask", asked, template="all_pages", **in_days(14))

    assert "The clock of request" in reply.content.decode()
    question = Question.objects.get()
    assert question.text == "Some pages of the paper you sent are missing. Please send all of them."
    assert question.closes_on == timezone.localdate() + timedelta(days=14)


def test_own_words_count_more_than_the_list(reviewer: Client, asked: AccessRequest) -> None:
    post(reviewer, "casework:ask", asked, template="all_pages", text="Is it the blue form?", **in_days(5))

    assert Question.objects.get().text == "Is it the blue form?"


def test_own_words_are_enough(reviewer: Client, asked: AccessRequest) -> None:
    post(reviewer, "casework:ask", asked, text="Is it the blue form?", **in_days(5))

    assert Question.objects.get().text == "Is it the blue form?"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Select what you want to ask, or something else"),
        ({"template": "own"}, "Enter the question in your own words"),
        ({"template": "own", "text": "x" * 1001}, "1,000 characters"),
        ({"template": "own", "text": "Born on 27 March 1948?"}, "Your words may hold a date."),
        ({"template": "all_pages"} | in_days(0), "The last day for an answer must be after today"),
        ({"template": "all_pages"} | in_days(91), "The last day for an answer must be within 90 days"),
    ],
)
def test_mistakes_in_a_question_are_told(
    reviewer: Client, asked: AccessRequest, typed: dict[str, str], sentence: str
) -> None:
    assert sentence in post(reviewer, "casework:ask", asked, **(in_days(14) | typed)).content.decode().replace(
        "1000", "1,000"
    )
    assert not Question.objects.exists()


def test_a_request_that_waits_is_not_asked_about_again(reviewer: Client, asked: AccessRequest) -> None:
    post(reviewer, "casework:ask", asked, template="all_pages", **in_days(14))

    reply = reviewer.get(reverse("casework:ask", args=[asked.pk]))

    assert reply.status_code == 409
    assert "We wait for the answer." in reply.content.decode()


def ask(asked: AccessRequest, officer: Account, text: str = "Which <b>letter</b>?\nThe one of May?") -> None:
    ask_requester(officer=officer, request_id=asked.pk, version=asked.version, text=text)


def test_who_is_asked_reads_the_question_at_home_on_the_request_and_on_its_own_page(
    asked: AccessRequest, officer: Account, stranger: Account
) -> None:
    ask(asked, officer)
    browser = client_of(stranger)

    assert reverse("access:answer", args=[asked.pk]) in browser.get("/home").content.decode()
    track = page(browser, "access:request", asked)
    assert "Which &lt;b&gt;letter&lt;/b&gt;?<br>The one of May?" in track
    assert "We will email you by" not in track
    answering = page(browser, "access:answer", asked)
    assert "Which &lt;b&gt;letter&lt;/b&gt;?" in answering
    assert weekday(timezone.localdate() + timedelta(days=14)) in answering


def test_an_answer_is_thanked_for_and_stands_in_the_history_of_the_request(
    asked: AccessRequest, officer: Account, stranger: Account
) -> None:
    ask(asked, officer)
    browser = client_of(stranger)

    reply = post(browser, "access:answer", asked, answer="The one of <May>.").content.decode()

    assert "We have your answer." in reply
    assert "You answered" in reply
    assert "The one of &lt;May&gt;." in reply
    assert "Answer now" not in reply
    read = page(client_of(officer), "casework:request", asked)
    assert "The requester answered on" in read
    assert "The one of &lt;May&gt;." in read
    again = post(browser, "access:answer", asked, answer="The one of <May>.").content.decode()
    assert "We have your answer." in again


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("", "Enter your answer, or choose a file"), ("x" * 1001, "Your answer must be 1,000 characters or fewer")],
)
def test_mistakes_in_an_answer_are_told(
    asked: AccessRequest, officer: Account, stranger: Account, answer: str, sentence: str
) -> None:
    ask(asked, officer)

    assert sentence in post(client_of(stranger), "access:answer", asked, answer=answer).content.decode()


def test_a_photo_alone_is_an_answer_and_lies_with_the_question(
    asked: AccessRequest, officer: Account, stranger: Account
) -> None:
    ask(asked, officer)
    sent = SimpleUploadedFile("letter.jpg", photo(), "image/jpeg")

    reply = post(client_of(stranger), "access:answer", asked, answer="", file=sent).content.decode()

    assert "We have your answer." in reply
    assert "letter.jpg" in reply
    assert Question.objects.get().evidence.get().request == asked


def test_a_file_that_is_none_of_ours_is_told(asked: AccessRequest, officer: Account, stranger: Account) -> None:
    ask(asked, officer)
    sent = SimpleUploadedFile("letter.jpg", b"hello", "image/jpeg")

    reply = post(client_of(stranger), "access:answer", asked, answer="Here it is.", file=sent).content.decode()

    assert "The file must be a PDF, JPG, PNG, HEIC or DOCX" in reply
    assert Question.objects.get().answered_at is None


def test_an_answer_that_comes_too_late_is_not_lost_to_who_wrote_it(
    asked: AccessRequest, officer: Account, stranger: Account
) -> None:
    ask(asked, officer)
    Question.objects.update(closed_at=timezone.now())

    reply = post(client_of(stranger), "access:answer", asked, answer="The one of May.")

    assert reply.status_code == 409
    assert "We could not take your answer" in reply.content.decode()
    assert "The one of May." in reply.content.decode()


def test_without_a_question_there_is_nothing_to_answer(asked: AccessRequest, stranger: Account) -> None:
    reply = client_of(stranger).get(reverse("access:answer", args=[asked.pk]))

    assert reply.headers["Location"] == reverse("access:request", args=[asked.pk])


def test_the_banner_after_a_rejection_takes_it_back(reviewer: Client, asked: AccessRequest) -> None:
    queue = post(reviewer, "casework:reject", asked, reason="identity").content.decode()
    assert re.search(r"Undo\s*</button>", queue)
    assert reverse("casework:undo", args=[asked.pk]) in queue

    undone = post(reviewer, "casework:undo", asked).content.decode()

    assert "is back in review. The email was not sent." in undone
    asked.refresh_from_db()
    assert asked.status == "in_review"


def test_who_comes_too_late_reads_why(reviewer: Client, asked: AccessRequest) -> None:
    post(reviewer, "casework:reject", asked, reason="identity")
    let_the_hold_pass()

    reply = post(reviewer, "casework:undo", asked)

    assert reply.status_code == 409
    assert "It is too late to undo this" in reply.content.decode()


def approve_address(request: AccessRequest, person: Person) -> str:
    return reverse("casework:approve", args=[request.pk]) + f"?person={person.public_id}"


def test_an_approval_with_another_birthday_goes_to_a_senior_colleague_who_confirms_it(
    reviewer: Client, senior: Account, asked: AccessRequest
) -> None:
    person = PersonFactory.create(first_name="Mary", last_name="Bloggs", date_of_birth=date(1961, 9, 2))
    shown = reviewer.get(approve_address(asked, person)).content.decode()
    assert "A senior colleague checks your approval before the email goes." in shown
    typed = {"kinds": ["remittance_advice"], "representative": "none", "note": "She called.", "version": asked.version}
    sent = reviewer.post(approve_address(asked, person), typed | in_days(0, "starts_on"), follow=True)
    assert "waits for a second check. We have not emailed anybody yet" in sent.content.decode()

    browser = client_of(senior)
    checked = page(browser, "casework:check", asked)
    assert "She called." in checked
    assert "Details differ from our records" in checked
    assert Entry.objects.filter(action="casework.person_viewed", actor_id=senior.pk).exists()
    told = post(browser, "casework:check", asked).content.decode()

    assert "is approved. We are emailing" in told
    assert Email.objects.filter(template="request_approved").count() == 1


@pytest.fixture
def proposed(asked: AccessRequest, officer: Account) -> AccessRequest:
    return approve_request(
        officer=officer,
        request_id=asked.pk,
        version=asked.version,
        person=PersonFactory.create(date_of_birth=date(1961, 9, 2)),
        representative=None,
        kinds=["remittance_advice"],
        starts_on=timezone.localdate(),
        ends_on=None,
        note="",
    )


def test_sending_back_needs_a_reason(senior: Account, officer: Account, proposed: AccessRequest) -> None:
    browser = client_of(senior)

    assert "Enter why you send it back" in post(browser, "casework:check", proposed, send_back="1").content.decode()
    post(browser, "casework:check", proposed, send_back="1", note="Ask for the letter.")
    read = page(client_of(officer), "casework:request", proposed)
    assert "Angharad Price sent the approval back on" in read
    assert "Ask for the letter." in read


def test_the_second_check_is_for_senior_colleagues(reviewer: Client, proposed: AccessRequest) -> None:
    assert reviewer.get(reverse("casework:check", args=[proposed.pk])).status_code == 404


def test_who_proposed_it_cannot_open_the_check(senior: Account, asked: AccessRequest) -> None:
    Proposal.objects.create(
        request=asked,
        proposed_by=senior,
        why="sample",
        person=PersonFactory.create(),
        kinds=["remittance_advice"],
        starts_on=timezone.localdate(),
    )
    AccessRequest.objects.update(status="second_check")

    reply = client_of(senior).get(reverse("casework:check", args=[asked.pk]))

    assert reply.status_code == 403
    assert "You proposed it." in reply.content.decode()


def test_f3_presets_what_the_consent_form_names(reviewer: Client, stranger: Account) -> None:
    role = "nominated_financial_representative"
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, role=role)
    last_day = timezone.localdate() + timedelta(days=100)
    Consent.objects.create(
        request=request, name="Mary Bloggs", kinds=["financial_assessment"], ends_on=last_day,
        given_on=timezone.localdate(),
    )  # fmt: skip

    form = reviewer.get(approve_address(request, PersonFactory.create())).content.decode()

    ticked = re.findall(r'name="kinds"[^>]*value="(\w+)"[^>]*checked', form)
    assert ticked == ["financial_assessment"]
    assert shown_end(form) == last_day


def test_f3_presets_the_earliest_last_day(reviewer: Client, asked: AccessRequest) -> None:
    today = timezone.localdate()
    AccessRequest.objects.update(role_ends_on=today + timedelta(days=30))
    person = PersonFactory.create()
    RepresentativeFactory.create(
        person=person, first_name="Ffion", last_name="O’Brien", ends_on=today + timedelta(days=60)
    )

    assert shown_end(reviewer.get(approve_address(asked, person)).content.decode()) == today + timedelta(days=30)


def shown_end(form: str) -> date:
    """The end date as F3 shows it."""
    parts = (re.search(rf'name="ends_on_{part}"[^>]*value="(\d+)"', form) for part in ("year", "month", "day"))
    return date(*[int(part[1]) for part in parts if part])


def test_access_that_is_over_is_said_with_its_reason(reviewer: Client, asked: AccessRequest) -> None:
    AccessRequest.objects.update(status="approved", decided_at=timezone.now())
    GrantFactory.create(
        account=asked.account, request=asked, ended_at=timezone.now(), end_reason=Grant.EndReason.PERSON_ASKED
    )
    words = f"Ended – {end_reason(Grant.EndReason.PERSON_ASKED)}"

    assert words in page(reviewer, "casework:request", asked)
    assert words in reviewer.get(reverse("casework:requests") + "?show=decided").content.decode()
