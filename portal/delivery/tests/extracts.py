"""CSV extracts made from the rows of a delivery, with the mapping that leads back: every field has a column."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from portal.delivery.format.document_rows import AssessmentRow, RemittanceRow, StatementRow
from portal.delivery.format.rows import PaymentRow, PersonRow, RepresentativeRow
from portal.delivery.from_csv.kinds import Kind, fields_of

KINDS = {
    "remittance_advice": RemittanceRow,
    "deferred_payment_statement": StatementRow,
    "financial_assessment": AssessmentRow,
}
ROWS: dict[str, type] = {"people": PersonRow, "representatives": RepresentativeRow, "payments": PaymentRow}
MOST = 4


def mapping_of(struct: type, place: str = "", file: str = "") -> dict[str, Any]:
    """A table that names a column, as `body.payment.paid_on`, for each field of an object."""
    return {
        name: _said(Kind(name, one.type), f"{place}{name}", file)
        for name, one in fields_of(struct).items()
        if name != "file"
    }


def _said(kind: Kind, place: str, file: str) -> Any:
    if kind.struct:
        return mapping_of(kind.struct, f"{place}.", file)
    if kind.item and kind.item.struct and place.startswith("body."):
        return {"file": f"{file}.{place}.csv", "key": "document_ref", "fields": mapping_of(kind.item.struct)}
    if kind.item and kind.item.struct:
        return [mapping_of(kind.item.struct, f"{place}.{number}.") for number in range(MOST)]
    if kind.item and place.endswith("lines"):
        return [f"{place}.{number}" for number in range(MOST)]
    return {"column": place, "split": ";"} if kind.item else place


def amount(pence: int) -> str:
    """In one of the ways finance systems write amounts, which depends on the amount."""
    pounds = f"{abs(pence) // 100:,}.{abs(pence) % 100:02}"
    ways = (
        (f"({pounds})", f"{pounds}-", f"-£{pounds}", f"£-{pounds}")
        if pence < 0
        else (pounds, f"£{pounds}", f"£ {pounds}")
    )
    return ways[abs(pence) % len(ways)]


class Extracts:
    """CSVs in the making, by their names."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}

    def add(self, file: str, row: dict[str, Any], said: dict[str, Any]) -> None:
        cells: dict[str, str] = {}
        for name, one in said.items():
            self._put(row.get(name), one, name, cells, row)
        self.rows.setdefault(file, []).append(cells)

    def _put(self, value: Any, said: Any, name: str, cells: dict[str, str], row: dict[str, Any]) -> None:
        if isinstance(said, str):
            cells[said] = _cell(value, name)
        elif isinstance(said, list):
            for number, one in enumerate(said):
                self._put(value[number] if number < len(value or ()) else None, one, name, cells, row)
        elif "split" in said:
            cells[said["column"]] = "; ".join(value or ())
        elif "file" in said:
            for line in value or ():
                self.add(
                    said["file"],
                    line | {"document_ref": row["document_ref"]},
                    said["fields"] | {"document_ref": "document_ref"},
                )
        else:
            for below, one in said.items():
                self._put((value or {}).get(below), one, below, cells, row)

    def write(self, folder: Path, **way: str) -> None:
        for name, rows in self.rows.items():
            with (folder / name).open("w", newline="", encoding=way.get("encoding", "utf-8")) as stream:
                file = csv.DictWriter(stream, list(rows[0]), delimiter=way.get("delimiter", ","))
                file.writeheader()
                file.writerows(rows)


def _cell(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if name.endswith("_pence"):
        return amount(value)
    if name in _DAYS:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return str(value)


_DAYS = {name for struct in (*ROWS.values(), *KINDS.values()) for name in ("from", "to", "on")} | {
    "date_of_birth", "date_of_death", "starts_on", "ends_on", "issued_on", "period_from", "period_to", "paid_on",
    "run_on", "valued_on", "next_statement_on", "decided_on", "effective_from", "effective_to", "first_due_on",
    "review_by", "expected_on",
}  # fmt: skip


def extracts_of(delivery: Path, folder: Path, **way: str) -> Path:
    """Writes a delivery's rows as CSVs and their mapping into `folder`, and gives the mapping's path."""
    folder.mkdir()
    extracts, said = (
        Extracts(),
        {"delivery": {"source": "ContrOCC", "sequence": 7, "produced_at": "2026-11-20T02:00:00Z"}},
    )
    said["delivery"]["scope"] = "full"
    if way:
        said["csv"] = dict(way)
    for path in sorted(delivery.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            kind = row.get("kind", "")
            table = mapping_of(KINDS[kind] if kind else ROWS[path.stem], file=kind)
            extracts.add(f"{kind or path.stem}.csv", row, table)
    extracts.write(folder, **way)
    for name, struct in ROWS.items():
        if f"{name}.csv" in extracts.rows:
            said[name] = {"file": f"{name}.csv", "fields": mapping_of(struct)}
    said["documents"] = [  # type: ignore[assignment]  # a table of the mapping may be a list of tables
        {"kind": kind, "file": f"{kind}.csv", "fields": mapping_of(struct, file=kind)}
        for kind, struct in KINDS.items()
        if f"{kind}.csv" in extracts.rows
    ]
    (folder / "mapping.toml").write_text("\n".join(f"{name} = {_toml(table)}" for name, table in said.items()))
    return folder / "mapping.toml"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)
