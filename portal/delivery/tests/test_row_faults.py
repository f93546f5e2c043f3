"""Every kind of fault a row can have by itself is found, and said in words that name field, finding and expectation."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from portal.delivery.reading.integrity import check_integrity
from portal.delivery.reading.manifest import read_manifest
from portal.delivery.reading.rows import RowReader
from portal.delivery.reading.source import opened
from portal.delivery.tables import TABLES
from portal.delivery.tests.conftest import Take
from portal.delivery.tests.made_by_hand import (
    Delivery,
    Fields,
    assessment,
    document,
    issued,
    payment,
    person,
    remittance,
    representative,
    statement,
)

Read = Callable[[str, Any], "Found"]


def without(row: Fields, name: str) -> Fields:
    return {key: value for key, value in row.items() if key != name}


def address(**changes: Any) -> Fields:
    return {"lines": ["1 High Street"]} | changes


class Found(NamedTuple):
    key: str | None
    reason: str


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a data file of one row, which has a fault."""

    def _read(file: str, row: Fields | bytes) -> Found:
        delivery = Delivery().with_rows(**{file: [row]})
        table = next(table for table in TABLES if table.file == f"{file}.jsonl")
        with opened(delivery.folder(tmp_path / "d")) as source:
            manifest = read_manifest(source).manifest
            check_integrity(source, manifest)
            [[found]] = RowReader(source, table, date(2026, 11, 22)).chunks(manifest.files[0])
        assert found.line == 1
        return Found(found.key, found.fault or "")

    return _read


PEOPLE = [
    (without(person(), "first_name"), "first_name is missing"),
    (without(person(), "addresses"), "addresses is missing"),
    (without(person(), "services"), "services is missing"),
    (person(nhs_number="1"), '"nhs_number" is not a field of the format'),
    (person(first_name=None), "first_name: found null, expected a text of 1 to 2,000 characters"),
    (person(last_name=7), "last_name: found 7, expected a text"),
    (person(person_ref="x" * 33), "person_ref: found a text of 33 characters"),
    (person(date_of_birth="7 March 1949"), "expected a date that exists, as YYYY-MM-DD"),
    (person(date_of_birth="2023-02-29"), "expected a date that exists"),
    (person(date_of_birth="1949-03-07T00:00:00Z"), "expected a date"),
    (person(date_of_birth=19490307), "expected a date"),
    (person(date_of_birth="9999-01-01"), "expected a day that is not after today"),
    (person(date_of_death="9999-01-01"), "expected a day that is not after today"),
    (person(date_of_death="1949-03-06"), "date_of_birth: found 1949-03-07, expected a day not after date_of_death"),
    (
        person(services=["day_care"]),
        'services[0]: found "day_care", expected one of "deferred_payment", "direct_payment"',
    ),
    (person(services="home_care"), "services: found "),
    (person(caution="yes"), 'caution: found "yes", expected true or false'),
    (person(caution=1), "expected true or false"),
    (person(previous_last_names=["Smith", ""]), 'previous_last_names[1]: found ""'),
    (person(addresses=[{}]), "lines is missing in addresses[0]"),
    (person(addresses=[address(lines=[])]), "addresses[0].lines: found [], expected a list of 1 to 4 texts"),
    (person(addresses=[address(lines=["1", "2", "3", "4", "5"])]), "expected a list of 1 to 4 texts"),
    (person(addresses=[address(country="UK")]), '"country" in addresses[0] is not a field'),
    (
        person(addresses=[address(**{"from": "2025-02-01", "to": "2025-01-31"})]),
        "expected a day not after to, 2025-01-31",
    ),
    (person(addresses=[address(), address()]), "found 2 without `to`, expected at most one current address"),
]
REPRESENTATIVES = [
    (representative(role="friend"), 'role: found "friend", expected one of "power_of_attorney", "dwp_appointee"'),
    (without(representative(), "last_name"), "found neither last_name nor organisation"),
    (
        representative(starts_on="2025-02-01", ends_on="2025-01-31"),
        "starts_on: found 2025-02-01, expected a day",
    ),
    (representative(address=address(to="2025-01-31")), '"to" in address is not a field'),
]
PAYMENTS = [
    (payment(status="lost"), 'status: found "lost", expected one of "awaiting_authorisation"'),
    (
        payment(period_from="2025-02-01", period_to="2025-01-31"),
        "period_from: found 2025-02-01, expected a day",
    ),
    (payment(amount_pence="100"), 'found "100", expected whole pence, such as 1250 for £12.50'),
    (payment(amount_pence=100_000_000_000), "at most 11 digits"),
    (payment(amount_pence=-100_000_000_000), "at most 11 digits"),
    (payment(amount_pence=True), "expected whole pence"),
]
DOCUMENTS = [
    (document(kind="invoice"), 'kind: found "invoice", expected one of "remittance_advice"'),
    (without(document(), "kind"), "kind is missing"),
    (without(document(), "issued_on"), "issued_on is missing"),
    (without(document(), "body"), "found neither file nor body"),
    (document("x" * 65), "expected at most 64"),
    (document(supersedes="D1"), 'supersedes: found "D1", the document itself'),
    (document(withdrawn="no"), "expected true or false"),
    (document(file={"name": "files/a.pdf", "sha256": "abc", "bytes": 1}), "a sha256 of 64 hexadecimal digits"),
    (document(file={"name": "files/a.pdf", "sha256": "a" * 64, "bytes": -1}), "0 or more"),
    (document(kind="financial_assessment"), " in body"),
    (document(body=remittance(net_pence=56737)), "body.net_pence: found 56737, expected 56736, the sum of the lines"),
    (document(body=remittance(lines=[])), "body.lines: found [], expected a list of at least one line"),
    (document(period_from="2025-02-01", period_to="2025-01-31"), "period_from: found 2025-02-01"),
]


