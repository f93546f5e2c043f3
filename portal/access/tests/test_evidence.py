"""Screen A5e: how a role is shown, page by page."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from portal.access import evidence
from portal.access.actions import send_again, withdraw_request
from portal.access.models import AccessRequest, Evidence
from portal.access.tests.walking import SOMEONE_ELSE, Walker, heading
from portal.accounts.models import Account
from portal.council import identity
from portal.uploads import store
from portal.uploads.models import Upload
from portal.uploads.refusals import MOST_BYTES
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, EvidenceFactory
from tests.support.uploads import paper, photo, sent, word_file

FILE, FILES = "/request/evidence/file", "/request/evidence/files"


@pytest.fixture
def asker(walker: Walker) -> Walker:
    """Somebody who has said that they are a deputy."""
    walker.walk(SOMEONE_ELSE[:4])
    assert walker.url == "/request/evidence"
    return walker


def as_role(walker: Walker, role: str) -> None:
    AccessRequest.objects.filter(account=walker.account).update(role=role)


def add(walker: Walker, content: bytes, name: str = "Order.pdf") -> str:
    """Sends a file from the page for it and gives the next page."""
    walker.open(FILE)
    return unescape(walker.answer(file=sent(content, name)))


def council_with(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    changed = msgspec.structs.replace(identity.council(), **changes)
    for module in ("evidence", "evidence_words"):
        monkeypatch.setattr(f"portal.access.{module}.council", lambda: changed)


def test_the_first_page_says_what_we_need_to_see_and_offers_the_ways(asker: Walker) -> None:
    page = asker.open("/request/evidence")
    assert heading(page) == "Show us your role"
    assert "We need to see: your court order" in page
    for words in (
        "How do you want to show us?",
        "Upload a file or photo",
        "I have already sent it to the council",
        "I will send it by post or email",
        "Does your role end on a date? (optional)",
    ):
        assert words in page
    assert "access code" not in page
    assert "consent form" not in page


def test_a_power_of_attorney_has_a_code_and_a_nominated_representative_a_form(asker: Walker) -> None:
    as_role(asker, "power_of_attorney")
    page = asker.open("/request/evidence")
    assert "I have an access code from Use a lasting power of attorney" in page
    assert "Does your role end on a date?" not in page

    as_role(asker, "nominated_financial_representative")
    page = asker.open("/request/evidence")
    assert "Fill in the consent form here" in page
    assert 'href="/request/evidence/consent-form"' in page


def test_a_council_may_offer_fewer_ways(asker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    council_with(monkeypatch, casework=msgspec.structs.replace(identity.council().casework, evidence_by=()))
    assert "I will send it" not in asker.open("/request/evidence")


def test_nothing_chosen_is_told(asker: Walker) -> None:
    assert "Select how you want to show us" in asker.answer()


def test_a_role_that_is_over_is_told(asker: Walker) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    date = {"day": yesterday.day, "month": yesterday.month, "year": yesterday.year}
    ends = {f"role_ends_on_{part}": str(number) for part, number in date.items()}
    assert "The date your role ends must be today or later" in asker.answer(evidence_way="already_sent", **ends)


def test_files_are_added_one_after_the_other_and_removed(asker: Walker) -> None:
    asker.answer(evidence_way="upload")
    assert asker.url == FILE

    page = add(asker, photo(), "Order <1>.jpg")
    assert (asker.url, heading(page)) == (FILES, "You have added 1 file")
    assert "Order <1>.jpg" in page
    assert "Do you want to add another?" in page
    assert "Select yes if you want to add another file" in asker.answer()

    assert heading(asker.answer(another="yes")) == "Upload a file or photo"
    page = add(asker, paper())
    assert heading(page) == "You have added 2 files"

    first = Evidence.objects.order_by("added_at").first()
    assert first
    reply = asker.client.post(f"/request/evidence/files/{first.pk}/remove")
    assert reply.headers["Location"] == FILES
    assert heading(asker.open(FILES)) == "You have added 1 file"
    assert not Upload.objects.filter(pk=first.upload_id).exists()

    asker.answer(another="no")
    assert asker.url == "/request/your-name"
    assert asker.draft.evidence_way == "upload"


def test_five_files_are_the_most(asker: Walker) -> None:
    for number in range(5):
        page = add(asker, photo(size=(50 + number, 50)), f"{number}.jpg")
    assert heading(page) == "You have added 5 files"
    assert "You cannot add more files." in page
    asker.open(FILE)
    assert asker.url == FILES
    asker.answer()
    assert asker.url == "/request/your-name"


def test_the_same_file_twice_is_one(asker: Walker) -> None:
    add(asker, paper())
    assert heading(add(asker, paper())) == "You have added 1 file"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.pdf", "The file is empty"),
        (b"Dear council", "letter.pdf", "The file must be a PDF, JPG, PNG, HEIC or DOCX"),
        (bytes(MOST_BYTES + 1), "large.pdf", "The file must be smaller than 10MB"),
        (photo()[:200], "half.jpg", "The file did not upload. Try again"),
    ],
)
def test_what_is_not_taken_is_told_in_the_words_of_the_screen(
    asker: Walker, content: bytes, name: str, sentence: str
) -> None:
    page = add(asker, content, name)
    assert f'<a href="#id_file">{sentence}</a>' in page
    assert "<title>Error: Upload a file or photo" in page
    assert not Evidence.objects.exists()


def test_no_file_is_told(asker: Walker) -> None:
    asker.open(FILE)
    assert "Select a file" in asker.answer()


def test_without_the_forms_token_no_file_is_taken(asker: Walker) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = asker.client.cookies
    assert strict.post(FILE, {"file": sent(paper())}).status_code == 403
    assert not Evidence.objects.exists()


def test_a_body_far_too_large_is_not_read(asker: Walker) -> None:
    reply = asker.client.generic(
        "POST", FILE, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(200_000_000)
    )
    assert reply.status_code == 400


def test_of_several_files_in_one_form_the_first_is_taken(asker: Walker) -> None:
    asker.client.post(FILE, {"file": [sent(paper(), "first.pdf"), sent(photo(), "second.jpg")]})
    assert [one.upload.name for one in Evidence.objects.all()] == ["first.pdf"]


def test_a_file_sent_to_another_page_is_not_kept(asker: Walker) -> None:
    before = sorted(digest for digest in store.stored_before(timezone.now() + timedelta(days=1)))
    asker.client.post("/request/evidence", {"evidence_way": "already_sent", "file": sent(paper("Elsewhere"))})
    assert asker.draft.evidence_way == "already_sent"
    assert sorted(store.stored_before(timezone.now() + timedelta(days=1))) == before
    assert not Upload.objects.exists()


def test_an_access_code_is_taken_however_it_is_typed(asker: Walker) -> None:
    as_role(asker, "power_of_attorney")
    asker.answer(evidence_way="access_code")
    assert asker.url == "/request/evidence/code"
    assert "Enter your access code" in asker.answer(access_code=" ")
    assert "Your access code must be 13 letters and numbers or fewer" in asker.answer(access_code="V-12345678901234")
    assert "Your access code must be 13 letters and numbers or fewer" in asker.answer(access_code="<b>")
    asker.answer(access_code="v-ab12 cd34–ef56")
    assert asker.url == "/request/your-name"
    assert asker.draft.access_code == "VAB12CD34EF56"


def test_consent_is_given_online(asker: Walker) -> None:
    as_role(asker, "nominated_financial_representative")
    page = asker.answer(evidence_way="consent_online")
    assert (asker.url, heading(page)) == ("/request/evidence/consent", "Consent form")
    assert "Ffion O’Brien can see their money documents" in page
    page = asker.answer()
    for sentence in (
        "Enter the full name of the person who gets care and support",
        "Select the documents they can see",
        "Enter the date your consent ends",
        "Tick the box if you agree",
    ):
        assert sentence in page
    consent = {"name": "Winston Okafor", "kinds": ["remittance_advice"], "agrees": "on"}
    asker.answer(**consent, ends_on_day="31", ends_on_month="3", ends_on_year="2099")

    assert asker.url == "/request/your-name"
    given = asker.draft.consent
    assert (given.name, given.kinds, given.ends_on.year) == ("Winston Okafor", ["remittance_advice"], 2099)
    page = asker.open("/request/check")
    for shown in ("Fill in the consent form here", "Given by Winston Okafor", "Until 31 March 2099"):
        assert shown in page


def test_the_consent_form_can_be_printed(asker: Walker) -> None:
    reply = asker.client.get("/request/evidence/consent-form")
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF-")
    assert b"pdfuaid" in reply.content


def test_pages_of_another_role_lead_back(asker: Walker) -> None:
    for page in ("code", "consent"):
        asker.open(f"/request/evidence/{page}")
        assert asker.url == "/request/evidence"


def test_another_role_asks_anew(asker: Walker) -> None:
    as_role(asker, "power_of_attorney")
    asker.open("/request/evidence")
    asker.answer(evidence_way="access_code")
    asker.answer(access_code="VAB12CD34EF56")
    as_role(asker, "deputy")
    assert "Enter how you show us your role</a>" in asker.open("/request/check")


def test_the_check_page_lists_the_files(asker: Walker) -> None:
    add(asker, paper(), "Order of <the court>.pdf")
    add(asker, word_file(), "Letter.docx")
    page = asker.open("/request/check")
    assert "How you show us your role" in page
    assert "Order of &lt;the court&gt;.pdf<br>Letter.docx" in page


def test_what_was_not_chosen_in_the_end_is_not_sent(asker: Walker) -> None:
    add(asker, paper())
    asker.open("/request/evidence")
    asker.answer(evidence_way="will_send")
    for url, answers in SOMEONE_ELSE[5:]:
        assert asker.url == url
        asker.answer(**answers)
    sent_request = asker.send()
    assert not sent_request.evidence.exists()
    assert not Upload.objects.exists()
    page = asker.open(f"/requests/{sent_request.pk}")
    assert "Files you sent" not in page
    page = asker.open(f"/request/{sent_request.pk}/sent")
    assert "Send us what shows your role" in page
    assert "By post: " in page
    assert asker.client.get(f"/request/{sent_request.pk}/receipt").content.startswith(b"%PDF-")


def test_a_deleted_draft_takes_its_files_along(asker: Walker) -> None:
    add(asker, paper())
    asker.open("/request/delete")
    asker.answer()
    assert not Upload.objects.exists()
    assert not AccessRequest.objects.exists()


def test_somebody_elses_file_cannot_be_removed(asker: Walker, peter: Account) -> None:
    draft = AccessRequestFactory.create(account=peter, status="draft", reference="", sent_at=None)
    theirs = EvidenceFactory.create(request=draft)
    for evidence_id in (theirs.pk, uuid4()):
        asker.client.post(f"/request/evidence/files/{evidence_id}/remove")
    assert Evidence.objects.filter(pk=theirs.pk).exists()


def test_a_sent_file_cannot_be_removed(walker: Walker) -> None:
    theirs = EvidenceFactory.create(request=AccessRequestFactory.create(account=walker.account))
    walker.client.post(f"/request/evidence/files/{theirs.pk}/remove")
    assert Evidence.objects.filter(pk=theirs.pk).exists()


def test_a_draft_kept_from_before_is_asked_for_evidence_only(walker: Walker) -> None:
    kept = {"status": "draft", "reference": "", "sent_at": None, "promised_by": None, "evidence_way": ""}
    AccessRequestFactory.create(
        account=walker.account, for_someone_else=True, notice_version=identity.council().notice.version, **kept
    )
    walker.open("/request/start")
    page = walker.answer(draft="carry_on")
    assert (walker.url, heading(page)) == ("/request/evidence?change", "Show us your role")
    page = walker.answer(evidence_way="upload")
    walker.answer(file=sent(photo(), "Order.jpg"))
    page = walker.answer(another="no")
    assert heading(page) == "Check your answers before you send your request"


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ({"mark": "accepted"}, False),
        ({"mark": "not_readable"}, True),
        ({"mark": ""}, True),
        ({"mark": "accepted", "name": "Olive"}, True),
        ({"mark": "accepted", "role": "dwp_appointee"}, True),
        ({"mark": "accepted", "status": "rejected"}, True),
    ],
)
def test_a_role_that_was_accepted_for_this_person_is_not_shown_again(
    walker: Walker, shown: dict[str, str], asked: bool
) -> None:
    earlier = AccessRequestFactory.create(
        account=walker.account,
        for_someone_else=True,
        status=shown.get("status", "approved"),
        role=shown.get("role", "power_of_attorney"),
        person_first_name=shown.get("name", "Mary"),
    )
    EvidenceFactory.create(request=earlier, mark=shown["mark"])
    draft = AccessRequestFactory.create(
        account=walker.account, for_someone_else=True, status="draft", reference="", evidence_way=""
    )
    assert evidence.is_asked_for_evidence(draft) is asked


def test_until_the_person_is_named_it_may_be_the_same(walker: Walker) -> None:
    earlier = AccessRequestFactory.create(
        account=walker.account, for_someone_else=True, status="approved", seen_in="Mosaic"
    )
    walker.walk(SOMEONE_ELSE[:3])
    walker.answer(has_right="yes", role=earlier.role)
    assert walker.url == "/request/your-name"
    walker.answer(own_first_name="Ffion", own_last_name="O’Brien")
    walker.answer(same="yes")
    walker.answer(person_first_name="Somebody", person_last_name="Else")
    page = walker.open("/request/check")
    assert "Enter how you show us your role" not in page  # the date of birth is still missing
    AccessRequest.objects.filter(pk=walker.draft.pk).update(person_date_of_birth=earlier.person_date_of_birth)
    assert "Enter how you show us your role" in walker.open("/request/check")


def test_a_nominated_representative_is_always_asked(walker: Walker) -> None:
    role = "nominated_financial_representative"
    earlier = AccessRequestFactory.create(account=walker.account, for_someone_else=True, role=role, status="approved")
    EvidenceFactory.create(request=earlier, mark="accepted")
    draft = AccessRequestFactory.create(
        account=walker.account, for_someone_else=True, role=role, status="draft", reference=""
    )
    assert evidence.is_asked_for_evidence(draft)


def test_a_copy_of_a_request_has_no_evidence(walker: Walker) -> None:
    earlier = AccessRequestFactory.create(account=walker.account, for_someone_else=True, evidence_way="upload")
    EvidenceFactory.create(request=earlier)
    withdraw_request(account=walker.account, request_id=earlier.pk)
    draft = send_again(account=walker.account, request_id=earlier.pk)
    assert (draft.evidence_way, draft.access_code, draft.evidence.count()) == ("", "", 0)
    assert earlier.evidence.count() == 1


def test_evidence_is_added_while_a_request_is_open(walker: Walker) -> None:
    asked = AccessRequestFactory.create(account=walker.account)
    url = f"/requests/{asked.pk}/evidence"
    assert f'href="{url}"' in walker.open(f"/requests/{asked.pk}")
    walker.open(url)
    assert "Select a file" in walker.answer()

    page = walker.answer(file=sent(photo("HEIC"), "Passport.heic"))

    assert walker.url == f"/requests/{asked.pk}"
    assert "We have added your file." in page
    assert "Passport.heic" in page
    version = asked.version
    asked.refresh_from_db()
    assert asked.version == version + 1


def test_no_evidence_is_added_to_a_decided_request(walker: Walker) -> None:
    asked = AccessRequestFactory.create(account=walker.account, status="approved")
    walker.open(f"/requests/{asked.pk}/evidence")
    assert walker.url == f"/requests/{asked.pk}"
    walker.client.post(f"/requests/{asked.pk}/evidence", {"file": sent(paper())})
    assert not Evidence.objects.exists()


def test_nobody_adds_to_somebody_elses_request(walker: Walker, peter: Account) -> None:
    theirs = AccessRequestFactory.create(account=peter)
    for request_id in (theirs.pk, uuid4()):
        assert walker.client.get(f"/requests/{request_id}/evidence").status_code == 404
        assert walker.client.post(f"/requests/{request_id}/evidence", {"file": sent(paper())}).status_code == 404
    assert not Evidence.objects.exists()


def test_a_file_that_failed_the_virus_check_later_is_told_without_its_name(walker: Walker) -> None:
    asked = AccessRequestFactory.create(account=walker.account)
    EvidenceFactory.create(request=asked, name="Trojan.pdf", state=Upload.State.INFECTED)
    page = walker.open(f"/requests/{asked.pk}")
    assert "A file you sent did not pass our virus check, so we deleted it. Add another file." in page
    assert "Trojan.pdf" not in page


def test_staff_cannot_see_a_draft(walker: Walker, officer: Account) -> None:
    draft = AccessRequestFactory.create(account=walker.account, status="draft", reference="")
    theirs = EvidenceFactory.create(request=draft)
    client = client_of(officer)
    assert client.get(f"/staff/requests/{draft.pk}/evidence/{theirs.pk}").status_code == 404
    assert client.get(f"/staff/requests/{draft.pk}/evidence/{theirs.pk}/original").status_code == 404
