"""What the portal promises about rows: which are rejected, and what follows from those that are taken.

For each row of the format's table there is a test named after it, here or in test_promises_of_deliveries.py.
"""

from datetime import date
from typing import Any

import pytest
import time_machine

from portal.access.models import Grant
from portal.audit.models import Entry
from portal.delivery.models import RejectedRow
from portal.delivery.tests.conftest import Take, what_people_see
from portal.delivery.tests.made_by_hand import (
    PDF,
    Delivery,
    document,
    full,
    good,
    issued,
    payment,
    person,
    representative,
)
from portal.documents.models import Document, EarlierContent
from portal.people.models import Person, Representative
from tests.support.factories import GrantFactory


def test_rows_with_faults_are_rejected_and_all_others_taken(take: Take) -> None:
    bad = person("P2", date_of_birth="1949-02-30")

    report = take(Delivery().with_rows(people=[person("P1"), bad, person("P3")]))

    assert report.outcome == "taken"
    assert set(Person.objects.values_list("person_ref", flat=True)) == {"P1", "P3"}
    [row] = report.rejected
    assert (row.file, row.line, row.key) == ("people.jsonl", 2, "P2")
    assert row.reason == 'date_of_birth: found "1949-02-30", expected a date that exists, as YYYY-MM-DD'
    kept = RejectedRow.objects.get()
    assert (kept.file, kept.line, kept.key, kept.reason) == (row.file, row.line, row.key, row.reason)


GOOD_ROW = document("good")
FAULTS = {
    "wrong type": (document("type", issued_on=20261016), "issued_on: found 20261016, expected a date"),
    "unknown field": (document("field", colour="red"), '"colour" is not a field of the format'),
    "a word that is not in its list": (document("word", kind="invoice"), 'kind: found "invoice", expected one of'),
    "impossible date": (document("date", issued_on="2026-02-29"), "expected a date that exists"),
    "unknown person": (document("person", "P9"), "person_ref: found P9, expected a person"),
    "key twice in one file": (document("twice"), "document_ref: found twice in 2 rows of this file, expected one"),
    "totals that do not add up": (
        document("sum", body=document()["body"] | {"net_pence": 1}),
        "body.net_pence: found 1, expected 56736, the sum of the lines",
    ),
    "PDF missing": (document("pdf", file=issued("files/gone.pdf")), 'found no file "files/gone.pdf"'),
}


def test_each_kind_of_fault_rejects_its_row_and_no_other(take: Take) -> None:
    rows = [row for row, _ in FAULTS.values()]

    report = take(Delivery().with_rows(people=[person()], documents=[*rows, document("twice"), GOOD_ROW]))

    told = {(row.file, row.line, row.key): row.reason for row in report.rejected}
    for line, (row, words) in enumerate(FAULTS.values(), start=1):
        assert words in told["documents.jsonl", line, row["document_ref"]]
    assert len(told) == len(FAULTS) + 1
    assert Document.objects.get().document_ref == "good"


def test_a_row_of_an_unknown_person_is_rejected(take: Take) -> None:
    rows = {"representatives": [representative()], "documents": [document()], "payments": [payment()]}

    report = take(Delivery().with_rows(**rows))

    assert [row.file for row in report.rejected] == ["representatives.jsonl", "documents.jsonl", "payments.jsonl"]
    assert all("person_ref: found P1, expected a person" in row.reason for row in report.rejected)


PDF_FAULTS = {
    "missing": ({}, issued("files/d1.pdf"), 'found no file "files/d1.pdf"'),
    "another size": ({"files/d1.pdf": PDF}, issued("files/d1.pdf", bytes=7), "bytes, expected 7"),
    "another hash": ({"files/d1.pdf": PDF}, issued("files/d1.pdf", sha256="a" * 64), "expected aaaa"),
    "not a PDF": ({"files/d1.pdf": b"<html>%%EOF"}, issued("files/d1.pdf", b"<html>%%EOF"), "not begin with %PDF-"),
    "a PDF cut off": ({"files/d1.pdf": b"%PDF-1.7"}, issued("files/d1.pdf", b"%PDF-1.7"), "no %%EOF"),
    "elsewhere": ({}, issued("people.jsonl"), "begins with files/"),
    "over 20 MB": ({}, issued("files/d1.pdf", bytes=20_000_001), "at most 20000000"),
}


