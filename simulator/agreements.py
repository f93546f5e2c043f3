"""Direct payment agreements: hours or nights a week at a rate, paid into an account of somebody's."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from simulator.days import WEEK, Period, monday_from, uprating
from simulator.figures import figure
from simulator.money import pence, pounds
from simulator.people import Person, Representative, Row
from simulator.timelines import Change, Timeline


@dataclass(frozen=True, slots=True)
class Package:
    """What is bought: the name of its figure, and how many units a week."""

    figure: str
    unit: str
    units: Decimal


# Figure, unit, and how many a week (least, most, step).
PACKAGES = (
    ("personal_assistant_hour", "hour", 10, 35, "0.5"),
    ("personal_assistant_hour", "hour", 8, 21, "1"),
    ("agency_hour", "hour", 8, 18, "0.25"),
    ("night", "night", 2, 4, "1"),
)
# The new rates of April reach the payments team weeks later: hence the adjustments of May.
NEW_RATES_LATE = timedelta(days=25)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is paid to whom. Rates in pence a unit."""

    reference: str
    unit: str
    units: Decimal  # a week
    rates: Timeline
    payee: Row  # the fields of `payment` that say who gets the money
    first_run: int

    def weekly(self, rate: int) -> int:
        """Pence a week at a rate of so many pence a unit."""
        return pence(self.units * pounds(rate))

    def weekly_cost(self, day: date) -> int:
        """What a week of care costs once everything about it is known."""
        return self.weekly(self.rates.on(day, date.max))


def draw_agreement(
    random: Random, person: Person, package: Package, periods: list[Period], *, review_known_on: date | None, payee: Row
) -> Agreement:
    """An agreement that pays from the run of the person's first delivery on; a review changes its rate backdated."""
    name = package.figure
    changes = _yearly(name, periods[0].first, periods[-1].last)
    if review_known_on:
        effective_from = monday_from(review_known_on) - random.randint(4, 7) * WEEK
        raised = round(figure(name, review_known_on) * random.choice((0.94, 1.05, 1.08)))
        changes.append(Change(effective_from, review_known_on, raised))
    first_run = max(person.joins_at, 1)
    return Agreement(f"DP{person.ref}", package.unit, package.units, Timeline(tuple(changes)), payee, first_run)


def draw_package(random: Random) -> Package:
    name, unit, least, most, step = random.choice(PACKAGES)
    units = Decimal(random.randint(least * 4, most * 4)) / 4
    return Package(name, unit, units // Decimal(step) * Decimal(step))


def _yearly(name: str, first: date, last: date) -> list[Change]:
    """The council's rates, from those of two years before."""
    begins = [uprating(year) for year in range(first.year - 2, last.year + 1)]
    return [Change(day, day + NEW_RATES_LATE, figure(name, day)) for day in begins]


def draw_payee(random: Random, person: Person, nominee: Representative | None) -> Row:
    """Who the money goes to: the person, or the nominee of the agreement."""
    row: Row = {
        "method": random.choice(("BACS", "BACS", "BACS", "BACS", "card")),
        "account_ending": f"{random.randint(0, 9999):04}",
        "payee_name": person.name.full,
    }
    if nominee and nominee.name:
        row |= {"payee_name": nominee.name.full, "payee_relationship": "Direct Payment nominee"}
    return row
