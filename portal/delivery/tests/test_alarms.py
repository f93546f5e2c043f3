"""E16: admins hear once of what failed, and nobody's data is in what they hear."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from portal.accounts.models import Account
from portal.delivery.alarms import tell_admins, without_names
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.made_by_hand import Delivery, person
from portal.emails.composing import Message, compose
from portal.emails.models import Email
from portal.emails.sealing import unseal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin", "officer", "senior")]


def told() -> Message:
    email = Email.objects.get(template="import_failed")
    return compose(email.template, unseal(email.sealed_context))


def tell() -> int:
    return tell_admins(now=timezone.now())


def test_a_refused_delivery_is_told_to_admins_once(tmp_path: Path, admin: Account) -> None:
    folder = tmp_path / "Mary Bloggs"
    folder.mkdir()
    hand_in(path=folder, way=Attempt.Way.COMMAND)

    assert [tell() for _ in range(3)] == [1, 0, 0]

    message = told()
    assert Email.objects.get().to == admin.email
    assert message.subject == "Finance import failed"
    for words in (
        "A delivery was refused. Nothing was changed.",
        "* File: –",
        "* Step: checking it before its rows are read",
        "* First error: found no manifest.json, expected one at the top of the delivery",
        f"/staff/imports/{Attempt.objects.get().public_id}",
        "docs/running.md, under “When a delivery fails”",
    ):
        assert words in message.text
    assert "Mary" not in message.text + message.html


def test_the_same_failure_again_on_the_same_day_is_the_same_case(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    for _ in range(3):
        hand_in(path=tmp_path / "d", way=Attempt.Way.COMMAND)
    assert tell() == 1


def test_names_that_came_with_the_delivery_are_left_out(tmp_path: Path) -> None:
    delivery = Delivery().with_rows(people=[person()]).with_file("Mary Bloggs.pdf")
    hand_in(path=delivery.zip(tmp_path / "Mary-Bloggs.zip"), way=Attempt.Way.COMMAND)
    tell()
    assert "First error: found the file “…”, which is not in the manifest" in told().text
    assert "Bloggs" not in told().text


def test_names_in_the_words_of_a_damaged_zip_are_left_out(tmp_path: Path) -> None:
    delivery = Delivery().with_rows(people=[person()]).with_file("files/Bloggs.pdf")
    path = delivery.zip(tmp_path / "nightly.zip")
    # The name in front of an entry is another one than in the directory at the end.
    path.write_bytes(path.read_bytes().replace(b"files/Bloggs.pdf", b"files/BLOGGS.pdf", 1))
    report = hand_in(path=path, way=Attempt.Way.COMMAND)
    assert "File name in directory 'files/Bloggs.pdf'" in str(report.reason)
    tell()
    assert "File name in directory “…” and header “…” differ" in told().text
    assert "bloggs" not in told().text.lower()


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("Mary Bloggs.zip is a broken zip", "… is a broken zip"),  # put away as "Mary Bloggs.zip.2"
        ("/srv/inbox/Mary Bloggs.zip is a link", "/srv/inbox/… is a link"),
        ("Bad CRC-32 for file 'files/Mary.pdf'", "Bad CRC-32 for file “…”"),
        ('Bad CRC-32 for file "files/Mary O\'Brien.pdf"', "Bad CRC-32 for file “…”"),
        ("the council's file and header b'files/Mary.pdf' differ", "the council's file and header “…” differ"),
    ],
)
def test_a_reason_is_told_without_what_came_with_the_delivery(reason: str, left: str) -> None:
    assert without_names(reason, Attempt(name="Mary Bloggs.zip.2")) == left


def test_a_held_delivery_is_told_until_somebody_decides(tmp_path: Path) -> None:
    bad = [person(f"P{number}", title="Mary") for number in range(19)] + [
        person("P19", title=7),
        person("P20", title=7),
    ]
    hand_in(path=Delivery().with_rows(people=bad).folder(tmp_path / "d"), way=Attempt.Way.COMMAND)
    assert tell() == 1
    assert "* Step: judging its rows" in told().text
    assert "* First error: people.jsonl: 2 of 21 rows are rejected, which is more than 5 %" in told().text
    Attempt.objects.update(finished_at=timezone.now() - timedelta(days=1))
    assert tell() == 1
    Attempt.objects.update(finished_at=timezone.now(), decision="confirmed")
    Email.objects.all().delete()
    assert tell() == 0


def test_one_that_broke_off_says_at_which_file() -> None:
    Attempt.objects.create(
        way="inbox", name="n", state="broken_off", file="documents.jsonl", fault="OSError: No space left on device",
        finished_at=timezone.now(),
    )  # fmt: skip
    assert tell() == 1
    assert "* Step: reading documents.jsonl" in told().text
    assert "* First error: OSError: No space left on device (documents.jsonl)" in told().text


def test_late_deliveries_are_told_once_until_one_comes(tmp_path: Path) -> None:
    hand_in(path=Delivery().with_rows(people=[person()]).folder(tmp_path / "d"), way=Attempt.Way.COMMAND)
    assert tell() == 0
    Kept.objects.update(finished_at=timezone.now() - timedelta(days=20))
    assert [tell(), tell()] == [1, 0]
    assert "* File: people.jsonl" in told().text
    assert "First error: no people since" in told().text


def test_what_was_taken_or_happened_long_ago_is_not_told(tmp_path: Path) -> None:
    hand_in(path=Delivery().with_rows(people=[person()]).folder(tmp_path / "d"), way=Attempt.Way.COMMAND)
    Attempt.objects.create(
        way="inbox", name="n", state="broken_off", fault="OSError", finished_at=timezone.now() - timedelta(days=3)
    )
    assert tell() == 0