def line(**changes: Any) -> Fields:
    """A remittance of one line."""
    return remittance(
        lines=[{"line": 1, "code": "DP", "type": "direct_payment", "amount_pence": 100} | changes], net_pence=100
    )


def over(**changes: Any) -> Fields:
    parts = {"total_pence": 9, "recovered_before_pence": 2, "recovered_now_pence": 3, "remaining_pence": 4}
    return remittance(overpayment=parts | changes)


def paid(**changes: Any) -> Fields:
    return remittance(payment=remittance()["payment"] | changes)


BODIES = [
    (line(line=2), "body.lines[0].line: found 2, expected 1"),
    (line(line=0), "expected a whole number from 1"),
    (line(type="gift"), 'body.lines[0].type: found "gift", expected one of "client_contribution"'),
    (line(unit="day"), 'expected one of "each", "hour"'),
    (line(rate="-1.50"), "a decimal string that is not negative"),
    (line(rate="1,50"), "a decimal string"),
    (line(rate="1."), "a decimal string"),
    (line(rate="1.1234567"), "a decimal string"),
    (line(weeks="1234567890"), "a decimal string"),
    (line(units="٤"), "a decimal string"),
    (line(rate=21), "a decimal string"),
    (line(**{"from": "2025-02-01", "to": "2025-01-31"}), "body.lines[0].from: found 2025-02-01"),
    (over(remaining_pence=5), "body.overpayment.total_pence: found 9, expected 10, what was recovered before"),
    (paid(method="cash"), 'body.payment.method: found "cash", expected one of "BACS"'),
    (paid(account_ending="12345"), "a text of 4 digits"),
    (paid(account_ending="１２３４"), "a text of 4 digits"),
    (remittance(cycle="fortnightly"), 'body.cycle: found "fortnightly"'),
]
STATEMENTS = [
    (statement(closing_pence=1), "body.closing_pence: found 1, expected 120000, the balance after the last movement"),
    (statement(opening_pence=1), "body.movements[0].balance_pence: found 130000, expected 30001"),
    (statement(movements=[]), "body.closing_pence: found 120000, expected 100000"),
    (
        statement(interest_rates=[{"from": "2025-04-01", "annual_percent": 4.65}]),
        "annual_percent: found the number 4.65",
    ),
    (
        statement(interest_rates=[{"from": "2025-04-01", "to": "2025-03-01", "annual_percent": "4.65"}]),
        "body.interest_rates[0].from: found 2025-04-01",
    ),
]
ASSESSMENTS = [
    (assessment(total_income_pence=1), "body.total_income_pence: found 1, expected 23725, the sum of counted income"),
    (assessment(total_allowances_pence=1), "expected 21870, the sum of what is allowed"),
    (assessment(weekly_charge_pence=-1), "body.weekly_charge_pence: found -1, expected an amount from 0"),
    (assessment(weekly_charge_pence=42961), "expected an amount from 0 to the cost of care, 42960"),
    (assessment(collected_by="cash"), 'body.collected_by: found "cash"'),
    (
        assessment(assessment=assessment()["assessment"] | {"effective_to": "2026-04-05"}),
        "body.assessment.effective_from: found 2026-04-06, expected a day not after effective_to",
    ),
]
# What people who write such files get wrong, with what they meant.
MEANT = [
    ("people", person(date_of_birth="31/12/1949"), 'as YYYY-MM-DD; did you mean "1949-12-31"?'),
    ("people", person(date_of_death=""), "where there is nothing to say, leave the field out"),
    ("people", person(fist_name="Mary"), '"fist_name" is not a field of the format; did you mean "first_name"?'),
    ("people", person(services=["Direct Payment"]), 'did you mean "direct_payment"?'),
    ("people", person(services="home_care"), 'found "home_care", expected a list, in square brackets'),
    ("people", person(addresses=["4 Mill Lane"]), 'found "4 Mill Lane", expected an object, in curly brackets'),
    ("people", person(title=7), "title: found 7, expected a text of 1 to 2,000 characters"),
    ("people", person(known_as=100234), 'did you mean "100234", in quotes?'),
    ("people", without(person(), "last_name"), "last_name is missing, expected a text"),
    ("representatives", representative(role="Power of Attorney"), 'did you mean "power_of_attorney"?'),
    ("representatives", representative(lastname="Okafor"), 'did you mean "last_name"?'),
    ("payments", payment(amount_pence="12.50"), "did you mean 1250?"),
    ("payments", payment(amount_pence="£1250"), "did you mean 1250 without quotes?"),
    ("payments", payment(amount_pence=12.5), "amount_pence: found the number 12.5, expected a whole number without"),
    ("payments", payment(status="Paid"), 'did you mean "paid"?'),
    ("documents", document(file=issued("ra-1.pdf")), 'found "ra-1.pdf", expected a name that begins with files/'),
    ("documents", document(file="files/ra-1.pdf"), 'file: found "files/ra-1.pdf", expected an object'),
    ("documents", document(kind="remittance"), 'did you mean "remittance_advice"?'),
    ("documents", document(body=remittance(total=1)), "in body is not a field of the format for a remittance_advice"),
    ("documents", document(body=without(remittance(), "cycle")), "cycle is missing in body, expected one of "),
    ("documents", document(body=line(amount=1)), '"amount" in body.lines[0] is not a field'),
    ("documents", document(body=line(rate="£21.48")), 'found "£21.48", expected a decimal string'),
    ("documents", document(body=line(rate=21)), 'did you mean "21", in quotes?'),
]
ROWS = [
    *MEANT,
    *(("people", *case) for case in PEOPLE),
    *(("representatives", *case) for case in REPRESENTATIVES),
    *(("payments", *case) for case in PAYMENTS),
    *(("documents", *case) for case in DOCUMENTS),
    *(("documents", document(body=body), words) for body, words in BODIES),
    *(("documents", document(kind="deferred_payment_statement", body=body), words) for body, words in STATEMENTS),
    *(("documents", document(kind="financial_assessment", body=body), words) for body, words in ASSESSMENTS),
]


