"""What the portal promises about a delivery as a whole: when it is refused, held, or taken once and for all.

For each row of the format's table there is a test named after it, here or in test_promises_of_rows.py, in its order.
Kills and lost databases are in test_crash_and_concurrency.py and tests/faults, throwing one away in test_held.py.
"""

import errno
import os
from pathlib import Path

import pytest

from portal.audit.models import Entry
from portal.delivery import actions
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.conftest import Take, what_people_see
from portal.delivery.tests.made_by_hand import (
    Delivery,
    document,
    full,
    good,
    issued,
    person,
)
from portal.documents.models import Document
from portal.people.models import Person


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
    take(full(1, people=people))

    assert take(full(2, people=people[:8])).outcome == "taken"
    report = take(full(3, people=people[:6]))

    assert report.outcome == "held"
    assert report.reason == "people.jsonl: 2 of 8 people would vanish, which is more than 20 %"
    assert take(full(3, people=people[:6]), confirm=True).outcome == "taken"
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


def test_a_pipe_in_the_folder_is_refused_like_a_link(take: Take, tmp_path: Path) -> None:
    path = good().folder(tmp_path / "d")
    (path / "files").mkdir()
    os.mkfifo(path / "files" / "pipe")

    assert "neither a plain file nor a folder" in (take(path).reason or "")
