"""The small print of the format about rows, keys, files and references; each line has its test."""

from datetime import date
from typing import Any

import pytest
import time_machine

from portal.access.models import Grant
from portal.delivery.tests.conftest import Take
from portal.delivery.tests.made_by_hand import PDF, changes, document, issued, payment, person, representative
from portal.documents.models import Document, Payment
from portal.matching.keys import KEY_RULE
from portal.matching.records import Query
from portal.people.assessing import assess
from portal.people.models import Person, Representative
from tests.support.factories import GrantFactory


def test_every_row_with_a_key_that_comes_twice_falls_also_when_equal(take: Take) -> None:
    rows = [person("P1"), person("P2"), person("P1"), person("P3"), person("P3", title=7), person("P4")]

    report = take(changes(1, people=rows))

    assert [(row.line, row.key) for row in report.rejected] == [(1, "P1"), (3, "P1"), (4, "P3"), (5, "P3")]
    assert report.rejected[0].reason == "person_ref: found P1 in 2 rows of this file, expected one"
    assert set(Person.objects.values_list("person_ref", flat=True)) == {"P2", "P4"}


def test_if_two_rows_name_the_same_file_all_of_them_are_rejected(take: Take) -> None:
    same = issued("files/d.pdf")
    rows = [document("D1", file=same), document("D2", file=same), document("D3", file=same, title="?"), document("D4")]

    report = take(changes(1, people=[person()], documents=rows).with_file("files/d.pdf"))

    assert [row.key for row in report.rejected] == ["D1", "D2", "D3"]
    assert report.rejected[0].reason == "file.name: found files/d.pdf in 3 rows, expected a PDF of its own for each"


def test_a_file_that_no_row_names_is_left_alone(take: Take, settings: Any) -> None:
    report = take(changes(1).with_file("files/2026/october/unnamed.pdf", b"anything"))

    assert (report.outcome, report.files) == ("taken", {})


@pytest.mark.parametrize(
    "name", ["files//d.pdf", "files/./d.pdf", "files/../d.pdf", "/files/d.pdf", "files\\d.pdf", ""]
)
def test_a_name_not_in_normal_form_refuses_the_delivery_wherever_it_stands(name: str, take: Take) -> None:
    row = document(file=issued("files/d.pdf") | {"name": name}, unknown="and the row has other faults")

    report = take(changes(1, people=[person()], documents=[row]))

    assert report.outcome == "refused"
    assert (report.reason or "").startswith("documents.jsonl, line 1: found the name")
    assert not Person.objects.exists()


def test_a_control_character_in_the_name_of_a_file_is_a_fault_of_the_row(take: Take) -> None:
    row = document("D2", file=issued("files/d.pdf") | {"name": "files/d\0.pdf"})

    report = take(changes(1, people=[person()], documents=[document("D1"), row]))

    assert [(row.line, row.key) for row in report.rejected] == [(2, "D2")]
    assert "control characters" in report.rejected[0].reason


def test_a_pdf_may_have_exactly_20_million_bytes(take: Take) -> None:
    most = PDF + b" " * (20_000_000 - len(PDF) - 5) + b"%%EOF"
    over = most + b" "
    rows = [document("D1", file=issued("files/1.pdf", most)), document("D2", file=issued("files/2.pdf", over))]
    delivery = changes(1, people=[person()], documents=rows).with_file("files/1.pdf", most)

    report = take(delivery.with_file("files/2.pdf", over))

    assert [(row.key, row.reason) for row in report.rejected] == [
        ("D2", "file.bytes: found 20000001, expected at most 20000000")
    ]


@pytest.mark.parametrize(("spaces", "rejected"), [(1019, 0), (1020, 1)])
def test_the_end_mark_of_a_pdf_is_in_its_last_1024_bytes(spaces: int, rejected: int, take: Take) -> None:
    pdf = b"%PDF-1.7 %%EOF" + b" " * spaces

    rows = [document(file=issued("files/d.pdf", pdf))]

    report = take(changes(1, people=[person()], documents=rows).with_file("files/d.pdf", pdf))
    assert len(report.rejected) == rejected


def test_a_sha256_may_be_written_in_either_case(take: Take) -> None:
    file = issued("files/d.pdf")
    shouted = file | {"sha256": file["sha256"].upper()}
    delivery = changes(1, people=[person()], documents=[document(file=shouted)]).with_file("files/d.pdf")
    delivery.changed(files=[entry | {"sha256": entry["sha256"].upper()} for entry in delivery.announced()])

    assert take(delivery).files["documents.jsonl"].new == 1
    assert Document.objects.get().file_sha256 == file["sha256"]


def test_only_the_named_sums_are_checked(take: Take) -> None:
    lines = [{"line": 1, "code": "DP", "type": "direct_payment", "units": "2", "rate": "3.00", "amount_pence": 1}]
    body = document()["body"] | {"lines": lines, "net_pence": 1}

    assert take(changes(1, people=[person()], documents=[document(body=body)])).rejected == []


def test_a_birth_is_judged_by_the_day_in_the_uk(take: Take) -> None:
    with time_machine.travel("2026-06-30 23:30 +00:00", tick=False):  # half past midnight on 1 July in the UK
        report = take(changes(1, people=[person("P1", date_of_birth="2026-07-01")]))

    assert report.rejected == []