@pytest.mark.parametrize("kind", PDF_FAULTS)
def test_a_document_whose_pdf_is_at_fault_is_rejected(kind: str, take: Take) -> None:
    files, named, words = PDF_FAULTS[kind]
    delivery = Delivery().with_rows(people=[person()], documents=[document(file=named), document("D2")])
    delivery.others |= files

    report = take(delivery)

    assert [row.key for row in report.rejected] == ["D1"]
    assert words in report.rejected[0].reason
    assert Document.objects.get().document_ref == "D2"


def test_new_content_replaces_the_old_which_stays_readable_to_staff(take: Take) -> None:
    take(good())
    first = Document.objects.get()

    report = take(Delivery("d-2", 2).with_rows(documents=[document(issued_on="2026-10-17")]))

    assert report.files["documents.jsonl"].changed == 1
    now = Document.objects.get()
    assert (now.pk, now.public_id, now.issued_on) == (first.pk, first.public_id, date(2026, 10, 17))
    assert now.replaced_at
    earlier = EarlierContent.objects.get(document=now).content
    assert (earlier["issued_on"], earlier["body"]["net_pence"]) == ("2026-10-16", 56736)
    assert not {"id", "public_id", "person_id", "content_hash"} & set(earlier)


def test_unchanged_rows_are_not_touched(take: Take) -> None:
    rows: dict[str, Any] = {
        "people": [person()],
        "representatives": [representative()],
        "documents": [document()],
        "payments": [payment()],
    }
    take(Delivery().with_rows(**rows))
    before = what_people_see()

    report = take(Delivery("d-2", 2).with_rows(**rows))

    assert all(counts.unchanged == counts.read == 1 for counts in report.files.values())
    assert what_people_see() == before


def test_people_left_out_of_a_full_delivery_are_marked_and_access_stays(take: Take) -> None:
    people = [person(f"P{number}") for number in range(10)]
    take(full(1, people=people))
    gone = Person.objects.get(person_ref="P9")
    grant = GrantFactory.create(person=gone)

    take(full(2, people=people[:9]))

    gone.refresh_from_db()
    assert gone.no_longer_held_since
    assert Grant.objects.live().get() == grant
    assert take(full(3, people=people)).files["people.jsonl"].changed == 1
    gone.refresh_from_db()
    assert gone.no_longer_held_since is None


def test_a_death_ends_access_the_same_day(take: Take) -> None:
    take(good())
    grant = GrantFactory.create(person=Person.objects.get())

    take(Delivery("d-2", 2).with_rows(people=[person(date_of_death="2026-10-02")]))

    grant.refresh_from_db()
    assert (bool(grant.ended_at), grant.end_reason) == (True, "person_died")
    assert Grant.objects.ends_to_confirm().get() == grant, "staff are not shown it"
    assert Entry.objects.filter(action="access.grant_ended").exists()


@time_machine.travel("2026-06-10 12:00 +01:00", tick=False)
def test_an_ended_role_ends_the_access_that_rests_on_it(take: Take) -> None:
    take(Delivery().with_rows(people=[person()], representatives=[representative()]))
    role = Representative.objects.get()
    grant = GrantFactory.create(person=role.person, role=role.role, representative=role)

    take(Delivery("d-2", 2).with_rows(representatives=[representative(ends_on="2026-06-10")]))
    assert Grant.objects.live().exists()
    take(Delivery("d-3", 3).with_rows(representatives=[representative(ends_on="2026-06-09")]))

    grant.refresh_from_db()
    assert grant.end_reason == "role_ended"
    assert Grant.objects.ends_to_confirm().get() == grant, "staff are not shown it"


def test_a_rejected_row_never_harms_a_good_one(take: Take) -> None:
    take(Delivery().with_rows(people=[person("known")]))
    bad_people = [person("known", title=7), person("unknown", title=7)]

    report = take(
        Delivery("d-2", 2).with_rows(people=bad_people, documents=[document("D1", "known"), document("D2", "unknown")])
    )

    assert [row.key for row in report.rejected] == ["known", "unknown", "D2"]
    assert Document.objects.get().document_ref == "D1"
