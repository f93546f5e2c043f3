"""A financial assessment, worked through step by step. Sums as in the Care and Support (Charging) Regulations 2014."""

from datetime import date, timedelta

from portal.council.shape import SavingsRule
from portal.design.formats import MINUS, day, money
from portal.documents.bodies import AssessmentBody, Capital
from portal.documents.explaining.voice import Reader

POUND = 100
Steps = tuple[tuple[str, str], ...]


def tariff(savings_pence: int, rule: SavingsRule) -> int | None:
    """Pence a week that savings count as; None above the upper limit, where people pay the full cost."""
    if savings_pence > rule.upper_pence:
        return None
    return -(-max(savings_pence - rule.lower_pence, 0) // rule.step_pence) * POUND


def savings_worked(capital: Capital | None, rule: SavingsRule | None) -> str:
    """How savings came to count as income; "" when there are none."""
    if capital is None:
        return ""
    counted = money(capital.tariff_weekly_pence)
    worked = tariff(capital.counted_pence, rule) if rule else None
    if rule and capital.counted_pence > rule.upper_pence:
        return f"With savings above {money(rule.upper_pence)} people pay the full cost of their care."
    if rule is None or worked != capital.tariff_weekly_pence:
        return f"For these savings we count {counted} a week as income."
    if worked == 0:
        return f"Savings of {money(rule.lower_pence)} or less do not count."
    return (
        f"We do not count the first {money(rule.lower_pence)}. For each {money(rule.step_pence)} above that, "
        f"or part of it, we count £1.00 a week. That is {counted} a week."
    )


def steps(facts: AssessmentBody) -> Steps:
    """The sum, one step a row. Whatever the delivery did not give is left out."""
    counted = sum(income.counted_pence for income in facts.income)
    found = [("Money coming in that we count", money(counted))]
    if facts.capital is not None:
        found.append(("Added because of savings", money(facts.capital.tariff_weekly_pence)))
    found.append(("Total income", money(facts.total_income_pence)))
    found.append(("Money kept, taken off", f"{MINUS}{money(facts.total_allowances_pence)}"))
    found.append(("What is left", money(left_over(facts))))
    if facts.weekly_cost_of_care_pence is not None:
        found.append(("Cost of the care: it is never more than this", money(facts.weekly_cost_of_care_pence)))
    return tuple(found)


def left_over(facts: AssessmentBody) -> int:
    """What the income leaves after what is kept, in pence a week; below zero when more is kept than comes in."""
    return facts.total_income_pence - facts.total_allowances_pence


def charge_of_the_sum(facts: AssessmentBody) -> int:
    """What the sum comes to: nothing at least, the cost of the care at most."""
    charge, cost = max(left_over(facts), 0), facts.weekly_cost_of_care_pence
    return charge if cost is None else min(charge, cost)


def conclusion(facts: AssessmentBody, reader: Reader) -> str:
    """Why the charge is what it is, in a sentence."""
    charge, left = facts.weekly_charge_pence, left_over(facts)
    pays = f"{reader.you} {reader.verb('pay')}"
    if charge != charge_of_the_sum(facts):
        return f"The charge of {money(charge)} is not what this sum comes to. Ask us how we got to it."
    if charge == 0:
        return f"Nothing is left, so {pays} nothing."
    if charge < left:
        return f"What is left is more than the care costs, so {pays} what it costs: {money(charge)} a week."
    if facts.weekly_cost_of_care_pence is None:
        return f"So {pays} {money(charge)} a week."
    return f"What is left is not more than the care costs, so {pays} all of it: {money(charge)} a week."


def change(facts: AssessmentBody) -> str:
    """How the charge compares with the one before; "" when that is not known."""
    before, now = facts.previous_weekly_charge_pence, facts.weekly_charge_pence
    if before is None:
        return ""
    if before == now:
        return f"Before this it was {money(before)} a week too."
    how = "more" if now > before else "less"
    return f"Before this it was {money(before)} a week. It is {money(abs(now - before))} {how} now."


def collecting(facts: AssessmentBody) -> str:
    """How the charge is paid, and from when; "" when that is not known."""
    each = f"{money(facts.weekly_charge_pence)} a week"
    first = f" The first payment is due on {day(facts.first_due_on)}." if facts.first_due_on else ""
    if facts.weekly_charge_pence == 0:
        return ""
    if facts.collected_by == "taken_off_direct_payment":
        four = money(4 * facts.weekly_charge_pence)
        since = f" from {day(facts.first_due_on)}" if facts.first_due_on else ""
        return f"We take {each} off the direct payment{since}. For a payment of 4 weeks that is {four}."
    if facts.collected_by == "invoice":
        return f"We send an invoice for {each}.{first}"
    if facts.collected_by == "direct_debit":
        return f"We collect {each} by Direct Debit.{first}"
    return first.strip()


def ask_again(facts: AssessmentBody, *, within_days: int, today: date) -> str:
    """Until when somebody can ask for another look."""
    until = facts.assessment.decided_on + timedelta(days=within_days)
    if today <= until:
        return f"You can ask us to look at it again until {day(until)}."
    return f"The time to ask us to look at it again was until {day(until)}. If you have a good reason, ask us now."
