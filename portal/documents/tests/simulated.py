"""The remittance advices of a made-up council, person by person, as its deliveries bring them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.documents import bodies
from simulator.council import Council, Size
from simulator.documents import Issue

TODAY = date(2026, 11, 20)


def advices(people: int, *, periods: int = 8, seed: int = 4) -> Iterator[list[bodies.RemittanceBody]]:
    """For each person with a direct payment their advices, the oldest first; those issued by mistake left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for told in Council(Size(people, periods, seed, TODAY)).tell():
        if isinstance(told, Issue) and told.document.row["kind"] == "remittance_advice":
            found.setdefault(told.document.row["person_ref"], []).append(told.document.row)
    for rows in found.values():
        replaced = {row["supersedes"] for row in rows if row.get("supersedes")}
        kept = [row for row in rows if row["document_ref"] not in replaced and row["body"]["cycle"] != "one_off"]
        yield [_body(row) for row in sorted(kept, key=lambda row: row["period_to"])]


def _body(row: dict[str, Any]) -> bodies.RemittanceBody:
    return bodies.read(json.loads(delivered(row["body"])), bodies.RemittanceBody)


def delivered(body: dict[str, Any]) -> str:
    """The body as a delivery has it."""
    return json.dumps(_said(body), default=date.isoformat)


def _said(value: Any) -> Any:
    """What is empty is not delivered."""
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items() if part not in (None, "")}
    return [_said(part) for part in value] if isinstance(value, list) else value
