"""What stands on a printed document: facts, tables and a total, all in words."""

from dataclasses import dataclass
from typing import Any

from simulator.days import days_between, in_words
from simulator.documents import Document
from simulator.money import in_words as money
from simulator.money import plural
from simulator.people import Row

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A title, pairs of label and value, tables, and the sum at the end."""

    title: str
    facts: list[list[str]]
    tables: list[Table]
    total: str


def remittance_page(document: Document) -> Page:
    body, payment = document.body, document.body["payment"]
    facts = [
        ["Payment reference", payment["reference"]],
        ["Paid", f"{in_words(payment['paid_on'])} by {payment['method']}"],
        ["Paid to", f"{payment['payee_name']}, account ending {payment['account_ending']}"],
    ]
    if document.row.get("period_from"):
        facts.append(["Period", days_between(document.row["period_from"], document.row["period_to"])])
    if document.row.get("supersedes"):
        facts.append(["Replaces", document.row["supersedes"]])
    if body.get("overpayment"):
        owed = body["overpayment"]
        left = f"{money(owed['remaining_pence'])} of {money(owed['total_pence'])}"
        facts.append(["Overpayment still to be taken back", left])
    rows = [_remittance_row(line) for line in body["lines"]]
    return Page(
        "Remittance advice",
        facts,
        [_table("How this payment is made up", ["Code", "Description", "Quantity and rate", "Amount"], rows)],
        f"Net payment: {money(body['net_pence'])}",
    )


def statement_page(document: Document) -> Page:
    body, agreement = document.body, document.body["agreement"]
    facts = [
        ["Agreement", agreement["reference"]],
        ["Property", agreement["security_address"]],
        ["Value of the property", money(agreement["valuation_pence"])],
        ["Most that can be deferred", money(agreement["equity_limit_pence"])],
        ["Interest to date", money(body["interest_to_date_pence"])],
        ["Next statement", in_words(body["next_statement_on"])],
    ]
    opening = ["", "Brought forward", "", money(body["opening_pence"])]
    rows = [
        [in_words(row["on"]), row["description"], money(row["amount_pence"]), money(row["balance_pence"])]
        for row in body["movements"]
    ]
    period = days_between(document.row["period_from"], document.row["period_to"])
    table = _table(f"From {period}", ["Date", "Description", "Amount", "Balance"], [opening, *rows])
    return Page("Deferred payment statement", facts, [table], f"Deferred amount: {money(body['closing_pence'])}")


def assessment_page(document: Document) -> Page:
    body, about = document.body, document.body["assessment"]
    facts = [
        ["Reference", about["reference"]],
        ["From", in_words(about["effective_from"])],
        ["Cost of your care a week", money(body["weekly_cost_of_care_pence"])],
    ]
    income = [
        [row["source"], money(row["weekly_pence"]), money(row["disregarded_pence"]), money(row["counted_pence"])]
        for row in body["income"]
    ]
    if body.get("capital"):
        capital = body["capital"]
        income.append(["Savings", money(capital["total_pence"]), "", money(capital["tariff_weekly_pence"])])
    kept = [[_allowance(row), money(row["allowed_pence"])] for row in body["allowances"]]
    tables = [
        _table("Money coming in each week", ["Source", "Amount", "Not counted", "Counted"], income),
        _table("Money you keep each week", ["For", "Amount"], kept),
    ]
    return Page("Financial assessment", facts, tables, f"You pay {money(body['weekly_charge_pence'])} a week")


def _allowance(row: Row) -> str:
    words = row.get("description") or row["type"].replace("_", " ").capitalize()
    return f"{words} (refused: {row['refusal_reason']})" if row.get("refusal_reason") else words


def _remittance_row(line: Row) -> list[str]:
    words = line["description"] or "Manual adjustment"
    if line.get("from"):
        words += f", {days_between(line['from'], line['to'])}"
    if line.get("reason"):
        words += f". {line['reason']}"
    return [line["code"], words, _quantity(line), money(line["amount_pence"])]


def _quantity(line: Row) -> str:
    """Such as "4 weeks × 14 hours × £21.48"."""
    if "rate" not in line:
        return ""
    parts = [f"{line['weeks']} week{plural(line['weeks'])}"] if "weeks" in line else []
    parts += [f"{line['units']} {line['unit']}{plural(line['units'])}"] if "units" in line else []
    rate = f"(£{line['rate']} − £{line['old_rate']})" if "old_rate" in line else f"£{line['rate']}"
    return " × ".join([*parts, rate])


def _table(heading: str, head: list[str], rows: list[list[str]]) -> Table:
    widths = ["1fr" if place == min(1, len(head) - 2) else "auto" for place in range(len(head))]
    return {"heading": heading, "head": head, "rows": rows, "widths": widths}