@pytest.mark.parametrize(("file", "row", "words"), ROWS, ids=[words[:40] for _, _, words in ROWS])
def test_a_row_with_a_fault_is_rejected_in_words(file: str, row: Fields, words: str, read: Read) -> None:
    found = read(file, row)

    assert words in found.reason
    key = {"people": "person_ref", "representatives": "representative_ref", "payments": "payment_ref"}
    assert found.key == row[key.get(file, "document_ref")]


RAW = json.dumps(person()).encode()
LINES = [
    (b"", "is an empty line", None),
    (b"not json", "is not a JSON object", None),
    (b"[1]", "found [1], expected one JSON object", None),
    (b"null", "found null, expected one JSON object", None),
    (RAW + RAW, "is not a JSON object: Extra data", None),
    (RAW.replace(b"Mary", b"M\xe4ry"), "is not valid UTF-8", None),
    (RAW.replace(b"Mary", b"M\tary"), "is not a JSON object", None),
    (RAW.replace(b"Mary", b"M\\u0007ary"), "which holds the control character U+0007 at character 2", "P1"),
    (RAW.replace(b"Mary", b"M\x7fary"), "control characters", "P1"),
    (RAW.replace(b"Mary", b"M\\ud83dary"), "holds half a character (U+D83D) at character 2", "P1"),
    (RAW.replace(b"first_name", b"first\\ud83dname"), "half a character", "P1"),
    (RAW.replace(b"Mary", b" Mary"), "expected a text without a space at either end", "P1"),
    (RAW.replace(b"Mary", b"Mary "), "without a space at either end", "P1"),
    (RAW.replace(b"Mary", b"M" * 2001), "found a text of 2,001 characters", "P1"),
    (RAW.replace(b'{"person_ref"', b'{"last_name": "X", "person_ref"'), 'the name "last_name" comes twice', "P1"),
    (RAW.replace(b'"town"', b'"lines": ["x"], "town"'), 'the name "lines" comes twice', "P1"),
    (RAW.replace(b'{"person_ref"', b'{"person_ref": "P2", "person_ref"'), 'the name "person_ref" comes twice', None),
    (RAW.replace(b'"P1"', b"7"), "person_ref: found 7", None),
    (RAW.replace(b'"P1"', b'"\\u0000"'), "person_ref: found", None),
    (RAW.replace(b'"Mary"', b"1" * 5000), "thousands of digits", None),
    (RAW.replace(b'"Mary"', b"NaN"), "found NaN, which is not JSON", "P1"),
    (b"[" * 900_000, "nested too deeply", None),
    (RAW + b" " * 1_000_000, "more than 1000000 bytes", "P1"),
    (RAW + b" " * 9_000_000, "more than 1000000 bytes", "P1"),
]


