"""Deliveries made by hand from the format's text, good or bad in any way a test wants; knows nothing of the reader."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

Fields = dict[str, Any]

PDF = b"%PDF-1.7\nA remittance advice, as it was issued.\n%%EOF\n"


def person(ref: str = "P1", **changes: Any) -> Fields:
    return {
        "person_ref": ref,
        "first_name": "Mary",
        "last_name": "Bloggs",
        "date_of_birth": "1949-03-07",
        "addresses": [{"lines": ["4 Mill Lane"], "town": "Worcester", "postcode": "WR5 2NP"}],
        "services": ["direct_payment"],
    } | changes


def representative(ref: str = "R1", person_ref: str = "P1", **changes: Any) -> Fields:
    return {
        "representative_ref": ref,
        "person_ref": person_ref,
        "role": "power_of_attorney",
        "first_name": "Peter",
        "last_name": "Okafor",
    } | changes


def document(ref: str = "D1", person_ref: str = "P1", **changes: Any) -> Fields:
    return {
        "document_ref": ref,
        "person_ref": person_ref,
        "kind": "remittance_advice",
        "issued_on": "2026-10-16",
        "body": remittance(),
    } | changes


def remittance(**changes: Any) -> Fields:
    return {
        "payment": {"reference": "BACS-1", "paid_on": "2026-10-20", "method": "BACS", "payee_name": "Mary Bloggs"},
        "cycle": "four_weekly",
        "lines": [
            {"line": 1, "code": "DP", "type": "direct_payment", "weeks": "4", "rate": "171.84", "amount_pence": 68736},
            {"line": 2, "code": "MA", "type": "client_contribution", "amount_pence": -12000},
        ],
        "net_pence": 56736,
    } | changes


def statement(**changes: Any) -> Fields:
    return {
        "agreement": {
            "reference": "DPA-1",
            "starts_on": "2025-04-01",
            "valuation_pence": 24000000,
            "valued_on": "2025-03-01",
            "equity_limit_pence": 20000000,
            "compounding": "daily",
        },
        "interest_rates": [{"from": "2025-04-01", "annual_percent": "4.65"}],
        "opening_pence": 100000,
        "movements": [
            {"on": "2026-09-30", "type": "care_charge", "amount_pence": 30000, "balance_pence": 130000},
            {"on": "2026-10-01", "type": "repayment", "amount_pence": -10000, "balance_pence": 120000},
        ],
        "closing_pence": 120000,
        "interest_to_date_pence": 4100,
    } | changes


def assessment(**changes: Any) -> Fields:
    return {
        "assessment": {
            "reference": "FA-1",
            "reason": "annual",
            "setting": "home",
            "decided_on": "2026-03-20",
            "effective_from": "2026-04-06",
        },
        "income": [{"source": "State Pension", "weekly_pence": 23025, "disregarded_pence": 0, "counted_pence": 23025}],
        "capital": {"total_pence": 1600000, "counted_pence": 175000, "tariff_weekly_pence": 700},
        "allowances": [{"type": "minimum_income_guarantee", "allowed_pence": 21870}],
        "total_income_pence": 23725,
        "total_allowances_pence": 21870,
        "weekly_cost_of_care_pence": 42960,
        "weekly_charge_pence": 1855,
    } | changes


def payment(ref: str = "Y1", person_ref: str = "P1", **changes: Any) -> Fields:
    return {"payment_ref": ref, "person_ref": person_ref, "status": "paid", "amount_pence": 56736} | changes


def issued(name: str, content: bytes = PDF, **changes: Any) -> Fields:
    """The `file` of a document row."""
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} | changes


def lines(rows: list[Any]) -> bytes:
    """A data file of rows; a row given as bytes is written as it stands."""
    texts = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    return b"".join(text + b"\n" for text in texts)


class Delivery:
    """A delivery in the making. Data files are lists of rows or the bytes themselves."""

    def __init__(self, delivery_id: str = "d-1", sequence: int = 1, *, scope: str = "changes") -> None:
        self.manifest: Fields = {
            "format": "client-finance-delivery",
            "version": 1,
            "delivery_id": delivery_id,
            "sequence": sequence,
            "source": "ContrOCC",
            "produced_at": "2026-11-20T02:15:00Z",
            "scope": scope,
        }
        self.data: dict[str, bytes] = {}
        self.others: dict[str, bytes] = {}

    def with_rows(self, **rows: list[Any]) -> "Delivery":
        """`people=[…]` is people.jsonl, and so on."""
        self.data |= {f"{name}.jsonl": lines(given) for name, given in rows.items()}
        return self

    def with_file(self, name: str, content: bytes = PDF) -> "Delivery":
        self.others[name] = content
        return self

    def changed(self, **fields: Any) -> "Delivery":
        """Other fields in the manifest; None leaves one out."""
        self.manifest |= fields
        self.manifest = {name: value for name, value in self.manifest.items() if value is not None}
        return self

    def announced(self) -> list[Fields]:
        return [
            {"name": name, "sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw), "rows": raw.count(b"\n")}
            for name, raw in self.data.items()
        ]

    def contents(self) -> dict[str, bytes]:
        manifest = {"files": self.announced()} | self.manifest
        return {"manifest.json": json.dumps(manifest).encode()} | self.data | self.others

    def folder(self, path: Path) -> Path:
        for name, raw in self.contents().items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(raw)
        return path

    def zip(self, path: Path, *, inside: str = "") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in self.contents().items():
                archive.writestr(inside + name, raw)
        return path


def changes(sequence: int, **rows: list[Any]) -> Delivery:
    """What has changed since the last delivery."""
    return Delivery(f"c-{sequence}", sequence).with_rows(**rows)


def full(sequence: int, **rows: list[Any]) -> Delivery:
    """All there is."""
    return Delivery(f"f-{sequence}", sequence, scope="full").with_rows(**rows)


def good() -> Delivery:
    """One person with a document, and nothing at fault."""
    return Delivery().with_rows(people=[person()], documents=[document()])
