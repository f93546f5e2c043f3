"""Deliveries made by hand, as a council's report writer would: nothing here comes from the portal or the simulator."""

import hashlib
import json
from pathlib import Path
from typing import Any

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"

MARY: dict[str, Any] = {
    "person_ref": "100234",
    "first_name": "Mary",
    "last_name": "O'Brien",
    "date_of_birth": "1948-03-27",
    "addresses": [{"lines": ["12 Orchard Lane"], "town": "Westmere", "postcode": "WR5 2NP", "uprn": "100120000012"}],
    "services": ["direct_payment"],
}


def representative(ref: str, role: str, first_name: str = "Peter", last_name: str = "Okafor") -> dict[str, Any]:
    """Somebody who acts for Mary."""
    return {
        "representative_ref": ref,
        "person_ref": MARY["person_ref"],
        "role": role,
        "first_name": first_name,
        "last_name": last_name,
        "starts_on": "2024-01-01",
    }


def remittance(pdf: bytes = PDF) -> dict[str, Any]:
    """Mary's remittance advice for 4 to 31 May 2026, the worked example, with its PDF."""
    return {
        "document_ref": "RA-2026-0001",
        "person_ref": MARY["person_ref"],
        "kind": "remittance_advice",
        "issued_on": "2026-05-01",
        "period_from": "2026-05-04",
        "period_to": "2026-05-31",
        "file": {"name": "files/ra-0001.pdf", "sha256": hashlib.sha256(pdf).hexdigest(), "bytes": len(pdf)},
        "body": {
            "payment": {
                "reference": "BACS-000123",
                "paid_on": "2026-05-01",
                "method": "BACS",
                "account_ending": "4321",
                "payee_name": "Mary O'Brien",
            },
            "cycle": "four_weekly",
            "lines": [
                _line(1, "DP", "direct_payment", 120288, units="56", unit="hour", rate="21.48"),
                _line(2, "CC", "client_contribution", -39320, weeks="4", rate="98.30"),
                _line(3, "Adj", "rate_adjustment", 4648, units="56", unit="hour", rate="21.48", old_rate="20.65"),
                _line(4, "Adj", "contribution_adjustment", -2460, weeks="4", rate="98.30", old_rate="92.15"),
                _line(5, "OO", "one_off", 12000, reason="personal assistant's training"),
                _line(6, "MA", "manual_adjustment", -3550, reason="agency credit note"),
                _line(7, "OP", "overpayment_recovery", -15000),
            ],
            "overpayment": {
                "total_pence": 43000,
                "recovered_before_pence": 0,
                "recovered_now_pence": 15000,
                "remaining_pence": 28000,
            },
            "net_pence": 76606,
        },
    }


def _line(number: int, code: str, type_: str, amount_pence: int, **rest: str) -> dict[str, Any]:
    return {"line": number, "code": code, "type": type_, "amount_pence": amount_pence} | rest


def write_delivery(
    folder: Path,
    *,
    sequence: int = 1,
    scope: str = "changes",
    files: dict[str, bytes] | None = None,
    **rows: list[dict[str, Any]],
) -> Path:
    """Writes a delivery: `people=[…]`, `representatives=[…]`, `documents=[…]`, `payments=[…]`, and `files` by name."""
    folder.mkdir(parents=True)
    listed = []
    for name, data in rows.items():
        content = "".join(json.dumps(row) + "\n" for row in data).encode()
        (folder / f"{name}.jsonl").write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        listed.append({"name": f"{name}.jsonl", "sha256": digest, "bytes": len(content), "rows": len(data)})
    manifest = {
        "format": "client-finance-delivery",
        "version": 1,
        "delivery_id": f"by-hand-{sequence}",
        "sequence": sequence,
        "source": "ContrOCC",
        "produced_at": "2026-05-01T02:00:00+01:00",
        "scope": scope,
        "files": listed,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
