"""The two commands: what they print, and their exit status."""

import json
import os
import sys
import time
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError

from portal.delivery.handing_in import attempts
from portal.delivery.management.progress import BarOnTerminal
from portal.delivery.models import Delivery as Kept
from portal.delivery.progress import Progress, watched
from portal.delivery.tests.made_by_hand import Delivery, person

pytestmark = pytest.mark.django_db


def run(name: str, path: Path, *options: str) -> tuple[int, str]:
    """Exit status and standard output."""
    out = StringIO()
    try:
        call_command(name, str(path), *options, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def held(folder: Path) -> Path:
    return Delivery().with_rows(people=[person(f"P{n}", title=7) for n in range(20)]).folder(folder)


@pytest.mark.parametrize("name", ["take_delivery", "check_delivery"])
def test_json_is_the_object_of_the_format_and_nothing_else(name: str, tmp_path: Path) -> None:
    path = Delivery().with_rows(people=[person(), person("P2", title="李" * 3000)]).folder(tmp_path / "d")

    began = time.monotonic()
    status, out = run(name, path, "--json")

    told = json.loads(out)
    assert (status, out.count("\n")) == (0, 1)
    assert list(told) == ["delivery_id", "outcome", "reason", "seconds", "files", "rejected"]
    assert (told["delivery_id"], told["outcome"], told["reason"]) == ("d-1", "taken", None)
    assert 0 < told["seconds"] < time.monotonic() - began + 0.1
    assert told["files"] == {"people.jsonl": {"read": 2, "new": 1, "changed": 0, "unchanged": 0, "rejected": 1}}
    [row] = told["rejected"]
    assert (list(row), row["file"], row["line"]) == (["file", "line", "key", "reason"], "people.jsonl", 2)
    assert Kept.objects.exists() is (name == "take_delivery")


@pytest.mark.parametrize("name", ["take_delivery", "check_delivery"])
def test_refused_ends_with_3_and_held_with_4(name: str, tmp_path: Path) -> None:
    assert run(name, tmp_path / "missing", "--json")[0] == 3
    assert run(name, held(tmp_path / "d"), "--json")[0] == 4


def test_confirm_takes_what_would_be_held(tmp_path: Path) -> None:
    path = held(tmp_path / "d")

    assert run("take_delivery", path)[0] == 4
    assert run("take_delivery", path, "--confirm")[0] == 0
    assert run("take_delivery", path)[0] == 0


def test_a_fault_of_the_portal_has_another_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_database(**_: object) -> None:
        raise OperationalError("the database is gone")

    monkeypatch.setattr(attempts, "take_delivery", no_database)

    with pytest.raises(OperationalError):
        run("take_delivery", tmp_path)


def test_without_json_the_report_is_for_people(tmp_path: Path) -> None:
    people = [person(), *(person(f"P{n}", title=7) for n in range(100, 220))]
    path = Delivery().with_rows(people=people).folder(tmp_path / "d")

    _, out = run("check_delivery", path)

    lines = out.splitlines()
    assert lines[0] == "Delivery d-1: held; nothing was changed."
    assert lines[1] == "Reason: people.jsonl: 120 of 121 rows are rejected, which is more than 5 %."
    assert lines[2].startswith("Somebody has to confirm it, or throw it away:")
    assert lines[3].split() == ["read", "new", "changed", "unchanged", "rejected"]
    assert lines[4].split() == ["people.jsonl", "121", "1", "0", "0", "120"]
    assert lines[5].startswith("people.jsonl, line 2, P100: title: found 7, expected a text")
    assert lines[-2] == "… and 20 more rejected rows"


def shown_by(progress: Progress) -> None:
    assert list(watched(["a", "b"], progress, "people.jsonl", 2)) == ["a", "b"]
    assert list(watched([], progress, "payments.jsonl", 0)) == []


def test_the_progress_bar_is_on_standard_error_and_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown_by(BarOnTerminal())
    assert capsys.readouterr() == ("", "")

    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        shown_by(BarOnTerminal())
        terminal.flush()
        shown = os.read(ours, 4096).decode()
    os.close(ours)

    assert "people.jsonl: " in shown
    assert "payments.jsonl" not in shown
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["take_delivery", "check_delivery"])
def test_letters_the_terminal_does_not_know_are_spelled_out(name: str, tmp_path: Path) -> None:
    path = Delivery().with_rows(people=[person(title="Łucja ")]).folder(tmp_path / "d")
    terminal = TextIOWrapper(BytesIO(), "latin-1")

    call_command(name, str(path), stdout=terminal)

    terminal.seek(0)
    assert 'title: found "\\u0141ucja "' in terminal.read()
