"""The issued PDF is handed out byte for byte, under a name that says what it is."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from portal.documents.files import DamagedFile, as_attachment, download_name, open_issued, stored_name
from portal.documents.models import Document
from portal.documents.tests.conftest import PDF, Stored
from portal.people.models import Person


def address(document: Document) -> str:
    return reverse("documents:file", args=[document.public_id])


def test_a_pdf_lies_under_the_name_of_its_content() -> None:
    assert stored_name("AB" + "c" * 62) == "ab/ab" + "c" * 62 + ".pdf"


def test_the_pdf_comes_byte_for_byte(mary_reads: Client, remittance: Document, with_pdf: Stored) -> None:
    response = mary_reads.get(address(with_pdf(remittance)))
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]  # a streamed answer
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == ('attachment; filename="2026-04-30_remittance_Mary-Bloggs.pdf"')


def test_a_document_that_came_without_a_pdf_has_none(mary_reads: Client, remittance: Document) -> None:
    assert mary_reads.get(address(remittance)).status_code == 404
    page = mary_reads.get(reverse("documents:document", args=[remittance.public_id])).content.decode()
    assert "Download PDF" not in page


def test_a_damaged_pdf_is_never_handed_out(remittance: Document, with_pdf: Stored) -> None:
    document = with_pdf(remittance)
    document.file_sha256 = "0" * 64
    default_storage.delete(stored_name(document.file_sha256))
    default_storage.save(stored_name(document.file_sha256), ContentFile(PDF))
    with pytest.raises(DamagedFile):
        open_issued(document)


@pytest.mark.parametrize(
    ("first_name", "last_name", "name"),
    [
        ("Mary", "Bloggs", "Mary-Bloggs"),
        ("Siân", "O’Brien-Jones", "Siân-OBrien-Jones"),
        ("Pat", "O'Brien", "Pat-OBrien"),
        ("李", "小龙", "李-小龙"),
        ("<script>", "alert(1)", "script-alert-1"),
        ("..", "/../etc/passwd\r\nX: 1", "etc-passwd-X-1"),
        ("=cmd()", '"; filename=x.exe', "cmd-filename-x-exe"),
        ("N" * 200, "Bloggs", "N" * 80),
    ],
)
def test_the_name_of_the_file_is_safe_whatever_the_persons_name(first_name: str, last_name: str, name: str) -> None:
    person = Person(first_name=first_name, last_name=last_name)
    document = Document(person=person, kind="remittance_advice", issued_on=date(2025, 10, 3))
    assert download_name(document) == f"2025-10-03_remittance_{name}.pdf"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a_Mary.pdf", 'attachment; filename="a_Mary.pdf"'),
        ("a_Siân.pdf", "attachment; filename=\"a_Sian.pdf\"; filename*=UTF-8''a_Si%C3%A2n.pdf"),
        ("a_李.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a_%E6%9D%8E.pdf"),
        ('a"\r\n.pdf', "attachment; filename=\"a.pdf\"; filename*=UTF-8''a%22%0D%0A.pdf"),
    ],
)
def test_the_header_is_plain_ascii_with_the_full_name_beside_it(name: str, header: str) -> None:
    assert as_attachment(name) == header
