"""D6: everything in one ZIP, made while it is sent, or made ready first when it is large."""

import csv
import logging
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.downloads import collecting
from portal.documents.downloads.preparing import erase_zips, make_zip
from portal.documents.downloads.zip_stream import ZipMember, zip_stream
from portal.documents.models import Document, Opening, PreparedZip
from portal.documents.tests.conftest import PDF, Stored
from portal.documents.tests.reading import read, words
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory


def address_of(person: Person) -> str:
    return reverse("documents:zip", args=[person.public_id])


def download(client: Client, address: str) -> ZipFile:
    response = client.post(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/zip"
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]  # it is streamed
    assert archive.testzip() is None
    return archive


def index_of(archive: ZipFile) -> list[list[str]]:
    return list(csv.reader(StringIO(archive.read("index.csv").decode("utf-8-sig"), newline="")))[1:]


def test_the_page_tells_how_many_and_how_much(mary_reads: Client, remittance: Document, with_pdf: Stored) -> None:
    with_pdf(remittance)
    page = words(mary_reads.get(address_of(remittance.person)))
    assert "Download 1 document for Mary Bloggs" in page
    assert "You get one ZIP file of about 1 KB." in page
    assert not Opening.objects.exists()


def test_the_zip_has_each_document_and_an_index(
    mary_reads: Client, remittance: Document, statement: Document, assessment: Document, with_pdf: Stored
) -> None:
    with_pdf(remittance)
    archive = download(mary_reads, address_of(remittance.person))
    assert archive.namelist() == [
        "2026-10-05_deferred-payment-statement_Mary-Bloggs.pdf",
        "2026-04-30_remittance_Mary-Bloggs.pdf",
        "2026-03-20_financial-assessment_Mary-Bloggs.pdf",
        "index.html",
        "index.csv",
    ]
    assert archive.read("2026-04-30_remittance_Mary-Bloggs.pdf") == PDF
    own_made = archive.read("2026-03-20_financial-assessment_Mary-Bloggs.pdf")
    assert own_made.startswith(b"%PDF-")
    assert [row[0] for row in index_of(archive)] == archive.namelist()[:3]
    assert [row[-1] for row in index_of(archive)][:2] == [
        "Client Finance Portal (no PDF was issued)",
        "Westmere County Council (the official record)",
    ]
    page = archive.read("index.html").decode()
    assert '<a href="2026-04-30_remittance_Mary-Bloggs.pdf">Remittance advice, 4 to 31 May 2026</a>' in page
    assert '<html lang="en-GB">' in page


def test_two_documents_of_one_day_have_two_names(mary_reads: Client, marys_person: Person) -> None:
    for _ in range(3):
        DocumentFactory.create(person=marys_person)
    archive = download(mary_reads, address_of(marys_person))
    stem = "2025-10-01_remittance_Mary-Bloggs"
    assert archive.namelist()[:3] == [f"{stem}.pdf", f"{stem}_2.pdf", f"{stem}_3.pdf"]


def test_a_file_that_is_not_the_issued_one_is_left_out_and_named(
    mary_reads: Client, remittance: Document, assessment: Document, caplog: pytest.LogCaptureFixture
) -> None:
    remittance.file_sha256, remittance.file_bytes = "0" * 64, 10
    remittance.save()
    with caplog.at_level(logging.ERROR):
        archive = download(mary_reads, address_of(remittance.person))
    assert len(archive.namelist()) == 3
    assert index_of(archive)[0][0] == ""
    assert "We could not add this file" in archive.read("index.html").decode()
    assert f"document {remittance.pk} could not be added" in caplog.text


def test_only_what_the_account_may_see_is_in_it(
    mary: Account, mary_reads: Client, remittance: Document, assessment: Document, peter: Account
) -> None:
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert len(index_of(download(mary_reads, address_of(remittance.person)))) == 1
    for answer in (client_of(peter).get, client_of(peter).post):
        assert answer(address_of(remittance.person)).status_code == 404


def test_access_that_ends_while_the_zip_is_sent_ends_the_zip(
    mary: Account, mary_reads: Client, marys_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "AT_A_TIME", 1)
    for _ in range(3):
        DocumentFactory.create(person=marys_person)
    documents = list(Document.objects.newest_first().values_list("pk", flat=True))
    members = collecting.Collection(mary, marys_person, True, documents).members()
    next(members)
    Grant.objects.of(mary).update(ended_at=timezone.now(), end_reason=Grant.EndReason.STAFF)
    assert [member.name for member in members] == ["index.html", "index.csv"]


def test_each_document_in_the_zip_has_its_entry_and_is_opened(
    mary: Account, mary_reads: Client, remittance: Document, assessment: Document
) -> None:
    download(mary_reads, address_of(remittance.person))
    entries = Entry.objects.by(mary).filter(action="documents.downloaded")
    assert {entry.object_id for entry in entries} == {str(remittance.pk), str(assessment.pk)}
    assert {(entry.object_type, entry.details["zip"]) for entry in entries} == {("document", True)}
    assert Opening.objects.filter(account=mary).count() == 2


