"""Issued documents and where payments stand: the rows of documents.jsonl and payments.jsonl."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from simulator.agreements import Agreement
from simulator.assessments import Assessment
from simulator.days import Period
from simulator.deferred_payments import Statement
from simulator.payment_runs import Advice
from simulator.people import Person, Row

Kind = Literal["remittance_advice", "deferred_payment_statement", "financial_assessment"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document as issued, for a PDF to be made of."""

    ref: str
    kind: Kind
    issued_on: date
    body: Row
    addressee: list[str]  # name and address as on the envelope
    row: Row  # of documents.jsonl, without `file`


@dataclass(frozen=True, slots=True)
class Issue:
    """A document that goes out with a delivery (0 is the full one)."""

    delivery: int
    document: Document


def remittance(
    person: Person, agreement: Agreement, advice: Advice, period: Period, *, again: date | None = None
) -> Document:
    """The advice of a run; `again` is the day on which it is issued a second time, with the reasons it lacked."""
    ref = f"RA-{person.ref}-{period.paid_on:%y%m%d}"
    body: Row = {
        "payment": {
            "reference": f"BX{person.ref}{advice.run:03}",
            "run_on": period.paid_on,
            "paid_on": period.paid_on,
            **agreement.payee,
        },
        "cycle": "four_weekly",
        "lines": advice.lines,
        "overpayment": advice.overpayment,
        "net_pence": advice.net,
    }
    document = _document(person, f"{ref}-2" if again else ref, "remittance_advice", again or period.paid_on, body)
    document.row.update(period_from=period.first, period_to=period.last)
    if again:
        document.row["supersedes"] = ref
    return document


def mistaken_remittance(person: Person, agreement: Agreement, period: Period) -> Document:
    """An advice of a single payment that was never agreed; to be withdrawn."""
    line = {"line": 1, "code": "OO", "type": "one_off", "description": "Equipment", "amount_pence": 75_00}
    payment = {"reference": f"BX{person.ref}X", "run_on": period.paid_on, "paid_on": period.paid_on, **agreement.payee}
    body = {"payment": payment, "cycle": "one_off", "lines": [line], "net_pence": 75_00}
    return _document(person, f"RA-{person.ref}-{period.paid_on:%y%m%d}-X", "remittance_advice", period.paid_on, body)


def withdrawal(document: Document) -> Row:
    return {key: document.row[key] for key in ("document_ref", "person_ref", "kind", "issued_on")} | {"withdrawn": True}


def statement(person: Person, issued: Statement) -> Document:
    ref = f"DPS-{person.ref}-{issued.last:%y%m}"
    document = _document(person, ref, "deferred_payment_statement", issued.issued_on, issued.body)
    document.row.update(period_from=issued.first, period_to=issued.last)
    return document


def assessment_result(person: Person, assessment: Assessment) -> Document:
    ref = assessment.body["assessment"]["reference"]
    return _document(person, ref, "financial_assessment", assessment.decided_on, assessment.body)


def payment(person: Person, period: Period, status: str, **fields: object) -> Row:
    """Where the payment of a period stands; its key is the same before and after it is paid."""
    return {
        "payment_ref": f"P-{person.ref}-{period.first:%y%m%d}",
        "person_ref": person.ref,
        "period_from": period.first,
        "period_to": period.last,
        "status": status,
        "expected_on": period.paid_on,
        **fields,
    }


def _document(person: Person, ref: str, kind: Kind, issued_on: date, body: Row) -> Document:
    home = person.home_on(issued_on)
    addressee = [person.name.full, *home.lines, home.town, home.postcode]
    row = {"document_ref": ref, "person_ref": person.ref, "kind": kind, "issued_on": issued_on, "body": body}
    return Document(ref, kind, issued_on, body, addressee, row)
