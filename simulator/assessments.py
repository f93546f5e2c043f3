"""Financial assessments: income less allowances is what somebody pays a week. Sums as in the care regulations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from simulator.days import WEEK, last_uprating, monday_from, uprating
from simulator.figures import YEARLY_RISE, figure, tariff
from simulator.finances import Finances
from simulator.money import to_nearest
from simulator.people import Row

WeeklyCost = Callable[[date], int]  # the cost of care in pence a week on a day


@dataclass(frozen=True, slots=True)
class Assessment:
    """One decision. `weekly_charge` in pence holds from `effective_from`, a Monday; known from `decided_on`."""

    body: Row
    decided_on: date
    effective_from: date
    weekly_charge: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an assessment is about."""

    reference: str
    setting: str  # "home", "residential_permanent" …
    collected_by: str
    weekly_cost: WeeklyCost


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why and when somebody is assessed."""

    reason: str
    decided_on: date
    effective_from: date


def occasions(random: Random, joined: date, last: date, *, new: bool) -> list[Occasion]:
    """One for the year that somebody `joined` in, and one for each April until `last`; some are decided late."""
    start = monday_from(joined) if new else last_uprating(joined)
    reason = random.choice(("initial", "initial", "light_touch")) if new else "annual"
    made = [Occasion(reason, (joined if new else start) - timedelta(days=random.randint(4, 20)), start)]
    for year in range(start.year, last.year + 1):
        begins = uprating(year)
        decided_on = begins + timedelta(days=random.randint(-25, 45))
        if begins > start and decided_on <= last:
            made.append(Occasion("annual", decided_on, begins))
    return made


def assess(
    finances: Finances, circumstances: Circumstances, when: list[Occasion], *, change: Occasion | None
) -> Iterator[Assessment]:
    """The assessments of somebody; before the occasion `change` their finances change."""
    previous: int | None = None
    for number, occasion in enumerate(sorted(when, key=lambda occasion: occasion.decided_on), start=1):
        if occasion is change:
            finances.rise()
        body = _body(finances, circumstances, occasion, number)
        if previous is not None:
            body["previous_weekly_charge_pence"] = previous
        previous = body["weekly_charge_pence"]
        yield Assessment(body, occasion.decided_on, occasion.effective_from, previous)


def _body(finances: Finances, circumstances: Circumstances, occasion: Occasion, number: int) -> Row:
    day = occasion.effective_from
    income = _income(finances, day)
    savings = tariff(finances.savings or 0)
    total_income = sum(row["counted_pence"] for row in income) + savings
    allowances = _allowances(finances, circumstances.setting, day)
    total_allowances = sum(row["allowed_pence"] for row in allowances)
    cost = circumstances.weekly_cost(day)
    return {
        "assessment": {
            "reference": f"{circumstances.reference}-{number}",
            "reason": occasion.reason,
            "setting": circumstances.setting,
            "decided_on": occasion.decided_on,
            "effective_from": day,
        },
        "income": income,
        "capital": _capital(finances.savings, savings),
        "allowances": allowances,
        "total_income_pence": total_income,
        "total_allowances_pence": total_allowances,
        "weekly_cost_of_care_pence": cost,
        "weekly_charge_pence": min(max(total_income - total_allowances, 0), cost),
        "first_due_on": day,
        "collected_by": circumstances.collected_by,
        "review_by": uprating(last_uprating(day).year + 1) - WEEK,
    }


def _capital(savings: int | None, tariff_weekly: int) -> Row | None:
    if savings is None:
        return None
    return {"total_pence": savings, "counted_pence": savings, "tariff_weekly_pence": tariff_weekly}


def _income(finances: Finances, day: date) -> list[Row]:
    attendance, at_night = figure("attendance_allowance", day), figure("attendance_allowance_at_night", day)
    if finances.pension_age:
        rows = [_counted("State Pension", figure("state_pension", day))]
        benefit = "Attendance Allowance"
    else:
        rows = [_counted("Employment and Support Allowance", figure("employment_and_support_allowance", day))]
        benefit, attendance = "Personal Independence Payment, daily living", figure("pip_daily_living", day)
    if finances.occupational:
        rows.append(_counted("Occupational pension", _of_year(finances.occupational, day)))
    if finances.attendance:
        row = _counted(benefit, attendance, at_night)
        rows.append(row | {"note": "The part for care at night is not counted"})
    return rows


def _counted(source: str, weekly: int, disregarded: int = 0) -> Row:
    return {
        "source": source,
        "weekly_pence": weekly,
        "disregarded_pence": disregarded,
        "counted_pence": weekly - disregarded,
    }


def _allowances(finances: Finances, setting: str, day: date) -> list[Row]:
    if setting != "home":
        return [_allowed("personal_expenses", figure("personal_expenses_allowance", day))]
    age = "pension_age" if finances.pension_age else "working_age"
    rows = [_allowed("minimum_income_guarantee", figure(f"minimum_income_guarantee_{age}", day))]
    if not finances.pension_age:
        rows.append(_allowed("premium", figure("disability_premium", day), "Disability premium"))
    if finances.rent:
        rows.append(_allowed("housing", _of_year(finances.rent, day), "Rent not met by housing benefit"))
    if finances.council_tax:
        rows.append(_allowed("council_tax", _of_year(finances.council_tax, day), "Council tax"))
    return rows + finances.expenses


def _allowed(kind: str, weekly: int, description: str = "") -> Row:
    return {"type": kind, "description": description, "allowed_pence": weekly}


def _of_year(weekly: int, day: date) -> int:
    """An amount of 2026/27 in the year of `day`."""
    return to_nearest(weekly * YEARLY_RISE ** (last_uprating(day).year - 2026), 5)