def test_nobody_without_documents_is_offered_a_zip(mary_reads: Client, marys_person: Person) -> None:
    assert mary_reads.get(address_of(marys_person)).status_code == 404
    assert "ZIP" not in read(mary_reads, "list", marys_person.public_id)


def test_a_zip_is_never_held_in_memory() -> None:
    piece = b"%PDF" + bytes(range(256)) * 4000

    def members() -> Iterator[ZipMember]:
        for number in range(40):
            yield ZipMember(f"{number}.pdf", date(1950, 1, 1), (piece for _ in range(2)))

    tracemalloc.start()
    size = sum(len(part) for part in zip_stream(members()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 0
    assert peak < 8_000_000 < 40 * 2 * len(piece)


# A large one


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "LARGEST_AT_ONCE", 1)


def asked_for_by(client: Client, person: Person) -> PreparedZip:
    assert "We will email you a link that lasts 24 hours." in words(client.get(address_of(person)))
    response = client.post(address_of(person))
    asked = PreparedZip.objects.get()
    assert response.headers["Location"] == reverse("documents:prepared-zip", args=[asked.pk])
    return asked


@pytest.mark.usefixtures("everything_is_large")
def test_a_large_zip_is_made_ready_and_told_by_email(
    mary: Account, mary_reads: Client, remittance: Document, with_pdf: Stored
) -> None:
    with_pdf(remittance)
    asked = asked_for_by(mary_reads, remittance.person)
    address = reverse("documents:prepared-zip", args=[asked.pk])
    assert "We are getting it ready" in words(mary_reads.get(address))
    make_zip(zip_id=asked.pk)
    make_zip(zip_id=asked.pk)
    email = Email.objects.get(template="documents_ready")
    told = unseal(email.sealed_context)
    assert (email.to, told["path"], told["asked_for"]) == (mary.email, address, "yourself")
    assert "Your documents are ready" in words(mary_reads.get(address))
    assert not Entry.objects.filter(action="documents.downloaded").exists()
    assert index_of(download(mary_reads, address))[0][0] == "2026-04-30_remittance_Mary-Bloggs.pdf"
    assert Entry.objects.on(remittance).get().action == "documents.downloaded"


@pytest.mark.usefixtures("everything_is_large")
def test_the_worker_makes_it(mary_reads: Client, run_jobs: Callable[[], None], remittance: Document) -> None:
    asked = asked_for_by(mary_reads, remittance.person)
    run_jobs()
    asked.refresh_from_db()
    assert asked.size == default_storage.size(asked.stored_name)


@pytest.mark.usefixtures("everything_is_large")
def test_asked_twice_it_is_made_once(mary_reads: Client, remittance: Document) -> None:
    asked = asked_for_by(mary_reads, remittance.person)
    assert asked_for_by(mary_reads, remittance.person) == asked


@pytest.mark.usefixtures("everything_is_large")
def test_killed_in_between_it_is_made_again(mary_reads: Client, remittance: Document, with_pdf: Stored) -> None:
    with_pdf(remittance)
    asked = asked_for_by(mary_reads, remittance.person)
    default_storage.save(asked.stored_name, BytesIO(b"half of it"))
    make_zip(zip_id=asked.pk)
    assert download(mary_reads, reverse("documents:prepared-zip", args=[asked.pk])).namelist()


@pytest.mark.usefixtures("everything_is_large")
def test_it_is_nobody_elses_and_ends_with_what_may_be_seen(
    mary: Account, mary_reads: Client, remittance: Document, peter: Account
) -> None:
    asked = asked_for_by(mary_reads, remittance.person)
    make_zip(zip_id=asked.pk)
    address = reverse("documents:prepared-zip", args=[asked.pk])
    missing = reverse("documents:prepared-zip", args=[uuid4()])
    assert client_of(peter).get(address).status_code == mary_reads.get(missing).status_code == 404
    Document.objects.update(withdrawn=True)
    assert "This download has ended" in words(mary_reads.post(address))
    Document.objects.update(withdrawn=False)
    Grant.objects.of(mary).update(ended_at=timezone.now(), end_reason=Grant.EndReason.STAFF)
    assert mary_reads.post(address).status_code == 403


@pytest.mark.usefixtures("everything_is_large")
def test_after_24_hours_it_is_over_and_erased(mary: Account, mary_reads: Client, remittance: Document) -> None:
    asked = asked_for_by(mary_reads, remittance.person)
    make_zip(zip_id=asked.pk)
    assert erase_zips() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        later = client_of(mary)
        assert "This download has ended" in words(later.post(reverse("documents:prepared-zip", args=[asked.pk])))
        assert erase_zips() == 1
        assert not default_storage.exists(asked.stored_name)
        assert erase_zips() == 0
        assert later.post(address_of(remittance.person)).status_code == 302
    assert PreparedZip.objects.count() == 2
