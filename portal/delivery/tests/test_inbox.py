"""The watched folder."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from portal.delivery import jobs
from portal.delivery.actions import take_delivery
from portal.delivery.handing_in import attempts, inbox
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.made_by_hand import Delivery, person
from portal.people.models import Person

pytestmark = pytest.mark.django_db


def full(number: int, people: int) -> Delivery:
    rows = [person(f"P{n}") for n in range(people)]
    return Delivery(f"d-{number}", number, scope="full").with_rows(people=rows)


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != "people.jsonl"}


def told(path: Path) -> str:
    return str(json.loads(path.read_text())["outcome"])


def test_deliveries_are_taken_in_order_and_put_away_with_their_report(tmp_path: Path) -> None:
    full(2, 4).zip(tmp_path / "a.zip")
    full(1, 5).zip(tmp_path / "b.zip")
    full(3, 1).zip(tmp_path / "c.zip")
    (tmp_path / "d.zip").write_text("not a zip")

    assert inbox.take_inbox(tmp_path) == 4

    assert tree(tmp_path) == {
        "taken", "taken/a.zip", "taken/a.zip.report.json", "taken/b.zip", "taken/b.zip.report.json",
        "held", "held/c.zip", "held/c.zip.report.json",
        "refused", "refused/d.zip", "refused/d.zip.report.json",
    }  # fmt: skip
    assert told(tmp_path / "taken/a.zip.report.json") == "taken"
    assert told(tmp_path / "held/c.zip.report.json") == "held"
    assert told(tmp_path / "refused/d.zip.report.json") == "refused"
    assert Person.objects.filter(no_longer_held_since=None).count() == 4


def test_what_is_still_being_written_is_left_alone(tmp_path: Path) -> None:
    for name in (".d.zip", "d.zip.tmp", "d.zip.part", "_d", "tmp-d"):
        full(1, 1).zip(tmp_path / name)

    assert inbox.take_inbox(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 5


def test_a_folder_is_taken_like_a_zip_and_a_name_may_come_again(tmp_path: Path) -> None:
    for number in (1, 2):
        full(number, 1).folder(tmp_path / "nightly")
        inbox.take_inbox(tmp_path)

    assert {path.name for path in (tmp_path / "taken").iterdir()} == {
        "nightly", "nightly.report.json", "nightly.2", "nightly.2.report.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("nightly.report.json", "nightly.report.json.delivery"),
        (f"{'n' * 251}.zip", f"{'n' * 226}.zip"),
        (f"{'é' * 125}.zip", f"{'é' * 113}.zip"),
        (f"n{'.' * 250}zip", "zip"),
    ],
)
def test_a_name_that_would_be_in_its_reports_way_is_kept_as_another(name: str, kept: str, tmp_path: Path) -> None:
    full(1, 1).zip(tmp_path / name)
    assert inbox.take_inbox(tmp_path) == 1
    assert tree(tmp_path / "taken") == {kept, f"{kept}.report.json"}


def test_a_link_is_refused_without_a_word_of_where_it_lay(tmp_path: Path) -> None:
    (tmp_path / "d.zip").symlink_to("elsewhere.zip")
    inbox.take_inbox(tmp_path)
    report = json.loads((tmp_path / "refused" / "d.zip.report.json").read_text())
    assert report["reason"] == "d.zip is a link, expected a folder or a zip"


class Killed(BaseException):
    """Stands for a kill between two renames."""


def test_a_worker_killed_before_the_move_puts_it_away_the_next_time(tmp_path: Path) -> None:
    path = full(1, 1).zip(tmp_path / "d.zip")
    moved: list[Path] = []

    def killed_at_the_second(old: Path, new: Path) -> None:
        if moved:
            raise Killed
        moved.append(old.rename(new))

    with pytest.raises(Killed):
        inbox.put_away(tmp_path, path, take_delivery(path=path), killed_at_the_second)
    assert path.exists()

    inbox.take_inbox(tmp_path)

    assert tree(tmp_path) == {"taken", "taken/d.zip", "taken/d.zip.report.json"}
    assert told(tmp_path / "taken/d.zip.report.json") == "already_taken"
    assert Kept.objects.count() == 1


def test_one_that_meets_a_fault_of_the_portal_stays_and_keeps_only_its_own_source_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full(1, 1).zip(tmp_path / "a.zip")
    full(2, 1).zip(tmp_path / "b.zip")
    Delivery("other", 1).changed(source="Other").with_rows(people=[person("O1")]).zip(tmp_path / "c.zip")
    real = take_delivery

    def disk_is_full(*, path: Path, **how: Any) -> Any:
        if path.name == "a.zip":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path=path, **how)

    monkeypatch.setattr(attempts, "take_delivery", disk_is_full)
    with pytest.raises(OSError, match="No space left"):
        inbox.take_inbox(tmp_path)
    assert {path.name for path in tmp_path.glob("*.zip")} == {"a.zip", "b.zip"}
    assert (tmp_path / "taken" / "c.zip").exists()

    monkeypatch.undo()
    inbox.take_inbox(tmp_path)
    assert {path.name for path in (tmp_path / "taken").glob("*.zip")} == {"a.zip", "b.zip", "c.zip"}


def test_the_worker_looks_into_the_folder_of_the_settings(tmp_path: Path, settings: Any) -> None:
    full(1, 1).zip(tmp_path / "d.zip")
    settings.DELIVERY_INBOX = tmp_path

    jobs.take_inbox(timestamp=0)

    assert (tmp_path / "taken" / "d.zip").exists()
    settings.DELIVERY_INBOX = None
    jobs.take_inbox(timestamp=0)
