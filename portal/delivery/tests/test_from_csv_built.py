"""CSVs and a mapping become a delivery that is taken."""

import json
import zipfile
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from portal.delivery.from_csv.building import build_delivery
from portal.delivery.tables import TABLES
from portal.delivery.tests.conftest import DOCS, Build, Take
from portal.delivery.tests.extracts import extracts_of
from simulator.__main__ import write_deliveries
from simulator.council import Size


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_worked_csvs_give_the_worked_example(build: Build) -> None:
    built = build()

    assert built.faults.lines() == []
    assert built.rows == {"people.jsonl": 4, "representatives.jsonl": 3, "documents.jsonl": 4, "payments.jsonl": 2}
    assert contents(built.out) == contents(DOCS / "example")


def test_a_zip_has_the_same_files_and_always_the_same_bytes(build: Build) -> None:
    first, second = build(out="1.zip").out, build(out="2.zip").out

    with zipfile.ZipFile(first) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents(DOCS / "example")
    assert first.read_bytes() == second.read_bytes()


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("council") / "deliveries"
    write_deliveries(home, Size(people=8, periods=1, seed=3, today=date(2026, 11, 20)), pdfs=False)
    return home


def rows_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each data file in the order of their keys; an empty list says as much as none."""
    found = {}
    for table in TABLES:
        path = folder / table.file
        rows = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        full = [{name: value for name, value in row.items() if value != []} for row in rows]
        found[table.file] = sorted(full, key=lambda row: str(row[table.key]))
    return found


@pytest.mark.parametrize(
    ("delivery", "way"), [("*-full", {}), ("*-changes", {}), ("*-changes", {"encoding": "cp1252", "delimiter": ";"})]
)
def test_extracts_of_a_simulated_council_give_its_delivery_back(
    delivery: str, way: dict[str, str], simulated: Path, tmp_path: Path
) -> None:
    [folder] = simulated.glob(delivery)
    mapping = extracts_of(folder, tmp_path / "csv", **way)

    built = build_delivery(mapping=mapping, folder=mapping.parent, out=tmp_path / "out")

    assert built.faults.lines() == []
    assert rows_of(built.out) == rows_of(folder)


def test_what_is_built_from_simulated_extracts_is_taken(simulated: Path, tmp_path: Path, take: Take) -> None:
    [folder] = simulated.glob("*-full")
    mapping = extracts_of(folder, tmp_path / "csv")

    report = take(build_delivery(mapping=mapping, folder=mapping.parent, out=tmp_path / "out").out)

    assert (report.outcome, report.rejected) == ("taken", [])
    assert all(counts.new == counts.read > 0 for counts in report.files.values())


def test_time_and_sequence_follow_from_the_newest_csv_or_are_given(build: Build) -> None:
    open_ended = [
        ("mapping.toml", 'produced_at = "2026-11-02T02:15:00Z"', ""),
        ("mapping.toml", "sequence = 412", ""),
    ]
    given = build(*open_ended, out="given", sequence=5, produced_at="2026-11-03T01:00:00Z").out
    found = json.loads((build(*open_ended, out="found").out / "manifest.json").read_text())

    manifest = json.loads((given / "manifest.json").read_text())
    assert (manifest["delivery_id"], manifest["sequence"]) == ("westmere-2026-11-03", 5)
    assert found["produced_at"].endswith("Z")
    assert str(found["sequence"]) == "".join(letter for letter in found["produced_at"] if letter.isdigit())


def test_the_other_ways_to_fill_a_field(build: Build) -> None:
    built = build(
        (
            "mapping.toml",
            'title = "TITLE"',
            'title = { constant = "Dr" }\nknown_as = { pattern = "{FORENAME} {SURNAME}" }',
        ),
        ("mapping.toml", 'phone = "PHONE"', 'phone = { column = "PHONE", default = "none", empty = ["01632 960277"] }'),
        (
            "mapping.toml",
            'amount_pence = "AMOUNT"\ndocument_ref',
            'amount_pence = { column = "AMOUNT", turned = true }\ndocument_ref',
        ),
        ("mapping.toml", 'file = "payments.csv"', 'file = "payments.csv"\nonly = { STATUS = ["PAID"] }'),
    )

    people = [json.loads(line) for line in (built.out / "people.jsonl").read_text().splitlines()]
    assert [one["phone"] for one in people] == ["01632 960114", "none", "none", "none"]
    assert (people[0]["title"], people[0]["known_as"]) == ("Dr", "Adaeze Fairweather")
    [payment] = (built.out / "payments.jsonl").read_text().splitlines()
    assert json.loads(payment)["amount_pence"] == -47160


def test_one_csv_may_feed_several_tables(build: Build) -> None:
    cancelled = 'file = "advices.csv"\nonly = { CANCELLED = ["Y"] }'

    built = build(("mapping.toml", 'file = "advices.csv"', cancelled))

    assert built.faults.lines() == []
    assert built.rows["documents.jsonl"] == 3


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("delivery_from_csv", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_says_what_it_wrote_or_ends_with_1(tmp_path: Path) -> None:
    example, out = DOCS / "csv-example", tmp_path / "out"

    status, said, _ = run(str(example / "mapping.toml"), str(example), "--out", str(out))
    again, _, why = run(str(example / "mapping.toml"), str(example), "--out", str(out))

    assert (status, said.splitlines()[0].split()) == (0, ["people.jsonl", "4", "rows"])
    assert f"manage.py check_delivery {out}" in said
    assert (again, "is there already" in why) == (1, True)
