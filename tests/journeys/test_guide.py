"""The guide's whole journey, as its readers make it: on a small phone, with script off."""

from datetime import date
from pathlib import Path

import pytest

from portal.access.models import AccessRequest, Grant
from portal.emails.jobs import send_email
from portal.emails.models import Email
from tests.journeys.steps import ROLES, Visitor, ask_for_myself, ask_for_someone_else, register, sign_in
from tests.support.decisions import let_the_hold_pass
from tests.support.deliveries import PDF

BORN = date(1948, 3, 27)


def approve(officer: Visitor, reference: str) -> None:
    """The officer opens the request from the queue, where Mary is found, and approves with what is proposed."""
    sign_in(officer)
    officer.follow(reference)
    officer.follow("Approve…")
    # What a nominated representative may see is named in the form the person signed: the officer ticks it.
    officer.page.get_by_label("Direct Payment remittance advices").check()
    officer.press("Approve and send email")


def open_the_remittance(visitor: Visitor) -> None:
    """From home to the newest document and its PDF."""
    visitor.page.goto("/home")
    visitor.follow("See 1 document")
    visitor.follow("Remittance advice, 4 to 31 May 2026")
    assert visitor.heading() == "Remittance advice for 4 to 31 May 2026"
    assert "£766.06" in visitor.page.locator("main").inner_text()


def the_pdf(visitor: Visitor) -> bytes:
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download PDF").first.click()
    return Path(download.value.path()).read_bytes()


def test_somebody_gets_to_their_own_remittance_advice(
    delivered: Path, mary_at_home: Visitor, officer_at_work: Visitor
) -> None:
    register(mary_at_home)
    reference = ask_for_myself(mary_at_home, BORN)
    assert reference.startswith("M_OBrien_")
    assert reference in mary_at_home.newest_email()
    approve(officer_at_work, reference)
    assert "Your Client Finance Portal request has been approved" in mary_at_home.newest_email()
    open_the_remittance(mary_at_home)
    assert the_pdf(mary_at_home) == PDF


@pytest.mark.parametrize("role", ROLES)
def test_somebody_gets_to_the_documents_of_the_person_they_act_for(
    delivered: Path, peter_at_home: Visitor, officer_at_work: Visitor, role: str
) -> None:
    register(peter_at_home)
    reference = ask_for_someone_else(peter_at_home, role, BORN)
    approve(officer_at_work, reference)
    assert "Your Client Finance Portal request has been approved" in peter_at_home.newest_email()
    grant = Grant.objects.get()
    assert (grant.role, grant.representative is not None) == (role, True)
    open_the_remittance(peter_at_home)
    assert the_pdf(peter_at_home) == PDF


def test_a_rejected_request_is_explained_and_can_be_sent_again(
    delivered: Path, peter_at_home: Visitor, officer_at_work: Visitor
) -> None:
    register(peter_at_home)
    reference = ask_for_someone_else(peter_at_home, "deputy", BORN)
    sign_in(officer_at_work)
    officer_at_work.follow(reference)
    officer_at_work.press("Reject…")
    officer_at_work.page.get_by_label("Details do not match our records").check()
    officer_at_work.press("Reject and send email")
    let_the_hold_pass()
    send_email.defer(email_id=Email.objects.get(template="request_rejected").pk)  # its own job waits by the clock
    email = peter_at_home.newest_email()
    assert "Your Client Finance Portal request has been rejected" in email
    assert "date of birth" not in email
    peter_at_home.page.goto("/home")
    peter_at_home.follow(reference)
    peter_at_home.press("Send a new request")
    assert AccessRequest.objects.get(status="draft").person_first_name == "Mary"
