"""The money: every sum of every document, worked out a second time."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from simulator.tests.conftest import Rows

Bodies = Callable[[str], list[dict[str, Any]]]
LINE_TYPES = {
    "direct_payment", "client_contribution", "rate_adjustment", "contribution_adjustment", "one_off",
    "manual_adjustment", "overpayment_recovery", "suspension", "returned_payment", "other",
}  # fmt: skip


def pence(pounds: Decimal) -> int:
    return int((pounds * 100).quantize(Decimal(1), ROUND_HALF_UP))


def test_every_type_of_line_occurs(bodies: Bodies) -> None:
    lines = [line for body in bodies("remittance_advice") for line in body["lines"]]
    assert {line["type"] for line in lines} == LINE_TYPES
    assert {"reason" in line for line in lines if line["type"] == "manual_adjustment"} == {True, False}


def test_the_lines_of_a_remittance_add_up(bodies: Bodies) -> None:
    nets = []
    for body in bodies("remittance_advice"):
        assert [line["line"] for line in body["lines"]] == list(range(1, len(body["lines"]) + 1))
        assert sum(line["amount_pence"] for line in body["lines"]) == body["net_pence"]
        nets.append(body["net_pence"])
    assert 0 in nets
    assert min(nets) < 0


def test_a_line_is_its_weeks_times_its_units_times_its_rate(bodies: Bodies) -> None:
    for body in bodies("remittance_advice"):
        for line in (line for line in body["lines"] if "rate" in line):
            units, weeks = Decimal(line.get("units", 1)), Decimal(line.get("weeks", 1))
            rates = [Decimal(line["rate"]), Decimal(line.get("old_rate", 0))]
            new, old = (weeks * pence(units * rate) for rate in rates)
            assert abs(line["amount_pence"]) == abs(new - old), line


def test_an_overpayment_goes_down_from_advice_to_advice(rows: Rows) -> None:
    left: dict[str, int] = {}
    seen = 0
    for row in rows("documents.jsonl"):
        owed = row.get("body", {}).get("overpayment")
        if not owed or "supersedes" in row:
            continue
        recovered = owed["recovered_before_pence"] + owed["recovered_now_pence"]
        assert owed["total_pence"] == recovered + owed["remaining_pence"]
        assert left.get(row["person_ref"], owed["total_pence"]) == owed["total_pence"] - owed["recovered_before_pence"]
        left[row["person_ref"]] = owed["remaining_pence"]
        seen += 1
    assert seen > len(left) > 1


def test_a_statement_goes_from_opening_to_closing_line_by_line(rows: Rows) -> None:
    closing: dict[str, int] = {}
    for row in rows("documents.jsonl"):
        if row["kind"] != "deferred_payment_statement":
            continue
        body, balance = row["body"], row["body"]["opening_pence"]
        assert closing.get(row["person_ref"], balance) == balance
        for movement in body["movements"]:
            balance += movement["amount_pence"]
            assert movement["balance_pence"] == balance
            assert row["period_from"] <= movement["on"] <= row["period_to"]
        assert balance == body["closing_pence"]
        closing[row["person_ref"]] = balance
    assert len(closing) > 3


def test_every_type_of_movement_occurs(bodies: Bodies) -> None:
    movements = [row["type"] for body in bodies("deferred_payment_statement") for row in body["movements"]]
    expected = {"care_charge", "top_up", "admin", "legal", "valuation", "interest", "repayment", "adjustment"}
    assert set(movements) == expected


def test_an_assessment_is_income_less_allowances_and_never_above_the_cost(bodies: Bodies) -> None:
    for body in bodies("financial_assessment"):
        tariff = body.get("capital", {}).get("tariff_weekly_pence", 0)
        assert body["total_income_pence"] == sum(row["counted_pence"] for row in body["income"]) + tariff
        assert body["total_allowances_pence"] == sum(row["allowed_pence"] for row in body["allowances"])
        left = max(body["total_income_pence"] - body["total_allowances_pence"], 0)
        assert body["weekly_charge_pence"] == min(left, body["weekly_cost_of_care_pence"])


def test_the_contribution_on_a_remittance_is_the_charge_of_an_assessment_in_force(rows: Rows) -> None:
    charges: dict[str, list[tuple[str, str, int]]] = {}
    documents = rows("documents.jsonl")
    for row in documents:
        if row["kind"] == "financial_assessment":
            about = row["body"]["assessment"]
            known = (about["effective_from"], row["issued_on"], row["body"]["weekly_charge_pence"])
            charges.setdefault(row["person_ref"], []).append(known)
    checked = 0
    for row in (row for row in documents if row["kind"] == "remittance_advice"):
        for line in row.get("body", {}).get("lines", []):
            if line["type"] != "client_contribution":
                continue
            # A second issue says what was known at the first.
            told_on = row["body"]["payment"]["paid_on"]
            in_force = [one for one in charges[row["person_ref"]] if one[0] <= line["from"] and one[1] <= told_on]
            assert pence(Decimal(line["rate"])) == max(in_force)[2]
            checked += 1
    assert checked > 100
