"""The folders as a whole: what is in them, and that the same seed writes the same bytes."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from simulator.__main__ import write_deliveries
from simulator.council import Size
from simulator.tests.conftest import TODAY, Rows, rows_of

SMALL = Size(people=12, periods=2, seed=5, today=TODAY)


def tree(home: Path) -> dict[str, str]:
    files = (file for file in home.rglob("*") if file.is_file())
    return {str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("printed")
    write_deliveries(home, SMALL, pdfs=True)
    return home


def test_the_same_seed_writes_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    size = ("--people", "12", "--periods", "2", "--seed", "5", "--today", TODAY.isoformat())
    subprocess.run([sys.executable, "-m", "simulator", str(tmp_path / "again"), *size], check=True)
    assert tree(printed) == tree(tmp_path / "again")


def test_another_seed_makes_another_council(printed: Path, tmp_path: Path) -> None:
    write_deliveries(tmp_path, Size(people=12, periods=2, seed=6, today=TODAY), pdfs=False)
    assert rows_of(tmp_path, "people.jsonl") != rows_of(printed, "people.jsonl")


def test_the_first_delivery_is_full_and_one_of_changes_follows_for_each_period(home: Path) -> None:
    folders = sorted(folder for folder in home.iterdir() if folder.is_dir())
    manifests = [json.loads((folder / "manifest.json").read_text()) for folder in folders]
    assert [manifest["scope"] for manifest in manifests] == ["full"] + ["changes"] * 8
    assert [manifest["sequence"] for manifest in manifests] == list(range(1, 10))
    assert manifests[-1]["produced_at"] == "2026-11-22T01:30:00+00:00"


def test_the_manifest_tells_the_truth_about_every_data_file(home: Path) -> None:
    for manifest in home.rglob("manifest.json"):
        listed = {file["name"]: file for file in json.loads(manifest.read_text())["files"]}
        assert set(listed) == {file.name for file in manifest.parent.glob("*.jsonl")}
        for name, file in listed.items():
            content = (manifest.parent / name).read_bytes()
            assert (file["bytes"], file["rows"]) == (len(content), content.count(b"\n"))
            assert file["sha256"] == hashlib.sha256(content).hexdigest()
            assert content.endswith(b"\n")


def test_a_folder_with_something_in_it_is_left_alone(home: Path) -> None:
    run = subprocess.run([sys.executable, "-m", "simulator", str(home)], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "is not empty" in run.stderr


def test_every_pdf_is_the_one_its_row_names_and_is_tagged(printed: Path) -> None:
    named = [row["file"] for row in rows_of(printed, "documents.jsonl") if "file" in row]
    found = {f"files/{file.name}": file for file in printed.rglob("*.pdf")}
    assert {file["name"] for file in named} == set(found)
    for file in named:
        content = found[file["name"]].read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    with pikepdf.open(next(iter(found.values()))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"


def test_everybody_lives_at_an_address_that_can_be_looked_up(home: Path, rows: Rows) -> None:
    with (home / "addresses.csv").open(encoding="utf-8", newline="") as file:
        known = {row["UPRN"]: row["POSTCODE"] for row in csv.DictReader(file)}
    lived_in = [address for person in rows("people.jsonl") for address in person["addresses"]]
    assert lived_in
    assert all(known[address["uprn"]] == address["postcode"] for address in lived_in)
    assert len(set(known.values())) < len(known) / 5


@pytest.mark.parametrize(("people", "periods"), [(1, 1), (2, 1), (3, 2), (25, 1), (40, 27)])
def test_a_council_may_be_of_any_size(people: int, periods: int, tmp_path: Path) -> None:
    write_deliveries(tmp_path, Size(people=people, periods=periods, seed=3, today=TODAY), pdfs=False)
    assert len({person["person_ref"] for person in rows_of(tmp_path, "people.jsonl")}) == people
