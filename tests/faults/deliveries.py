"""What the portal holds before a fault, and the deliveries that are broken off: small, with everything in them."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

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

PEOPLE, NEW_PEOPLE = range(40), range(40, 46)
# Whom the accounts of stage.py may see: three of them lose their access by what the deliveries say.
SEEN = (1, 2, 3, 11, 12, 13)
DEAD, ROLE_OVER, DEAD_LATER = 11, 12, 13


def pdf(name: str) -> bytes:
    """A made-up PDF of its own, of 1 to 30 kB."""
    chance = Random(name)
    return b"%PDF-1.7\n" + name.encode() + chance.randbytes(chance.randrange(1_000, 30_000)) + b"\n%%EOF\n"


class _Made:
    """A delivery in the making; a document's PDF comes with its row."""

    def __init__(self, delivery_id: str, sequence: int, today: date, *, scope: str = "changes") -> None:
        self.delivery = Delivery(delivery_id, sequence, scope=scope)
        self._today = today

    def document(self, number: int, *, version: int = 1, **changes: Any) -> dict[str, Any]:
        """Document number n is of person n modulo 40; every third one is a PDF."""
        fields: dict[str, Any] = {"issued_on": str(self._today - timedelta(days=3))}
        kinds = [
            {},
            {"kind": "deferred_payment_statement", "body": statement()},
            {"kind": "financial_assessment", "body": assessment()},
        ]
        fields |= kinds[number // 3 % 3]
        if number % 3 == 1:
            name = f"files/{number}.pdf"
            content = pdf(f"{number} version {version}")
            self.delivery.with_file(name, content)
            fields["file"] = issued(name, content)
        if version > 1:
            fields["period_from"] = str(self._today - timedelta(days=27 + version))
        return document(f"D{number}", f"P{number % len(PEOPLE)}", **(fields | changes))


def base(today: date) -> Delivery:
    """Forty people, their representatives, documents and payments."""
    made = _Made("base", 1, today)
    return made.delivery.with_rows(
        people=[_person(n) for n in PEOPLE],
        representatives=[_representative(n) for n in PEOPLE],
        documents=[made.document(n) for n in PEOPLE],
        payments=[payment(f"Y{n}", f"P{n}", document_ref=f"D{n}") for n in PEOPLE],
    )


def changes(today: date) -> Delivery:
    """Rows that are new, changed, unchanged and rejected; PDFs that are new and replaced; a death, and a role's end."""
    made = _Made("changes", 2, today)
    yesterday = str(today - timedelta(days=1))
    people = [
        *[_person(n, town="Malvern" if n % 2 else "Worcester") for n in PEOPLE[:20] if n != DEAD],
        _person(DEAD, date_of_death=yesterday),
        *[_person(n) for n in NEW_PEOPLE],
        _person(99, title=7),
    ]
    documents = [
        *[made.document(n) for n in PEOPLE[:6]],
        *[made.document(n, version=2) for n in PEOPLE[6:18]],
        made.document(18, withdrawn=True),
        *[made.document(n) for n in range(40, 70)],
        document("D999", "P99"),
    ]
    return made.delivery.with_rows(
        people=people,
        representatives=[_representative(ROLE_OVER, ends_on=yesterday), _representative(3, phone="01632 960 001")]
        + [_representative(n) for n in NEW_PEOPLE],
        documents=documents,
        payments=[payment(f"Y{n}", f"P{n % 40}", amount_pence=n) for n in range(30, 60)],
    )


def full(today: date) -> Delivery:
    """Everybody but four people and some representatives; another death, and new documents."""
    made = _Made("full", 3, today, scope="full")
    people = [_person(n, town="Malvern" if n % 2 else "Worcester") for n in PEOPLE[:36] if n != DEAD_LATER]
    return made.delivery.with_rows(
        people=[*people, _person(DEAD_LATER, date_of_death=str(today)), *[_person(n) for n in NEW_PEOPLE]],
        representatives=[_representative(n) for n in PEOPLE[:30] if n != ROLE_OVER],
        documents=[made.document(n, version=3) for n in (7, 41, 61)] + [made.document(n) for n in range(70, 90)],
    )


def held(today: date) -> Delivery:
    """A full delivery that leaves out half of the people: somebody has to look first."""
    made = _Made("held", 4, today, scope="full")
    return made.delivery.with_rows(
        people=[_person(n) for n in PEOPLE[:20]],
        representatives=[_representative(n) for n in PEOPLE[:20]],
        documents=[made.document(n, version=4) for n in (1, 9)] + [made.document(n) for n in range(90, 110)],
    )


def _person(number: int, *, town: str = "Worcester", **changes: Any) -> dict[str, Any]:
    address = {"lines": [f"{number + 1} Mill Lane"], "town": town, "postcode": "WR5 2NP"}
    return person(f"P{number}", addresses=[address], **changes)


def _representative(number: int, **changes: Any) -> dict[str, Any]:
    return representative(f"R{number}", f"P{number}", **changes)


def write(folder: Path, today: date) -> dict[str, Path]:
    """Writes them all, as zips and as folders, and gives their paths by name, e.g. "changes.zip"."""
    made = {"base": base(today), "changes": changes(today), "full": full(today), "held": held(today)}
    return {name: one.folder(folder / name) for name, one in made.items()} | {
        f"{name}.zip": one.zip(folder / f"{name}.zip") for name, one in made.items()
    }
