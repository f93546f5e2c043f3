"""D1: the list of a person's documents."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.design.formats import day
from portal.documents.models import Document, Payment
from portal.documents.tests.conftest import Stored
from portal.documents.tests.reading import read, words
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory


def many(person: Person, count: int) -> list[Document]:
    return [DocumentFactory.create(person=person, issued_on=date(2025, 4, 6)) for _ in range(count)]


def test_each_document_has_a_link_an_amount_a_new_tag_and_its_pdf(
    mary_reads: Client, marys_person: Person, remittance: Document, with_pdf: Stored
) -> None:
    with_pdf(remittance)
    page = read(mary_reads, "list", marys_person.public_id)
    assert page.startswith("Your documents")
    assert "1 document Tax year 2026 to 2027" in page
    assert "Remittance advice, 4 to 31 May 2026, new. PDF also available New £766.06 paid 1 May 2026" in page
    assert "Download PDF (1 KB), Remittance advice, 4 to 31 May 2026" in page


def test_a_document_is_new_until_this_account_has_opened_it(
    mary: Account, marys_person: Person, remittance: Document
) -> None:
    peter = GrantFactory.create(person=marys_person).account
    client_of(mary).get(reverse("documents:document", args=[remittance.public_id]))
    assert "New" not in read(client_of(mary), "list", marys_person.public_id)
    assert "New" in read(client_of(peter), "list", marys_person.public_id)


def test_documents_stand_by_tax_year_and_by_type_where_there_are_several(
    mary_reads: Client, marys_person: Person, remittance: Document, statement: Document, assessment: Document
) -> None:
    page = read(mary_reads, "list", marys_person.public_id)
    headings = ["Tax year 2026 to 2027", "Remittance advice", "Deferred Payment statement", "Tax year 2025 to 2026"]
    places = [page.index(f"{heading} ", page.index("3 documents")) for heading in headings]
    assert places == sorted(places)
    assert "£55,984.17 owed on 30 September 2026" in page
    assert "Financial assessment result, from 6 April 2026, new New £98.30 a week from 6 April 2026" in page


def test_the_fifth_of_april_belongs_to_the_old_tax_year(mary_reads: Client, marys_person: Person) -> None:
    for issued_on in (date(2025, 4, 5), date(2025, 4, 6)):
        DocumentFactory.create(person=marys_person, issued_on=issued_on)
    page = read(mary_reads, "list", marys_person.public_id)
    found = page[page.index("2 documents") :]
    assert found.index("Tax year 2025 to 2026") < found.index("Tax year 2024 to 2025")


def test_whoever_sees_several_people_can_change_between_them(peter: Account) -> None:
    winston, grace = Person.objects.get(person_ref="WINSTON"), Person.objects.get(person_ref="GRACE")
    response = client_of(peter).get(reverse("documents:list", args=[winston.public_id]))
    assert "You are looking at: Winston Okafor Change person: Grace Okafor Winston Okafor’s documents" in words(
        response
    )
    assert reverse("documents:list", args=[grace.public_id]) in response.content.decode()


def test_whoever_sees_one_person_is_not_asked_which(mary_reads: Client, marys_person: Person) -> None:
    assert "You are looking at" not in read(mary_reads, "list", marys_person.public_id)


def test_a_list_without_documents_says_when_there_will_be_some(mary_reads: Client, marys_person: Person) -> None:
    page = read(mary_reads, "list", marys_person.public_id)
    assert "There are no documents here yet. Remittance advices appear the day after each payment run." in page


def test_a_replaced_document_leads_to_the_new_version_and_a_withdrawn_one_disappears(
    mary_reads: Client, remittance: Document
) -> None:
    newer = DocumentFactory.create(
        person=remittance.person, supersedes_ref=remittance.document_ref, issued_on=date(2026, 5, 7)
    )
    page = read(mary_reads, "list", remittance.person.public_id)
    assert "Replaced on 7 May 2026 – see new version" in page
    newer.withdrawn = True
    newer.save()
    page = read(mary_reads, "list", remittance.person.public_id)
    assert "Replaced" not in page
    assert "1 document " in page


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("?type=remittance_advice", "R"),
        ("?type=remittance_advice&type=financial_assessment", "RF"),
        ("?tax_year=2025", "F"),
        ("?tax_year=2026&type=deferred_payment_statement", "D"),
        ("?from_date_day=1&from_date_month=5&from_date_year=2026", "D"),
        ("?to_date_day=30&to_date_month=4&to_date_year=2026", "RF"),
        ("?not_opened=on", "DF"),
        ("?type=", "RDF"),
        ("?after=nonsense", "RDF"),
        ("?before=2026-13-01_1", "RDF"),
        ("?after=2026-01-01_", "RDF"),
        ("?page=2", "RDF"),
        ("?after=1999-01-01_1", "RDF"),
        ("?before=2999-01-01_1", "RDF"),
        ("?after=2999-01-01_1", "RDF"),
        ("?after=0001-01-01_0&type=remittance_advice", "R"),
        ("?before=9999-12-31_7&type=remittance_advice&type=financial_assessment", "RF"),
    ],
)
def test_the_filters_leave_what_was_chosen(
    mary_reads: Client,
    remittance: Document,
    statement: Document,
    assessment: Document,
    query: str,
    kinds: str,
) -> None:
    mary_reads.get(reverse("documents:document", args=[remittance.public_id]))
    page = read(mary_reads, "list", remittance.person.public_id, query)
    found = {"R": "Remittance advice,", "D": "Deferred Payment statement,", "F": "Financial assessment result,"}
    assert "".join(kind for kind, title in found.items() if title in page) == kinds
    assert f"{len(kinds)} document" in page
    assert ('rel="prev"' in page, 'rel="next"' in page, "(page " in page) == (False, False, False)


def test_a_chosen_filter_is_listed_and_can_be_taken_off(mary_reads: Client, remittance: Document) -> None:
    query = "?type=remittance_advice&tax_year=2026&not_opened=on"
    response = mary_reads.get(reverse("documents:list", args=[remittance.person.public_id]) + query)
    chosen = (
        "Remittance advice Remove Remittance advice Tax year 2026 to 2027 Remove Tax year 2026 to 2027 Not opened yet"
    )
    assert chosen in words(response)
    page = response.content.decode()
    assert 'href="?tax_year=2026&amp;not_opened=on"' in page
    assert 'href="?type=remittance_advice&amp;not_opened=on"' in page
    assert "<title>Your documents, 1 document – Client Finance Portal" in page


def test_filters_that_leave_nothing_say_so(mary_reads: Client, remittance: Document) -> None:
    later = "?from_date_day=1&from_date_month=1&from_date_year=2030"
    page = read(mary_reads, "list", remittance.person.public_id, later)
    assert "0 documents No documents match what you chose." in page


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("?from_date_day=31&from_date_month=2&from_date_year=2026", "The first date must be a real date"),
        (
            "?from_date_day=2&from_date_month=2&from_date_year=2026&to_date_day=1&to_date_month=2&to_date_year=2026",
            "The last date must be the same as or after the first date",
        ),
        ("?tax_year=1066", "Select tax year"),
    ],
)
def test_a_filter_that_cannot_be_read_is_an_error_and_filters_nothing(
    mary_reads: Client, remittance: Document, query: str, error: str
) -> None:
    response = mary_reads.get(reverse("documents:list", args=[remittance.person.public_id]) + query)
    assert f"There is a problem {error}" in words(response)
    assert "<title>Error: " in response.content.decode()
    assert "Remittance advice, 4 to 31 May 2026" in words(response)


def link_of(page: str, rel: str) -> str:
    found = re.search(f'href="([^"]*)" rel="{rel}"', page)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("query", ["", "?type=remittance_advice"])
def test_there_are_25_on_a_page_and_filters_stay_on_the_way_there_and_back(
    mary_reads: Client, marys_person: Person, query: str
) -> None:
    in_order = [document.public_id for document in reversed(many(marys_person, 60))]
    address, pages, seen = reverse("documents:list", args=[marys_person.public_id]), [], []
    page = mary_reads.get(address + query).content.decode()
    for number in (1, 2, 3):
        assert f"(page {number} of 3)" in page
        pages.append(page)
        seen += re.findall(r'href="/documents/([0-9a-f-]{36})"', page)
        if number < 3:
            page = mary_reads.get(address + link_of(page, "next")).content.decode()
    assert seen == [str(public_id) for public_id in in_order]
    assert 'rel="next"' not in page
    assert ("type=remittance_advice" in link_of(page, "prev")) is bool(query)
    for before in (pages[1], pages[0]):
        page = mary_reads.get(address + link_of(page, "prev")).content.decode()
        assert re.findall(r"/documents/[0-9a-f-]{36}", page) == re.findall(r"/documents/[0-9a-f-]{36}", before)
        assert page[page.index("<title>") : page.index("</title>")] in before
    assert 'rel="prev"' not in page


def test_a_document_that_arrives_while_somebody_turns_the_page_is_in_nobodys_way(
    mary_reads: Client, marys_person: Person
) -> None:
    many(marys_person, 30)
    address = reverse("documents:list", args=[marys_person.public_id])
    further = link_of(mary_reads.get(address).content.decode(), "next")
    before = mary_reads.get(address + further).content.decode()
    many(marys_person, 1)
    after = mary_reads.get(address + further).content.decode()
    assert re.findall(r"/documents/[0-9a-f-]{36}", after) == re.findall(r"/documents/[0-9a-f-]{36}", before)
    assert "(page 3 of 3)" in after  # the first page has one now, the second 25: nobody is shown a number twice


def test_a_persons_documents_are_found_by_their_index(marys_person: Person, mary: Account) -> None:
    many(marys_person, 30)
    with connection.cursor() as cursor:
        # With so few rows reading them all is cheaper; what is asked is whether the index serves filter and order.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    documents = Document.objects.shown_to(mary, marys_person).newest_first()[:25]
    assert "documents_of_person_in_order" in documents.explain()


def test_a_document_a_delivery_withdrew_is_told_of_for_90_days(mary_reads: Client, marys_person: Person) -> None:
    many(marys_person, 2)
    now = timezone.now()
    Document.objects.update(withdrawn=True, replaced_at=now - timedelta(days=89))
    address = reverse("documents:list", args=[marys_person.public_id])
    assert "2 documents were withdrawn in the last 90 days." in words(mary_reads.get(address))
    Document.objects.update(replaced_at=now - timedelta(days=91))
    assert "withdrawn" not in words(mary_reads.get(address))


@pytest.mark.parametrize(
    ("status", "days", "told"), [("scheduled", 3, True), ("awaiting_authorisation", 0, True), ("paid", 3, False)]
)
def test_an_empty_list_names_the_next_payment_run(
    mary_reads: Client, mary: Account, marys_person: Person, status: str, days: int, told: bool
) -> None:
    expected = timezone.localdate() + timedelta(days=days)
    Payment.objects.create(
        payment_ref="P", person=marys_person, status=status, expected_on=expected, content_hash=b"", source="x"
    )
    address = reverse("documents:list", args=[marys_person.public_id])
    assert (f"The next run is {day(expected)}." in words(mary_reads.get(address))) is told
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert "The next run is" not in words(mary_reads.get(address))
