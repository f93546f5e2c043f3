"""The portal's own PDF of a document: tagged, named, and honest about what it is."""

import re
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.downloads.explained import NOT_PRINTED, explained_pdf
from portal.documents.models import Document
from portal.documents.tests.conftest import Stored
from portal.documents.tests.pdf_tags import attributes, elements, tags
from portal.people.models import Person
from tests.support.factories import REMITTANCE_BODY, DocumentFactory


def text_of(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    pages: list[Any] = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(pages).split())


def letters_of(text: str) -> str:
    """Without spaces, line ends and the marks of a word that goes on in the next line."""
    return re.sub(r"[\s\u200b\ufffe\x02-]", "", text)


def test_the_pdf_has_all_a_screen_reader_needs(mary_reads: Client, remittance: Document) -> None:
    response = mary_reads.get(reverse("documents:explained", args=[remittance.public_id]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert '"2026-04-30_remittance_Mary-Bloggs_explained.pdf"' in response.headers["Content-Disposition"]
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Remittance advice for 4 to 31 May 2026"
            assert metadata["pdfuaid:part"] == "1"
        found = tags(pdf)
        assert found.count("/H1") == 1
        assert found.count("/H2") >= 4
        heads = [element for element in elements(pdf) if element.S == "/TH"]
        cells = [element for element in elements(pdf) if element.S == "/TD"]
        assert {str(attributes(head)["/Scope"]) for head in heads} == {"/Column"}
        assert all(len(attributes(cell)["/Headers"]) for cell in cells)


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("remittance", ["This is about Mary Bloggs.", "We paid £766.06 into your", "−£24.60", "Total paid £766.06"]),
        ("statement", ["the deferred amount was £55,984.17", "24.97% of the limit", "Opening balance", "4.85%"]),
        ("assessment", ["you pay £98.30 a week", "To pay each week £98.30", "Minimum income guarantee"]),
    ],
)
def test_the_pdf_says_what_the_page_says(which: str, words: list[str], request: pytest.FixtureRequest) -> None:
    said = text_of(explained_pdf(request.getfixturevalue(which), own=True))
    for one in words:
        assert one in said


def test_it_says_what_changed_since_the_payment_before(mary_reads: Client, remittance: Document) -> None:
    DocumentFactory.create(person=remittance.person)
    said = text_of(mary_reads.get(reverse("documents:explained", args=[remittance.public_id])).content)
    assert "This is £43.62 less than last time, mainly because of an overpayment we take back." in said
    assert "What changed since last time" in said


def test_it_says_which_document_counts(remittance: Document, with_pdf: Stored) -> None:
    assert "We were not given an issued PDF for it." in text_of(explained_pdf(remittance, own=True))
    said = text_of(explained_pdf(with_pdf(remittance), own=True))
    assert "The official record is the PDF that Westmere County Council issued." in said


@pytest.mark.parametrize("name", ["<script>", "#pagebreak() *a* $x$", "O’Brien", "Zoë Łęcka", "Ольга", "x" * 200])
def test_any_name_is_shown_as_text(marys_person: Person, name: str) -> None:
    marys_person.last_name = name
    document = DocumentFactory.create(person=marys_person)
    said = text_of(explained_pdf(document, own=False))
    assert letters_of(name) in letters_of(said)


def test_letters_that_no_font_here_has_are_boxes_and_that_is_said(marys_person: Person) -> None:
    marys_person.first_name = "\U000104a0\U000104a1 Mary"
    line = REMITTANCE_BODY["lines"][0] | {"description": "".join(map(chr, range(0x10600, 0x10700)))}
    body = REMITTANCE_BODY | {"lines": [line, REMITTANCE_BODY["lines"][1]]}
    made = explained_pdf(DocumentFactory.create(person=marys_person, body=body), own=False)
    assert "□□ Mary" in text_of(made)
    assert NOT_PRINTED in text_of(made)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert "/H1" in tags(pdf)


def test_taking_it_is_in_the_audit_trail(mary: Account, mary_reads: Client, remittance: Document) -> None:
    mary_reads.get(reverse("documents:explained", args=[remittance.public_id]))
    entry = Entry.objects.by(mary).on(remittance).get()
    assert (entry.action, entry.details) == ("documents.explained_downloaded", {"first": True})


def test_the_page_offers_both_and_names_the_official_record(
    mary_reads: Client, remittance: Document, with_pdf: Stored
) -> None:
    address = reverse("documents:document", args=[remittance.public_id])
    without = mary_reads.get(address).content.decode()
    assert "Download this explanation as a PDF" in without
    assert "We were not given an issued PDF of this document." in without
    with_pdf(remittance)
    page = mary_reads.get(address).content.decode()
    assert "and the official record" in page
    assert "The explanation and the spreadsheet are made by this portal." in page
