"""A delivery is taken whole or not at all: killed at any point, or taken twice at once."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from portal.delivery.actions import take_delivery
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.conftest import what_people_see
from portal.delivery.tests.made_by_hand import PDF, Delivery, document, issued, payment, person, representative
from portal.delivery.tests.other_process import die_in, manage, start
from portal.documents.files import stored_name
from portal.documents.models import Document

pytestmark = pytest.mark.django_db(transaction=True)

OF_A_RUN = ("id", "public_id", "person_id", "delivered_at", "replaced_at", "document_id", "delivery_id")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    """A document store of the test's own."""
    folder = tmp_path / "store"
    folder.mkdir()
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    return folder


def pdf(number: int) -> bytes:
    return PDF.replace(b"%%EOF", b"Number %d\n%%%%EOF" % number)


def delivery(folder: Path) -> Path:
    people = [person(f"P{number}") for number in range(30)]
    documents = [document(f"D{n}", f"P{n}", file=issued(f"files/{n}.pdf", pdf(n))) for n in range(30)]
    made = Delivery().with_rows(
        people=[*people, person("bad", title=7)],
        representatives=[representative(f"R{n}", f"P{n}") for n in range(30)],
        documents=documents,
        payments=[payment(f"Y{n}", f"P{n}", document_ref=f"D{n}") for n in range(30)],
    )
    for number in range(30):
        made.with_file(f"files/{number}.pdf", pdf(number))
    return made.folder(folder)


def facts() -> dict[str, list[dict[str, Any]]]:
    """What people see, without what differs from one undisturbed run to another."""
    return {
        table: [{name: value for name, value in json.loads(row).items() if name not in OF_A_RUN} for (row,) in rows]
        for table, rows in what_people_see().items()
    }


DEATHS = [
    ("portal.delivery.reading.rows", "check_pdf", 7),
    ("portal.delivery.merging.filling", "execute", 3),
    ("portal.delivery.merging.copying", "Copying.send", 3),
    ("portal.delivery.merging.storing", "_copy", 12),
    ("portal.delivery.merging.storing", "_name", 20),
    ("portal.delivery.merging.storing", "_sync", 45),
    ("portal.delivery.merging.merge", "_run", 4),
    ("portal.delivery.merging.merge", "_run", 7),
    ("portal.delivery.actions", "end_grants_that_lost_their_basis", 1),
]


@pytest.mark.parametrize(("module", "function", "times"), DEATHS)
def test_a_killed_run_shows_nothing_and_is_taken_again_whole(
    module: str, function: str, times: int, tmp_path: Path
) -> None:
    path = delivery(tmp_path / "d")
    before = facts()

    assert die_in(module, function, times, path) == -signal.SIGKILL

    assert facts() == before
    assert not Kept.objects.exists()
    report = take_delivery(path=path)
    assert (report.outcome, len(report.rejected)) == ("taken", 1)
    assert {name: counts.new for name, counts in report.files.items()} == dict.fromkeys(report.files, 30)
    for number, kept in enumerate(Document.objects.order_by("id")):
        with default_storage.open(stored_name(kept.file_sha256)) as stored:
            assert stored.read() == pdf(number)


def test_a_pdf_left_half_written_is_not_taken_for_whole(tmp_path: Path, store: Path) -> None:
    file = issued("files/1.pdf", pdf(1))
    torn = store / stored_name(file["sha256"])
    torn.parent.mkdir(parents=True)
    torn.write_bytes(pdf(1)[:20])
    made = Delivery().with_rows(people=[person()], documents=[document(file=file)]).with_file("files/1.pdf", pdf(1))

    take_delivery(path=made.folder(tmp_path / "d"))

    assert torn.read_bytes() == pdf(1)
    assert [path.name for path in store.rglob("*") if path.is_file()] == [torn.name]


def test_what_a_killed_run_left_half_written_is_gone_after_the_next_delivery(tmp_path: Path, store: Path) -> None:
    assert die_in("portal.delivery.merging.storing", "_check_same", 3, delivery(tmp_path / "d")) == -signal.SIGKILL
    assert [path for path in store.rglob("*") if path.is_file() and path.suffix != ".pdf"]

    take_delivery(path=Delivery("another", 1).with_rows(people=[person()]).folder(tmp_path / "another"))

    assert [path for path in store.rglob("*") if path.is_file() and path.suffix != ".pdf"] == []


def test_pdfs_go_to_an_object_store_as_well(tmp_path: Path, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    file = issued("files/1.pdf", pdf(1))
    rows = {"people": [person()], "documents": [document(file=file)]}
    take_delivery(path=Delivery().with_rows(**rows).with_file("files/1.pdf", pdf(1)).folder(tmp_path / "d"))
    again = Delivery("d-2", 2).with_rows(documents=[document("D2", file=file)]).with_file("files/1.pdf", pdf(1))
    take_delivery(path=again.folder(tmp_path / "again"))

    with default_storage.open(stored_name(file["sha256"])) as stored:
        assert stored.read() == pdf(1)


def test_only_files_of_accepted_rows_of_taken_deliveries_are_stored(tmp_path: Path, store: Path) -> None:
    bad = [document(f"D{n}", issued_on="?") for n in range(20)]
    held = [document("good", file=issued("files/1.pdf")), *bad]
    path = Delivery().with_rows(people=[person()], documents=held).with_file("files/1.pdf").folder(tmp_path / "d")

    assert take_delivery(path=path).outcome == "held"

    assert list(store.iterdir()) == []


def test_two_takes_at_once_take_it_once(tmp_path: Path) -> None:
    path = delivery(tmp_path / "d")

    both = [start("manage.py", "take_delivery", str(path), "--json") for _ in range(2)]

    outcomes = [json.loads(process.communicate(timeout=60)[0])["outcome"] for process in both]
    assert sorted(outcomes) == ["already_taken", "taken"]
    assert Document.objects.count() == 30


def test_two_runs_of_the_same_delivery_end_in_the_same(tmp_path: Path) -> None:
    path = delivery(tmp_path / "d")
    status, out, err = manage("take_delivery", str(path), "--json")
    told = json.loads(out)

    assert (status, told["outcome"], len(out.splitlines())) == (0, "taken", 1)
    assert "Traceback" not in err
    assert told["files"]["people.jsonl"] == {"read": 31, "new": 30, "changed": 0, "unchanged": 0, "rejected": 1}
