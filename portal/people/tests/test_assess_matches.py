"""`manage.py assess_matches`: a file in, a file out, nothing lost."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.support.factories import RepresentativeFactory

QUERY = {
    "query_id": "q1",
    "first_name": "Polly",
    "last_name": "Bloggs",
    "known_as": None,
    "date_of_birth": "1948-03-27",
    "address_lines": ["12 Orchard Lane"],
    "postcode": "wr52np",
    "representative": {"role": "power_of_attorney", "first_name": "Peter", "last_name": "Bloggs"},
}

pytestmark = pytest.mark.django_db


def run(folder: Path, *lines: bytes | dict[str, Any]) -> tuple[int, str, list[dict[str, Any]]]:
    """Exit status, what stands on standard error, and the results."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    (folder / "queries.jsonl").write_bytes(b"\n".join(raw) + b"\n")
    said, status = StringIO(), 0
    try:
        call_command("assess_matches", folder / "queries.jsonl", out=folder / "results.jsonl", stderr=said)
    except SystemExit as end:
        status = int(end.code or 0)
    results = (folder / "results.jsonl").read_text().splitlines()
    return status, said.getvalue(), [json.loads(line) for line in results]


def test_a_result_has_the_candidates_best_first_and_the_time_it_took(tmp_path: Path) -> None:
    held = RepresentativeFactory.create(person__person_ref="MARY")
    status, said, [result] = run(tmp_path, QUERY)

    assert (status, said) == (0, "")
    assert result["query_id"] == "q1"
    assert result["rule_version"]
    assert 0 < result["took_ms"] < 10_000
    [candidate] = result["candidates"]
    assert (candidate["person_ref"], candidate["tier"]) == ("MARY", "strong")
    assert candidate["fields"]["first_name"] == {"level": "near", "words": "a short or other form of the name"}
    assert candidate["representative"]["representative_ref"] == held.representative_ref
    assert candidate["representative"]["tier"] == "possible"


def test_lines_that_are_no_query_are_named_and_all_others_answered(tmp_path: Path) -> None:
    broken = [b"{", b'{"first_name": "Mary"}', b'{"query_id": "x", "first_name": 5}', b"\xff\xfe", b"[" * 5000]
    status, said, results = run(tmp_path, QUERY, *broken, QUERY | {"query_id": 7})

    assert status == 1
    assert [result["query_id"] for result in results] == ["q1", 7]
    assert [line.partition(":")[0] for line in said.splitlines()[:5]] == [f"line {number}" for number in range(2, 7)]
    assert "5 lines could not be read" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"date_of_birth": "1948-02-31"},
        {"date_of_birth": "yesterday"},
        {"first_name": "", "last_name": ""},
        {"first_name": "M", "last_name": "B"},
        {"first_name": "x" * 200, "last_name": "é" * 200, "postcode": "z" * 200, "uprn": "9" * 200},
        {"first_name": "\u0000", "last_name": "\ufdfa" * 50, "address_lines": ["\U0001f600"] * 9},
        {"uprn": 100120000012, "person_ref": 4711, "address_lines": "12 Orchard Lane", "more": {"x": 1}},
        {"representative": {}},
        {"date_of_birth": None, "postcode": None, "address_lines": None},
    ],
)
def test_nothing_that_can_be_typed_stops_it(tmp_path: Path, changes: dict[str, Any]) -> None:
    RepresentativeFactory.create()
    status, _, results = run(tmp_path, QUERY | changes, QUERY)

    assert (status, len(results)) == (0, 2)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("assess_matches", tmp_path / "none.jsonl", out=tmp_path / "results.jsonl")
