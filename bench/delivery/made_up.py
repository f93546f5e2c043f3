"""Made-up deliveries in the real format, the same each time: people, and remittance advices of about ten lines."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import msgspec

Fields = dict[str, Any]
LINES_EACH = 10

_FIRST_NAMES = (
    "Mary Peter Amina Tomasz Grace Harpreet Owen Siân Yusuf Beatrice Kofi Eleanor Mohammed Ffion Arthur Ngozi"
)
_LAST_NAMES = "Bloggs Okafor Kowalski O’Brien Singh Williams Begum Hughes Núñez Turner Patel MacDonald Achebe Price"
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
_STREETS = ("Mill Lane", "Orchard Road", "Chestnut Drive", "Severn Terrace", "Abbey Close", "Station Road")
_KINDS = (
    ("DP", "direct_payment", "Direct payment for personal care at home"),
    ("MA", "client_contribution", "Your contribution towards the cost of your care"),
    ("Adj", "rate_adjustment", "Rate changed by your provider, for the weeks before"),
    ("DPO", "one_off", "Respite at a care home, agreed by your social worker"),
    ("OPR", "overpayment_recovery", "Taken back for weeks in hospital"),
)
_EPOCH = date(2016, 4, 4)


def people(count: int) -> Iterator[Fields]:
    """Rows of people.jsonl."""
    chance = Random(1)  # noqa: S311 – made up, not secret
    for number in range(count):
        yield {
            "person_ref": person_ref(number),
            "title": chance.choice(("Mr", "Mrs", "Ms", "Dr")),
            "first_name": chance.choice(_FIRST),
            "last_name": f"{chance.choice(_LAST)}{chance.choice(('', '', '-' + chance.choice(_LAST)))}",
            "date_of_birth": str(date(1930, 1, 1) + timedelta(days=chance.randrange(22_000))),
            "addresses": [
                {
                    "lines": [f"{chance.randrange(1, 200)} {chance.choice(_STREETS)}"],
                    "town": "Worcester",
                    "postcode": f"WR{chance.randrange(1, 15)} {chance.randrange(1, 9)}{chance.choice('ABDEFGH')}"
                    f"{chance.choice('JLNPQRSTUWXYZ')}",
                }
            ],
            "services": ["direct_payment"],
        }


def person_ref(number: int) -> str:
    return f"P{number:07}"


def remittances(count: int, *, people: int) -> Iterator[Fields]:
    """Rows of documents.jsonl: four weeks each, paid to each of the people in turn."""
    for number in range(count):
        yield remittance(number, person=number % people, run=number // people)


def remittance(number: int, *, person: int, run: int) -> Fields:
    """One advice, always the same for the same numbers."""
    chance = Random(number)  # noqa: S311 – made up, not secret
    start = _EPOCH + timedelta(days=28 * run)
    end = start + timedelta(days=27)
    lines = [_line(chance, place, start, end) for place in range(1, LINES_EACH + 1)]
    return {
        "document_ref": f"RA-{number:09}",
        "person_ref": person_ref(person),
        "kind": "remittance_advice",
        "issued_on": str(end),
        "period_from": str(start),
        "period_to": str(end),
        "body": {
            "payment": {
                "reference": f"BACS-{run:05}-{number:08}",
                "run_on": str(end),
                "paid_on": str(end + timedelta(days=3)),
                "method": "BACS",
                "account_ending": f"{chance.randrange(10_000):04}",
                "payee_name": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
                "payee_relationship": "Son or daughter",
            },
            "cycle": "four_weekly",
            "lines": lines,
            "net_pence": sum(line["amount_pence"] for line in lines),
        },
    }


def _line(chance: Random, place: int, start: date, end: date) -> Fields:
    code, kind, words = _KINDS[0] if place == 1 else chance.choice(_KINDS)
    rate = chance.randrange(900, 3_000)
    weeks, hours = 4, chance.randrange(1, 40)
    sign = -1 if kind in ("client_contribution", "overpayment_recovery") else 1
    return {
        "line": place,
        "code": code,
        "type": kind,
        "description": words,
        "from": str(start),
        "to": str(end),
        "weeks": f"{weeks}.00",
        "units": f"{hours}.00",
        "unit": "hour",
        "rate": f"{rate // 100}.{rate % 100:02}",
        "amount_pence": sign * weeks * hours * rate,
    }


def write_delivery(folder: Path, *, delivery_id: str, sequence: int, **files: Iterable[Fields]) -> Path:
    """A delivery folder; `people=…, documents=…` are the rows of its data files, written as they come."""
    folder.mkdir(parents=True)
    listed = [_write(folder / f"{name}.jsonl", rows) for name, rows in files.items()]
    write_manifest(folder, delivery_id=delivery_id, sequence=sequence, files=listed)
    return folder


def write_manifest(folder: Path, *, delivery_id: str, sequence: int, files: list[Fields]) -> None:
    """Another manifest over the same data files makes the same content a new delivery."""
    manifest = {
        "format": "client-finance-delivery",
        "version": 1,
        "delivery_id": delivery_id,
        "sequence": sequence,
        "source": "ContrOCC",
        "produced_at": "2026-11-20T02:15:00Z",
        "scope": "changes",
        "files": files,
    }
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))


def _write(path: Path, rows: Iterable[Fields]) -> Fields:
    digest, size, count = sha256(), 0, 0
    with path.open("wb") as file:
        for row in rows:
            line = msgspec.json.encode(row) + b"\n"
            file.write(line)
            digest.update(line)
            size, count = size + len(line), count + 1
    return {"name": path.name, "sha256": digest.hexdigest(), "bytes": size, "rows": count}
