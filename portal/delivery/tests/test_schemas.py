"""The published schemas are those of the code, let through what it takes, and stop what they can say is wrong."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from portal.delivery.format.rules import faults
from portal.delivery.schemas import FOLDER, as_text, schemas
from portal.delivery.tables import TABLES
from portal.delivery.tests.made_by_hand import Fields, document, issued, person, remittance, representative
from portal.delivery.tests.test_row_faults import GOOD, ROWS, without
from simulator.__main__ import write_deliveries
from simulator.council import Size

EXAMPLE = FOLDER.parent / "example"


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((FOLDER / f"{name}.json").read_text()), format_checker=FormatChecker(["date"])
    )


def test_the_committed_schemas_are_those_the_code_gives() -> None:
    """If not: `uv run manage.py write_delivery_schemas`."""
    assert {path.name: path.read_text() for path in FOLDER.iterdir()} == {
        name: as_text(schema) for name, schema in schemas().items()
    }


@pytest.mark.parametrize("name", ["manifest", "people", "representatives", "documents", "payments"])
def test_a_schema_is_one_and_closes_every_object(name: str) -> None:
    schema = json.loads((FOLDER / f"{name}.json").read_text())
    Draft202012Validator.check_schema(schema)

    objects = [part for part in schema["$defs"].values() if "enum" not in part]
    for part in objects:
        assert part["additionalProperties"] is False
        assert all(field["description"] for field in part["properties"].values())


def rows(folder: Path) -> Iterator[tuple[str, Any]]:
    """Each row of a delivery with the name of its schema, and its manifest."""
    yield "manifest", json.loads((folder / "manifest.json").read_text())
    for path in folder.glob("*.jsonl"):
        for line in path.read_text().splitlines():
            yield path.stem, json.loads(line)


def test_the_worked_example_and_simulated_deliveries_are_valid(tmp_path: Path) -> None:
    write_deliveries(tmp_path, Size(people=6, periods=1, seed=5, today=date(2026, 11, 20)), pdfs=False)
    folders = [EXAMPLE, *(path for path in tmp_path.iterdir() if path.is_dir())]

    seen = [(name, row) for folder in folders for name, row in rows(folder)]

    assert {name for name, _ in seen} == {"manifest", "people", "representatives", "documents", "payments"}
    assert [row for name, row in seen if not validator(name).is_valid(row)] == []


@pytest.mark.parametrize(("file", "row"), GOOD)
def test_what_the_format_allows_is_valid(file: str, row: Fields) -> None:
    assert validator(file).is_valid(row)


def has_its_shape(file: str, row: Any) -> bool:
    """Whether a row is what its types say, with the fields it needs; what else is wrong lies between its fields."""
    table = next(table for table in TABLES if table.file == f"{file}.jsonl")
    try:
        found = msgspec.convert(row, table.row)
    except msgspec.ValidationError:
        return False
    return not any(fault.startswith("found neither") for fault in faults(found, date(2026, 11, 22)))


NOTHING = object()
FILES = (NOTHING, None, issued("files/a.pdf"))
BODIES = (NOTHING, None, remittance())
WITHDRAWN = (NOTHING, None, False, True)
NAMES = (NOTHING, None, "Okafor")
NEEDED = [
    *(
        ("documents", document(file=file, body=body, withdrawn=w))
        for file in FILES
        for body in BODIES
        for w in WITHDRAWN
    ),
    *(("representatives", representative(last_name=one, organisation=other)) for one in NAMES for other in NAMES),
]


def test_what_is_needed_unless_something_else_is_there_is_what_the_code_needs() -> None:
    rows = [(file, {name: value for name, value in row.items() if value is not NOTHING}) for file, row in NEEDED]
    said = [validator(file).is_valid(row) for file, row in rows]
    assert said == [has_its_shape(file, row) for file, row in rows]
    assert (len(said), sum(said)) == (36 + 9, (36 - 12) + (9 - 4))


@pytest.mark.parametrize(("file", "row", "words"), ROWS, ids=[words[:40] for _, _, words in ROWS])
def test_a_row_rejected_for_its_shape_is_invalid_and_no_other(file: str, row: Fields, words: str) -> None:
    assert validator(file).is_valid(row) is has_its_shape(file, row)


def test_sums_dates_in_order_and_the_like_are_what_a_schema_cannot_say() -> None:
    unsaid = [words for file, row, words in ROWS if has_its_shape(file, row)]

    assert len(unsaid) < len(ROWS) / 3
    said = ("expected a text", "is missing", "found neither")
    assert all(word not in words for word in said for words in unsaid)


SHAPES = [
    ("people", person(date_of_birth="31/12/1949")),
    ("people", person(last_name="Bloggs ")),
    ("people", person(last_name=" Bloggs")),
    ("people", person(last_name="Bloggs\n")),
    ("people", person(last_name="Blo\x7fggs")),
    ("people", without(person(), "person_ref")),
    ("people", [person()]),
    ("documents", document(file=issued("pdfs/a.pdf"))),
    ("documents", document(file=issued("files/a.pdf ", bytes="1"))),
    ("manifest", {"format": "client-finance-delivery", "version": 1}),
]


@pytest.mark.parametrize(("file", "row"), SHAPES)
def test_what_has_the_wrong_shape_is_invalid(file: str, row: Any) -> None:
    assert not validator(file).is_valid(row)


@given(st.text(alphabet=st.sampled_from(" a\t\x7f£👵\u00a0\n"), max_size=6))
def test_the_schemas_and_the_code_mean_the_same_texts(text: str) -> None:
    one_text = text != "" and text == text.strip(" ") and not set(text) & set("\t\n\x7f")
    assert validator("people").is_valid(person(known_as=text)) is one_text
