"""What people live on: income, savings and costs, as a financial assessment asks for them."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from simulator.money import to_nearest
from simulator.people import Person, Row

EXPENSES = (
    ("Extra laundry", 6_50), ("Community alarm", 5_40), ("Extra heating", 20_00), ("Wheelchair repairs", 12_40),
    ("Special diet", 9_80), ("Gardening help", 15_00), ("Continence products", 8_25), ("Taxis to day centre", 18_60),
)  # fmt: skip
REFUSALS = ("No receipts were sent", "Paid for by the health service", "Not needed because of disability")
PENSION_AGE = 66


@dataclass(slots=True)
class Finances:
    """Amounts in pence a week of 2026/27, savings in pence."""

    pension_age: bool
    occupational: int = 0
    attendance: bool = False
    savings: int | None = None
    rent: int = 0
    council_tax: int = 0
    expenses: list[Row] = field(default_factory=list)  # disability-related allowances

    def rise(self) -> None:
        """A benefit is awarded or a pension goes up: what a reassessment in mid-year is about."""
        if self.attendance:
            self.occupational += 6_15
        self.attendance = True


def draw_finances(random: Random, person: Person, today: date) -> Finances:
    age = (today - person.born_on).days // 365 if person.born_on else 80
    old = age >= PENSION_AGE
    finances = Finances(pension_age=old, attendance=random.random() < 0.85)
    if old and random.random() < 0.85:
        finances.occupational = max(to_nearest(random.gauss(70_00, 40_00), 5), 8_15)
    if random.random() < 0.75:
        finances.savings = to_nearest(random.triangular(300_00, 23_000_00, 9_000_00), 1_00)
    finances.rent = random.choice((0, 0, 0, 41_20)) if "residential" not in person.services else 0
    finances.council_tax = random.choice((0, 22_10, 27_85, 18_60))
    finances.expenses = [_draw_expense(random, *which) for which in random.sample(EXPENSES, random.randint(0, 3))]
    return finances


def expense(description: str, requested: int, allowed: int | None = None, refusal: str = "") -> Row:
    return {
        "type": "disability_related",
        "description": description,
        "requested_pence": requested,
        "allowed_pence": requested if allowed is None else allowed,
        "refusal_reason": refusal,
    }


def _draw_expense(random: Random, description: str, usual: int) -> Row:
    requested = to_nearest(usual * random.uniform(0.7, 1.6), 5)
    if random.random() < 0.25:
        return expense(description, requested, 0, random.choice(REFUSALS))
    return expense(description, requested, min(requested, usual))
