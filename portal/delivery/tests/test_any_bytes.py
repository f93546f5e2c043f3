"""Whatever the bytes are, the answer is a report: never an error, never half a row."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.delivery.actions import check_delivery
from portal.delivery.format.refusals import Refused
from portal.delivery.format.rows import PersonRow
from portal.delivery.reading.quick import QuickReader
from portal.delivery.reading.rows import ReadRow, RowReader
from portal.delivery.reading.source import opened
from portal.delivery.tables import TABLES
from portal.delivery.tests.made_by_hand import (
    Delivery,
    assessment,
    document,
    issued,
    payment,
    person,
    representative,
    statement,
)

often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
GOOD = {
    "people.jsonl": [person(title="Mr", caution=True)],
    "representatives.jsonl": [representative(address={"lines": ["1"]})],
    "documents.jsonl": [
        document(file=issued("files/a.pdf")),
        document(kind="deferred_payment_statement", body=statement()),
        document(kind="financial_assessment", body=assessment()),
    ],
    "payments.jsonl": [payment(document_ref="D1")],
}
text = st.text(st.characters(exclude_categories=())) | st.just("- at `$.x[0]`")
strange = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a row."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for name, part in inner for path in paths(part, (*here, name)))]


def put(row: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    row[path[0]] = put(row[path[0]], path[1:], value)
    return row


def read(folder: Path, file: str, raw: bytes) -> list[ReadRow]:
    """The staged rows of a file with these bytes; nothing is announced, so that only the rows are looked at."""
    delivery = Delivery()
    delivery.data[file] = raw
    path = delivery.folder(folder / uuid4().hex)
    table = next(table for table in TABLES if table.file == file)
    with opened(path) as source:
        return RowReader(source, table, date(2026, 11, 22)).read(1, raw.split(b"\n"))


@often
@given(file=st.sampled_from(sorted(GOOD)), raw=st.binary(max_size=400))
def test_any_bytes_are_rows_with_faults(tmp_path: Path, file: str, raw: bytes) -> None:
    for _, _, fault, *_ in read(tmp_path, file, raw):
        assert fault


@often
@given(file=st.sampled_from(sorted(GOOD)), data=st.data())
def test_any_value_in_any_place_is_a_fault_in_words_or_taken(tmp_path: Path, file: str, data: st.DataObject) -> None:
    row = json.loads(json.dumps(data.draw(st.sampled_from(GOOD[file]))))
    row = put(row, data.draw(st.sampled_from(paths(row))), data.draw(strange))

    try:
        [(_, key, fault, *_)] = read(tmp_path, file, json.dumps(row).encode())
    except Refused:
        return  # a name that leaves the folder
    assert fault is None or (fault.encode() and "something else" not in fault)
    assert key is None or key.encode()


@settings(often, max_examples=150)
@given(file=st.sampled_from(sorted(GOOD)), data=st.data())
def test_the_quick_way_reads_what_the_strict_way_reads(tmp_path: Path, file: str, data: st.DataObject) -> None:
    row = json.loads(
        json.dumps(data.draw(st.sampled_from(GOOD[file])) | data.draw(st.just({}) | st.just({"email": None})))
    )
    if data.draw(st.booleans()):
        row = put(row, data.draw(st.sampled_from(paths(row))), data.draw(strange))
    written = json.dumps(row, ensure_ascii=data.draw(st.booleans()), separators=data.draw(st.sampled_from(SEPARATORS)))
    line = written.encode(errors="surrogatepass")
    if data.draw(st.booleans()):
        line = mutated(line, data.draw(st.integers(0, len(line))), data.draw(st.sampled_from(PIECES)))
    table = next(table for table in TABLES if table.file == file)
    with opened(Delivery().folder(tmp_path / uuid4().hex)) as source:
        reader = RowReader(source, table, date(2026, 11, 22))
        reader._check = lambda row: None  # type: ignore[method-assign]  # the rules are the same ones for both ways
        [found] = reader._quick.read([line])
        quick, strict = reader._read_quickly(1, line, found), reader._read_strictly(1, line)

    # The quick way may know less than the strict one, never something else.
    assert quick is None or quick == strict


@often
@given(file=st.sampled_from(sorted(GOOD)), data=st.data())
def test_rows_read_together_are_those_read_alone(tmp_path: Path, file: str, data: st.DataObject) -> None:
    changes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
        [{}, {}, {"no": 1}, {"person_ref": "P1 "}, {"amount_pence": 1.0}, {"body": {}}]
    )
    rows = [row | data.draw(changes) for row in data.draw(st.lists(st.sampled_from(GOOD[file]), max_size=8))]
    raw = b"\n".join(json.dumps(row).encode() for row in rows)
    together = read(tmp_path, file, raw)
    alone = [row for line in raw.split(b"\n") for row in read(tmp_path, file, line)]

    assert [row._replace(line=1) for row in together] == alone
    assert [row.line for row in together] == list(range(1, len(together) + 1))


SEPARATORS = [(",", ":"), (", ", ": "), (" , ", " : ")]
PIECES = [
    b"", b" ", b"\t", b'"', b":", b",", b"\\", b"\x7f", b"\\u0022", b"null", b".0", b"e2", b"1", b'"title":null,',
    b'"title":"x",', b'"nullnull"', b'"status":"paid",', b'"kind":"remittance_advice",', b"\xff",
]  # fmt: skip


def mutated(line: bytes, at: int, piece: bytes) -> bytes:
    return line[:at] + piece + line[at:]


def test_a_name_that_comes_twice_is_found_however_the_line_is_written() -> None:
    for twice in (
        b'"title":null,',
        b'"title":"nullnull",',
        b'"title" : "x",',
        b'"title":":null",',
        b'"tit\\u006ce":"x",',
    ):
        line = b"{" + twice + json.dumps(person(title="Mr"), separators=(",", ":")).encode()[1:]
        assert QuickReader(PersonRow).read([line]) == [None], line
        assert QuickReader(PersonRow).read([line.replace(twice, b"")]) != [None]


@often
@given(name=text, value=strange)
def test_any_unknown_field_is_named(tmp_path: Path, name: str, value: Any) -> None:
    [(_, _, fault, *_)] = read(tmp_path, "payments.jsonl", json.dumps(payment() | {f"x{name}": value}).encode())
    assert fault


@pytest.mark.django_db
@settings(often, max_examples=30)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_zip_with_any_byte_changed_is_judged_without_an_error(tmp_path: Path, at: int, byte: int) -> None:
    rows = {"people": [person()], "documents": [document(file=issued("files/a.pdf"))]}
    path = Delivery().with_rows(**rows).with_file("files/a.pdf").zip(tmp_path / "d.zip")
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] = byte
    path.write_bytes(raw)

    assert check_delivery(path=path).outcome in ("taken", "refused")


@pytest.mark.django_db
@settings(often, max_examples=30)
@given(people=st.lists(st.tuples(st.text(max_size=4), strange), max_size=6))
def test_any_people_are_counted_whole(tmp_path: Path, people: list[tuple[str, Any]]) -> None:
    rows = [person(ref, title=title) for ref, title in people]

    report = check_delivery(path=Delivery().with_rows(people=rows).folder(tmp_path / uuid4().hex))

    counts = report.files["people.jsonl"]
    assert counts.read == len(rows) == counts.new + counts.rejected
