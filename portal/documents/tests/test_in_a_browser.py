"""The pages in a real browser: with script on a desktop, and without it on a small phone."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.access.models import Grant
from portal.documents.models import Document
from portal.documents.tests.conftest import PDF, Stored
from tests.support.browser import arrive, assert_accessible, assert_error_links_land, assert_fits, press
from tests.support.factories import DocumentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def signed_in(page: Page, client: Client, live_server: LiveServer) -> Page:
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


@pytest.fixture
def marys_desktop(browser_page: Page, mary_reads: Client, live_server: LiveServer) -> Page:
    return signed_in(browser_page, mary_reads, live_server)


@pytest.fixture
def marys_phone(plain_page: Page, mary_reads: Client, live_server: LiveServer) -> Page:
    return signed_in(plain_page, mary_reads, live_server)


def test_every_page_is_accessible(
    marys_desktop: Page, remittance: Document, statement: Document, assessment: Document, with_pdf: Stored
) -> None:
    pdf_only = with_pdf(Document.objects.create(**_copied(remittance)))
    listed = reverse("documents:list", args=[remittance.person.public_id])
    documents = [
        reverse("documents:document", args=[one.public_id]) for one in (remittance, statement, assessment, pdf_only)
    ]
    for address in (listed, f"{listed}?type=remittance_advice&not_opened=on", *documents):
        marys_desktop.goto(address)
        assert_accessible(marys_desktop)
    Grant.objects.update(ended_at=remittance.delivered_at, end_reason=Grant.EndReason.STAFF)
    marys_desktop.goto(listed)
    assert_accessible(marys_desktop)


def _copied(document: Document) -> dict[str, object]:
    names = ("person", "source", "kind", "issued_on", "content_hash", "delivered_at")
    return {name: getattr(document, name) for name in names} | {"document_ref": "RA-PDF"}


def test_a_wrong_date_in_the_filter_can_be_put_right(marys_desktop: Page, remittance: Document) -> None:
    marys_desktop.goto(reverse("documents:list", args=[remittance.person.public_id]))
    marys_desktop.get_by_text("Filter", exact=True).click()
    marys_desktop.get_by_role("group", name="Issued from").get_by_label("Day").fill("40")
    press(marys_desktop, "Apply filters")
    assert_error_links_land(marys_desktop)
    assert_accessible(marys_desktop)


def test_a_carer_reads_and_downloads_on_a_small_phone(
    marys_phone: Page, remittance: Document, statement: Document, assessment: Document, with_pdf: Stored
) -> None:
    with_pdf(remittance)
    marys_phone.goto(reverse("documents:list", args=[remittance.person.public_id]))
    assert_fits(marys_phone)
    for title in ("Deferred Payment statement", "Financial assessment result", "Remittance advice"):
        arrive(marys_phone, marys_phone.get_by_role("link", name=f"{title}, ").first)
        assert_fits(marys_phone)
        arrive(marys_phone, marys_phone.get_by_role("link", name="Back", exact=True))
    expect(marys_phone.get_by_text("New", exact=True)).to_have_count(0)
    with marys_phone.expect_download() as download:
        marys_phone.get_by_role("link", name="Download PDF").click()
    assert download.value.suggested_filename == "2026-04-30_remittance_Mary-Bloggs.pdf"
    assert download.value.path().read_bytes() == PDF


def test_a_carer_takes_everything_away_on_a_small_phone(
    marys_phone: Page, remittance: Document, statement: Document, with_pdf: Stored
) -> None:
    with_pdf(remittance)
    marys_phone.goto(reverse("documents:list", args=[remittance.person.public_id]))
    assert taken(marys_phone, marys_phone.get_by_role("link", name="Download a list as CSV")).endswith(".csv")
    arrive(marys_phone, marys_phone.get_by_role("button", name="Download all 2 as a ZIP"))
    assert_fits(marys_phone)
    zipped = taken(marys_phone, marys_phone.get_by_role("button", name="Download ZIP"))
    assert zipped.endswith("_documents_Mary-Bloggs.zip")
    arrive(marys_phone, marys_phone.get_by_role("link", name="Back", exact=True))
    arrive(marys_phone, marys_phone.get_by_role("link", name="Remittance advice, ").first)
    for words, ending in (("this explanation as a PDF", "_explained.pdf"), ("as a spreadsheet (CSV)", "Bloggs.csv")):
        assert taken(marys_phone, marys_phone.get_by_role("link", name=f"Download {words}")).endswith(ending)


def taken(page: Page, control: Locator) -> str:
    """The name of the file behind a link or a button."""
    with page.expect_download() as download:
        control.click()
    return download.value.suggested_filename


def test_a_document_is_printed_at_a_click(marys_desktop: Page, remittance: Document) -> None:
    marys_desktop.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    marys_desktop.goto(reverse("documents:document", args=[remittance.public_id]))
    marys_desktop.get_by_role("button", name="Print this page").click()
    assert marys_desktop.evaluate("window.printed") == 1


def test_without_a_script_no_button_offers_to_print(marys_phone: Page, remittance: Document) -> None:
    marys_phone.goto(reverse("documents:document", args=[remittance.public_id]))
    button = marys_phone.locator("button[data-print]")
    expect(button).to_have_text("Print this page")
    expect(button).to_be_hidden()


def test_each_answer_about_a_payment_is_accessible(marys_desktop: Page, remittance: Document) -> None:
    DocumentFactory.create(person=remittance.person)
    address = reverse("documents:payment-help", args=[remittance.person.public_id])
    for problem in ("not-arrived", "more", "word"):
        marys_desktop.goto(f"{address}?problem={problem}")
        assert_accessible(marys_desktop)
        marys_desktop.set_viewport_size({"width": 320, "height": 640})
        assert_fits(marys_desktop)
    marys_desktop.goto(f"{address}?asked=yes")
    assert_error_links_land(marys_desktop)
