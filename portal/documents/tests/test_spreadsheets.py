"""Spreadsheets: readable by every program, and never a formula."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.downloads.spreadsheets import csv_text, harmless, pounds
from portal.documents.models import Document, Opening
from portal.people.models import Person
from tests.support.factories import REMITTANCE_BODY, DocumentFactory


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠1", "\ufeff=1"]
)
def test_a_text_that_could_be_a_formula_is_marked_as_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Mary", "O'Brien", "a=b", "3-4", "<script>", "李", "£1", "−1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_amounts_below_zero_stay_numbers() -> None:
    text = csv_text(["A", "B"], [["=1", pounds(-2460)], [date(2026, 5, 1), pounds(120288)], [None, Decimal("7.5")]])
    assert text == '\ufeff"A","B"\r\n"\'=1",-24.60\r\n"2026-05-01",1202.88\r\n"",7.5\r\n'


def test_what_stands_between_quotation_marks_begins_no_cell() -> None:
    text = csv_text(["A"], [['x";=1,=2']])
    assert text.splitlines()[1] == '"x"";=1,=2"'


def test_a_remittance_as_a_spreadsheet_adds_up(mary_reads: Client, remittance: Document) -> None:
    response = mary_reads.get(reverse("documents:spreadsheet", args=[remittance.public_id]))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="2026-04-30_remittance_Mary-Bloggs.csv"'
    _head, *lines, total = rows_of(response.content)
    assert [line[0] for line in lines] == ["DP", "CC", "Adj", "Adj", "OO", "MA", "OP"]
    assert sum(Decimal(line[-1]) for line in lines) == Decimal(total[-1]) == Decimal("766.06")
    assert lines[3][-1] == "-24.60"
    assert lines[0][3:10] == ["2026-05-04", "2026-05-31", "4", "14", "hour", "21.48", ""]


def test_a_statement_and_an_assessment_as_spreadsheets(
    mary_reads: Client, statement: Document, assessment: Document
) -> None:
    owed = rows_of(mary_reads.get(reverse("documents:spreadsheet", args=[statement.public_id])).content)
    assert owed[1][-1] == "38412.66"
    assert owed[-2][-2:] == ["-1000.00", "55984.17"]
    assert owed[-1] == ["Closing balance", "", "2026-09-30", "", "55984.17"]
    weekly = rows_of(mary_reads.get(reverse("documents:spreadsheet", args=[assessment.public_id])).content)
    assert ["Money coming in", "Attendance allowance", "higher rate", "114.60", "37.90", "76.70"] in weekly
    assert weekly[-1] == ["Total", "To pay each week", "", "", "", "98.30"]


def test_a_council_that_writes_formulas_harms_nobody(mary_reads: Client, marys_person: Person) -> None:
    line = REMITTANCE_BODY["lines"][0] | {"code": "=cmd|' /C calc'!A0", "description": "+1", "reason": "@x"}
    body = REMITTANCE_BODY | {"lines": [line, REMITTANCE_BODY["lines"][1]]}
    document = DocumentFactory.create(person=marys_person, body=body, document_ref="-1+1")
    lines = rows_of(mary_reads.get(reverse("documents:spreadsheet", args=[document.public_id])).content)
    assert (lines[1][0], lines[1][1], lines[1][10]) == ("'=cmd|' /C calc'!A0", "'+1", "'@x")
    listed = rows_of(mary_reads.get(reverse("documents:list-spreadsheet", args=[marys_person.public_id])).content)
    assert listed[1][7] == "'-1+1"


def test_the_list_has_what_the_page_shows(
    mary_reads: Client, marys_person: Person, remittance: Document, statement: Document, assessment: Document
) -> None:
    address = reverse("documents:list-spreadsheet", args=[marys_person.public_id])
    head, *listed = rows_of(mary_reads.get(address).content)
    assert [row[5:8] for row in listed] == [
        ["Amount owed", "55984.17", "DS-2026-09"],
        ["Payment", "766.06", "RA-2026-05"],
        ["To pay each week", "98.30", "FA-2026"],
    ]
    assert head[0] == "Document"
    assert len(rows_of(mary_reads.get(f"{address}?type=financial_assessment").content)) == 2
    page = mary_reads.get(reverse("documents:list", args=[marys_person.public_id]) + "?not_opened=on").content.decode()
    assert f'href="{address}?not_opened=on"' in page


def test_a_document_without_facts_has_no_spreadsheet(mary_reads: Client, marys_person: Person) -> None:
    document = DocumentFactory.create(person=marys_person, body=None)
    for name in ("spreadsheet", "explained"):
        assert mary_reads.get(reverse(f"documents:{name}", args=[document.public_id])).status_code == 404
    listed = mary_reads.get(reverse("documents:list-spreadsheet", args=[marys_person.public_id]))
    assert rows_of(listed.content)[1][5:7] == ["", ""]


def test_taking_a_spreadsheet_is_in_the_audit_trail_and_opens_the_document(
    mary: Account, mary_reads: Client, remittance: Document
) -> None:
    mary_reads.get(reverse("documents:list-spreadsheet", args=[remittance.person.public_id]))
    assert not Opening.objects.exists()
    mary_reads.get(reverse("documents:spreadsheet", args=[remittance.public_id]))
    actions = [entry.action for entry in Entry.objects.by(mary).about(remittance.person).order_by("id")]
    assert actions == ["documents.list_downloaded", "documents.spreadsheet_downloaded"]
    assert Opening.objects.get().document == remittance
