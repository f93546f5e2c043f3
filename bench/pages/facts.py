"""What the bench's documents say: a payment every four weeks, and once a year an assessment instead."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

NEWEST: Final = date(2026, 10, 2)
EVERY: Final = 28  # days
YEARLY: Final = 13
CORRECTED: Final = 40  # each of this many documents takes the place of the one before it
CHARGE: Final = 9_830  # pence a week


@dataclass(frozen=True, slots=True)
class Issued:
    """What everybody is sent in one round of payments; `number` counts the rounds from 0, the oldest."""

    number: int
    kind: str
    issued_on: date
    period_from: date
    period_to: date | None
    body: dict[str, Any]

    @property
    def replaces(self) -> bool:
        """Whether it takes the place of the document of the round before."""
        return self.number % CORRECTED == CORRECTED - 1


def issued(number: int, rounds: int) -> Issued:
    """The document of one round of so many."""
    on = NEWEST - timedelta(days=EVERY * (rounds - 1 - number))
    first = on - timedelta(days=3)
    if number % YEARLY == YEARLY - 1:
        return Issued(number, "financial_assessment", on, first, None, _assessment(first))
    last = first + timedelta(days=EVERY - 1)
    return Issued(number, "remittance_advice", on, first, last, _remittance(number, on, first, last))


def _remittance(number: int, on: date, first: date, last: date) -> dict[str, Any]:
    rate = 2_148 + number
    lines = [
        _line(
            1, "DP", "direct_payment", 56 * rate, first, last, weeks="4", units="14", unit="hour", rate=_pounds(rate)
        ),
        _line(2, "CC", "client_contribution", -4 * CHARGE, first, last, weeks="4", rate=_pounds(CHARGE)),
    ]
    if number % 3 == 0:
        lines.append(_line(3, "OO", "one_off", 12_000, reason="Respite care"))
    if number % 4 == 0:
        lines.append(_line(len(lines) + 1, "MA", "manual_adjustment", -3_550, reason="Agency credit note"))
    payment = {
        "reference": f"BACS-{100_000 + number}",
        "paid_on": on.isoformat(),
        "method": "BACS",
        "account_ending": "4321",
        "payee_name": "Orchard Payroll Ltd",
    }
    net = sum(line["amount_pence"] for line in lines)
    return {"payment": payment, "cycle": "four_weekly", "lines": lines, "net_pence": net}


def _line(  # noqa: PLR0917 - what stands on a line
    line: int, code: str, kind: str, pence: int, first: date | None = None, last: date | None = None, **more: str
) -> dict[str, Any]:
    days = {"from": first.isoformat(), "to": last.isoformat()} if first and last else {}
    return {"line": line, "code": code, "type": kind, "amount_pence": pence, **days, **more}


def _assessment(first: date) -> dict[str, Any]:
    decided = {
        "reference": "FA-1",
        "reason": "annual",
        "setting": "home",
        "decided_on": first.isoformat(),
        "effective_from": first.isoformat(),
    }
    income = {"source": "State Pension", "weekly_pence": 33_030, "disregarded_pence": 0, "counted_pence": 33_030}
    allowance = {"type": "minimum_income_guarantee", "allowed_pence": 33_030 - CHARGE}
    return {
        "assessment": decided,
        "income": [income],
        "allowances": [allowance],
        "total_income_pence": 33_030,
        "total_allowances_pence": 33_030 - CHARGE,
        "weekly_charge_pence": CHARGE,
    }


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
