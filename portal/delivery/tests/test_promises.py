"""What the portal promises about a delivery: for each row of the format's table a test named after it, in its order.

Kills and lost databases are in test_crash_and_concurrency.py and tests/faults, throwing one away in test_held.py.
"""

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from portal.access.models import Grant
from portal.audit.models import Entry
from portal.delivery import actions
from portal.delivery.models import Delivery as Kept
from portal.delivery.models import RejectedRow
from portal.delivery.tests.conftest import Take, what_people_see
from portal.delivery.tests.made_by_hand import PDF, Delivery, document, issued, payment, person, representative
from portal.documents.models import Document, EarlierContent
from portal.people.models import Person, Representative
from tests.support.factories import GrantFactory


def full(sequence: int, people: list[Any], **rows: list[Any]) -> Delivery:
    return Delivery(f"f-{sequence}", sequence, scope="full").with_rows(people=people, **rows)


def good() -> Delivery:
    return Delivery().with_rows(people=[person()], documents=[document()])


def damaged(name: str, raw: bytes) -> Delivery:
    """A good delivery whose bytes are changed after the manifest was made."""
    delivery = good()
    delivery.manifest["files"] = delivery.announced()
    delivery.data[name] = raw
    return delivery


def _without_manifest() -> Delivery:
    delivery = good()
    delivery.contents = lambda: delivery.data  # type: ignore[method-assign]
    return delivery


def _with_rows_announced(rows: int) -> Delivery:
    delivery = good()
    return delivery.changed(files=[file | {"rows": rows} for file in delivery.announced()])


def _without_documents() -> Delivery:
    delivery = good()
    delivery.manifest["files"] = delivery.announced()
    del delivery.data["documents.jsonl"]
    return delivery


def _naming(name: str) -> Delivery:
    return Delivery().with_rows(people=[person()], documents=[document(file=issued(name))])


