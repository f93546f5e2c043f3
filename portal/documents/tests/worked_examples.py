"""The three documents that add up, for the tests: a payment, a deferred payment and the assessment behind the payment.

All figures are made up, and add up to the penny.
"""

from typing import Any

REMITTANCE: dict[str, Any] = {
    "payment": {
        "reference": "BACS-004711",
        "run_on": "2026-04-29",
        "paid_on": "2026-05-01",
        "method": "BACS",
        "account_ending": "4321",
        "payee_name": "Mary Bloggs",
    },
    "cycle": "four_weekly",
    "lines": [
        {
            "line": 1,
            "code": "DP",
            "type": "direct_payment",
            "from": "2026-05-04",
            "to": "2026-05-31",
            "weeks": "4",
            "units": "14",
            "unit": "hour",
            "rate": "21.48",
            "amount_pence": 120288,
        },
        {"line": 2, "code": "CC", "type": "client_contribution", "weeks": "4", "rate": "98.30", "amount_pence": -39320},
        {
            "line": 3,
            "code": "Adj",
            "type": "rate_adjustment",
            "from": "2026-04-06",
            "to": "2026-05-03",
            "units": "56",
            "unit": "hour",
            "rate": "21.48",
            "old_rate": "20.65",
            "amount_pence": 4648,
        },
        {
            "line": 4,
            "code": "Adj",
            "type": "contribution_adjustment",
            "weeks": "4",
            "rate": "98.30",
            "old_rate": "92.15",
            "amount_pence": -2460,
        },
        {
            "line": 5,
            "code": "OO",
            "type": "one_off",
            "description": "Personal assistant’s training",
            "amount_pence": 12000,
        },
        {"line": 6, "code": "MA", "type": "manual_adjustment", "reason": "Agency credit note", "amount_pence": -3550},
        {"line": 7, "code": "OP", "type": "overpayment_recovery", "amount_pence": -15000},
    ],
    "overpayment": {
        "total_pence": 43000,
        "recovered_before_pence": 0,
        "recovered_now_pence": 15000,
        "remaining_pence": 28000,
        "cause": "Care was paid for during a hospital stay",
    },
    "net_pence": 76606,
}

STATEMENT: dict[str, Any] = {
    "agreement": {
        "reference": "DPA-0042",
        "starts_on": "2024-02-01",
        "security_address": "12 Orchard Lane, Westmere",
        "valuation_pence": 26500000,
        "valued_on": "2025-11-14",
        "equity_limit_pence": 22425000,
        "compounding": "daily",
        "weekly_disposable_income_pence": 14400,
    },
    "interest_rates": [
        {"from": "2026-01-01", "to": "2026-06-30", "annual_percent": "4.75"},
        {"from": "2026-07-01", "annual_percent": "4.85"},
    ],
    "opening_pence": 3841266,
    "movements": [
        {"on": "2026-06-30", "type": "care_charge", "amount_pence": 1714720, "balance_pence": 5555986},
        {"on": "2026-06-30", "type": "admin", "amount_pence": 28000, "balance_pence": 5583986},
        {"on": "2026-06-30", "type": "interest", "amount_pence": 51484, "balance_pence": 5635470},
        {
            "on": "2026-09-30",
            "type": "interest",
            "description": "From 1 July",
            "amount_pence": 62947,
            "balance_pence": 5698417,
        },
        {"on": "2026-09-30", "type": "repayment", "amount_pence": -100000, "balance_pence": 5598417},
    ],
    "closing_pence": 5598417,
    "interest_to_date_pence": 114431,
    "next_statement_on": "2027-03-31",
}

ASSESSMENT: dict[str, Any] = {
    "assessment": {
        "reference": "FA-0815",
        "reason": "annual",
        "setting": "home",
        "decided_on": "2026-03-20",
        "effective_from": "2026-04-06",
    },
    "income": [
        {"source": "State pension", "weekly_pence": 24130, "disregarded_pence": 0, "counted_pence": 24130},
        {"source": "Occupational pension", "weekly_pence": 6125, "disregarded_pence": 0, "counted_pence": 6125},
        {
            "source": "Attendance allowance",
            "weekly_pence": 11460,
            "disregarded_pence": 3790,
            "counted_pence": 7670,
            "note": "higher rate",
        },
    ],
    "capital": {"total_pence": 1786000, "counted_pence": 1786000, "tariff_weekly_pence": 1500},
    "allowances": [
        {"type": "minimum_income_guarantee", "allowed_pence": 24145},
        {"type": "council_tax", "allowed_pence": 2210},
        {"type": "disability_related", "description": "Laundry", "requested_pence": 2000, "allowed_pence": 2000},
        {
            "type": "disability_related",
            "description": "Taxis",
            "requested_pence": 1850,
            "allowed_pence": 1240,
            "refusal_reason": "Some trips are free with a bus pass",
        },
    ],
    "total_income_pence": 39425,
    "total_allowances_pence": 29595,
    "weekly_cost_of_care_pence": 30072,
    "weekly_charge_pence": 9830,
    "previous_weekly_charge_pence": 9215,
    "first_due_on": "2026-05-01",
    "collected_by": "taken_off_direct_payment",
    "review_by": "2027-04-05",
}