def test_references_to_documents_nobody_knows_yet_are_taken(take: Take) -> None:
    documents = [document("D1", supersedes="D0"), document("D2", withdrawn=True, body=None)]

    report = take(changes(1, people=[person()], documents=documents, payments=[payment(document_ref="D9")]))

    assert report.rejected == []
    assert Document.objects.get(document_ref="D1").supersedes_ref == "D0"
    assert Payment.objects.get().document_ref == "D9"


def test_a_reference_to_a_document_of_another_person_is_a_fault(take: Take) -> None:
    people = [person("P1"), person("P2")]
    take(changes(1, people=people, documents=[document("known", "P2")]))
    documents = [
        document("new", "P2"), document("a", "P1", supersedes="known"), document("b", "P1", supersedes="new"),
        document("c", "P2", supersedes="known"), document("x", "P1", supersedes="y"),
        document("y", "P2", supersedes="x"),
    ]  # fmt: skip
    payments = [
        payment("p", "P1", document_ref="known"), payment("q", "P1", document_ref="new"),
        payment("r", "P2", document_ref="new"), payment("s", "P1", document_ref="b"),
    ]  # fmt: skip

    report = take(changes(2, documents=documents, payments=payments))

    assert [row.key for row in report.rejected] == ["a", "b", "x", "y", "p", "q"]
    assert report.rejected[0].reason == "supersedes: found known, a document of another person, expected one of P1"


def test_a_key_the_portal_knows_for_another_person_is_a_fault(take: Take) -> None:
    people = [person("P1"), person("P2")]
    rows = {"representatives": [representative()], "documents": [document()], "payments": [payment()]}
    take(changes(1, people=people, **rows))
    others = {
        "representatives": [representative("R1", "P2")],
        "documents": [document("D1", "P2")],
        "payments": [payment("Y1", "P2")],
    }

    report = take(changes(2, **others))

    assert [row.key for row in report.rejected] == ["R1", "D1", "Y1"]
    assert report.rejected[0].reason == (
        "representative_ref: found R1 for P2, expected a new key: this one belongs to another person"
    )
    assert Document.objects.get().person.person_ref == "P1"


def test_a_withdrawn_row_needs_all_other_fields(take: Take) -> None:
    bare = {"document_ref": "D1", "person_ref": "P1", "withdrawn": True}

    report = take(changes(1, people=[person()], documents=[bare]))

    assert "is missing" in report.rejected[0].reason


def test_a_document_that_is_withdrawn_keeps_what_it_said_for_staff(take: Take) -> None:
    take(changes(1, people=[person()], documents=[document()]))

    take(changes(2, documents=[document(withdrawn=True, body=None)]))

    now = Document.objects.get()
    assert (now.withdrawn, now.body) == (True, None)
    assert now.earlier_contents.get().content["body"]["net_pence"] == 56736


def test_somebody_who_acts_for_two_people_has_two_rows(take: Take) -> None:
    roles = [representative("R1", "P1"), representative("R2", "P2"), representative("R3", "P1", role="deputy")]

    assert take(changes(1, people=[person("P1"), person("P2")], representatives=roles)).rejected == []


def test_access_does_not_return_when_a_death_is_taken_back(take: Take) -> None:
    take(changes(1, people=[person()]))
    GrantFactory.create(person=Person.objects.get())
    take(changes(2, people=[person(date_of_death="2026-10-02")]))

    take(changes(3, people=[person()]))

    assert Person.objects.get().date_of_death is None
    assert not Grant.objects.live().exists()


def test_access_does_not_return_when_a_last_day_that_has_passed_is_taken_back(take: Take) -> None:
    with time_machine.travel("2026-06-09 12:00 +01:00", tick=False):
        take(changes(1, people=[person()], representatives=[representative(ends_on="2026-06-09")]))
        role = Representative.objects.get()
        GrantFactory.create(person=role.person, role=role.role, representative=role)

    with time_machine.travel("2026-06-10 00:01 +01:00", tick=False):
        take(changes(2, representatives=[representative()]))

        assert Representative.objects.get().ends_on is None
        assert not Grant.objects.live().exists()


def test_what_staff_search_by_is_computed_from_the_row(take: Take) -> None:
    homes = [
        {"lines": ["1 High Street"], "postcode": "b1 1aa", "to": "2020-01-01"},
        {"lines": ["2 Low Road"], "postcode": "WR5 2NP"},
    ]

    take(changes(1, people=[person(last_name="O’Brien-Núñez", addresses=homes)]))

    found = Person.objects.get()
    assert (found.last_name_key, found.postcode_areas) == ("obriennunez", ["B", "WR"])
    assert (found.addresses, found.date_of_birth) == (homes, date(1949, 3, 7))


def test_whom_requests_find_follows_what_is_delivered(take: Take) -> None:
    asked = Query("Mary", "Bloggs", date(1949, 3, 7))
    take(changes(1, people=[person()]))
    assert [one.person_ref for one in assess(asked).candidates] == ["P1"]

    take(changes(2, people=[person(last_name="Okafor", date_of_birth="1962-11-30", addresses=[])]))
    assert assess(asked).candidates == ()
    [found] = assess(Query("Mary", "Okafor", date(1962, 11, 30))).candidates
    assert found.person_ref == "P1"
    assert Person.objects.get().key_rule == KEY_RULE