WHOLE_DATA = good().data["people.jsonl"]
UNREADABLE = {
    "no manifest": (_without_manifest, "found no manifest.json"),
    "a manifest that is not JSON": (lambda: good().with_file("manifest.json", b"{"), "manifest.json is not a JSON"),
    "another format": (lambda: good().changed(format="other"), 'format is "other", expected "client-finance-delivery"'),
    "another version": (lambda: good().changed(version=2), "version is 2, expected 1"),
    "a wrong hash": (lambda: damaged("people.jsonl", WHOLE_DATA.replace(b"Mary", b"Many")), "sha256"),
    "a wrong size": (lambda: damaged("people.jsonl", WHOLE_DATA + b"\n"), "bytes, expected"),
    "a wrong row count": (lambda: _with_rows_announced(7), "found 1 rows, expected 7"),
    "a file that is not in the manifest": (lambda: good().with_file("notes.txt"), '"notes.txt", which is not in the'),
    "a file of the manifest that is missing": (_without_documents, "found no plain file documents.jsonl"),
    "a path that leaves the folder": (lambda: _naming("files/../../d1.pdf"), "a path that leaves the folder"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_delivery_is_refused_whole(kind: str, take: Take) -> None:
    make, words = UNREADABLE[kind]
    before = what_people_see()

    report = take(make())

    assert (report.outcome, report.exit_status, report.files, report.rejected) == ("refused", 3, {}, [])
    assert words in (report.reason or "")
    assert what_people_see() == before
    assert not Kept.objects.exists()
    assert Entry.objects.get(action="delivery.refused").details["reason"] == report.reason


def test_a_broken_zip_is_refused_whole(take: Take, tmp_path: Path) -> None:
    whole = good().zip(tmp_path / "d.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])

    assert "broken zip" in (take(tmp_path / "cut.zip").reason or "")


@pytest.mark.parametrize("where", ["people.jsonl", "files", "files/d1.pdf", "manifest.json"])
def test_a_link_instead_of_a_file_is_refused_whole(where: str, take: Take, tmp_path: Path) -> None:
    path = good().with_file("files/d1.pdf").folder(tmp_path / "d")
    (path / where).rename(tmp_path / "elsewhere")
    (path / where).symlink_to(tmp_path / "elsewhere")

    report = take(path)

    assert report.outcome == "refused"
    assert "is a link" in (report.reason or "")


def test_the_same_delivery_twice_changes_nothing(take: Take, tmp_path: Path) -> None:
    path = good().folder(tmp_path / "d")
    take(path)
    before = what_people_see()

    again = take(path)

    assert (again.outcome, again.exit_status, again.reason) == ("already_taken", 0, None)
    assert again.files["people.jsonl"].unchanged == again.files["people.jsonl"].read == 1
    assert what_people_see() == before
    assert Kept.objects.count() == 1


def test_a_used_id_with_other_content_is_refused_whole(take: Take) -> None:
    take(good())

    report = take(Delivery("d-1", 2).with_rows(people=[person(last_name="Smith")]))

    assert report.outcome == "refused"
    assert (report.reason or "").startswith("delivery_id: found d-1, which was taken before with another manifest.json")
    assert report.delivery_id == "d-1"


@pytest.mark.parametrize("sequence", [4, 5])
def test_a_sequence_not_above_the_last_of_its_source_is_refused_whole(sequence: int, take: Take) -> None:
    take(Delivery("d-1", 5))

    report = take(Delivery("d-2", sequence))

    assert report.outcome == "refused"
    assert report.reason == f"sequence is {sequence}, expected more than 5, the last taken from this source"
    assert take(Delivery("d-3", 1).changed(source="Another")).outcome == "taken"


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


@pytest.mark.parametrize(("rows", "outcome"), [(20, "taken"), (19, "taken")])
def test_up_to_5_percent_rejected_rows_are_taken(rows: int, outcome: str, take: Take) -> None:
    people = [person(f"P{number}") for number in range(rows - 1)]

    assert take(Delivery().with_rows(people=[*people, person("bad", title=7)])).outcome == outcome


def test_more_than_5_percent_rejected_rows_hold_the_delivery(take: Take) -> None:
    people = [person(f"P{number}") for number in range(19)]
    delivery = Delivery().with_rows(people=[*people, person("b1", title=7), person("b2", title=7)])
    before = what_people_see()

    report = take(delivery)

    assert (report.outcome, report.exit_status) == ("held", 4)
    assert report.reason == "people.jsonl: 2 of 21 rows are rejected, which is more than 5 %"
    assert (report.files["people.jsonl"].new, len(report.rejected)) == (19, 2)
    assert what_people_see() == before
    assert Kept.objects.get().outcome == "held"
    assert take(delivery, confirm=True).outcome == "taken"
    assert Person.objects.count() == 19


def test_a_full_delivery_that_makes_more_than_20_percent_vanish_is_held(take: Take) -> None:
    people = [person(f"P{number}") for number in range(10)]
    take(full(1, people))

    assert take(full(2, people[:8])).outcome == "taken"
    report = take(full(3, people[:6]))

    assert report.outcome == "held"
    assert report.reason == "people.jsonl: 2 of 8 people would vanish, which is more than 20 %"
    assert take(full(3, people[:6]), confirm=True).outcome == "taken"
    assert Person.objects.filter(no_longer_held_since=None).count() == 6


def test_a_delivery_cut_off_by_a_full_disk_shows_nothing_and_ends_as_an_undisturbed_run(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = what_people_see()
    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space left"):
        patched.setattr(actions, "end_grants_that_lost_their_basis", _no_space_left)
        take(good())

    assert what_people_see() == before
    assert not Kept.objects.exists()
    report = take(good())
    assert (report.outcome, report.files["documents.jsonl"].new) == ("taken", 1)
    assert Document.objects.values_list("body__net_pence", flat=True).get() == 56736


def _no_space_left(**_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


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
    take(full(1, people))
    gone = Person.objects.get(person_ref="P9")
    grant = GrantFactory.create(person=gone)

    take(full(2, people[:9]))

    gone.refresh_from_db()
    assert gone.no_longer_held_since
    assert Grant.objects.live().get() == grant
    assert take(full(3, people)).files["people.jsonl"].changed == 1
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


def test_a_pipe_in_the_folder_is_refused_like_a_link(take: Take, tmp_path: Path) -> None:
    path = good().folder(tmp_path / "d")
    (path / "files").mkdir()
    os.mkfifo(path / "files" / "pipe")

    assert "neither a plain file nor a folder" in (take(path).reason or "")