@pytest.mark.parametrize(("raw", "words", "key"), LINES, ids=[str(number) for number in range(len(LINES))])
def test_a_line_that_is_not_strict_json_is_rejected(raw: bytes, words: str, key: str | None, read: Read) -> None:
    found = read("people", raw)

    assert words in found.reason
    assert found.key == key


@pytest.mark.parametrize("number", [b"100.0", b"1e2", b"1E2", b"-1.0"])
def test_an_integer_with_a_point_or_exponent_is_a_fault(number: bytes, read: Read) -> None:
    raw = json.dumps(payment(amount_pence=100)).encode().replace(b"100", number)

    assert "expected a whole number without point or exponent" in read("payments", raw).reason


GOOD = [
    ("people", person(title=None, middle_names=None, previous_last_names=[], addresses=[], services=[])),
    ("people", person(addresses=[address(to="2020-01-01"), address(uprn="1", postcode="not a postcode")])),
    ("people", person(first_name="x" * 2000, last_name="李" * 2000, email="not an address")),
    ("people", person(first_name="O’Brien-Núñez \u200f👵")),
    ("people", person(date_of_birth=None)),
    ("representatives", without(representative(organisation="Age Concern"), "last_name")),
    ("representatives", representative("".join(chr(200 + n * 37 % 9000) for n in range(2000)))),
    ("payments", payment(amount_pence=-99_999_999_999, document_ref="unknown yet")),
    ("payments", payment("".join(chr(200 + n * 41 % 9000) for n in range(2000)), amount_pence=None)),
    ("documents", document(issued_on="2099-01-01", supersedes="unknown yet")),
    ("documents", document(withdrawn=True, body=None)),
    ("documents", document(body=line(weeks="0", rate="-0.00", units="000000001.123456", code="anything printed"))),
    ("documents", document(body=over(total_pence=-1, remaining_pence=-6))),
    ("documents", document(kind="financial_assessment", body=assessment(weekly_cost_of_care_pence=None))),
    ("documents", document(kind="deferred_payment_statement", body=statement(movements=[], closing_pence=100000))),
]


@pytest.mark.parametrize(("file", "row"), GOOD)
def test_what_the_format_allows_is_taken(file: str, row: Fields, take: Take) -> None:
    report = take(Delivery().with_rows(**{"people": [person()]} | {file: [row]}))

    assert report.rejected == []
    assert report.files[f"{file}.jsonl"].new == 1
