"""The few people every simulated council has, so that a demo and its readers know them by name."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.agreements import Package
from simulator.families import Families
from simulator.finances import Finances, expense
from simulator.households import Household
from simulator.people import Name, Person, Representative
from simulator.places import Places
from simulator.representatives import Representatives
from simulator.stories import Event, marys, nothing_special, winstons


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written down for somebody, not drawn: what they live on, and what their direct payment buys."""

    finances: Finances
    package: Package
    event: Event


@dataclass(frozen=True, slots=True)
class Part:
    """One household of the cast and who acts for it."""

    household: Household
    representatives: list[Representative]
    plans: dict[str, Plan]  # by person_ref


def cast(families: Families, places: Places, representatives: Representatives) -> list[Part]:
    """Mary, who gets a direct payment; Winston and Grace, for whom Peter (his son, her nephew) acts."""
    return [_mary(families, places), _okafors(families, places, representatives)]


def _mary(families: Families, places: Places) -> Part:
    name = Name("Mary", "Bloggs", "f", "Mrs", middle="Ellen", previous_last=["Yarnold"])
    mary = _member(families, name, date(1948, 3, 27), places, ["direct_payment"])
    finances = Finances(
        pension_age=True,
        occupational=55_10,
        attendance=True,
        savings=17_860_00,
        council_tax=22_10,
        expenses=[expense("Extra heating", 24_00, 20_00, "More than is usual"), expense("Wheelchair repairs", 12_40)],
    )
    plan = Plan(finances, Package("personal_assistant_hour", "hour", Decimal(14)), marys)
    return Part(Household([mary]), [], {mary.ref: plan})


def _okafors(families: Families, places: Places, representatives: Representatives) -> Part:
    winston = _member(families, Name("Winston", "Okafor", "m", "Mr"), date(1941, 11, 2), places, ["direct_payment"])
    grace = _member(
        families, Name("Grace", "Okafor", "f", "Miss"), date(1944, 6, 19), places, ["residential", "deferred_payment"]
    )
    peter = representatives.contact(Name("Peter", "Okafor", "m"))
    roles = [representatives.make(peter, "power_of_attorney", person) for person in (winston, grace)]
    for role in roles:
        role.email = "peter.okafor@example.com"
        role.starts_on = date(2021, 3, 8)
    his = Finances(pension_age=True, occupational=88_40, savings=6_240_00, council_tax=27_85)
    hers = Finances(pension_age=True, occupational=112_70, attendance=True, savings=19_310_00)
    package = Package("agency_hour", "hour", Decimal("10.5"))
    plans = {winston.ref: Plan(his, package, winstons), grace.ref: Plan(hers, package, nothing_special)}
    return Part(Household([winston, grace]), roles, plans)


def _member(families: Families, name: Name, born_on: date, places: Places, services: list[str]) -> Person:
    home = places.care_home(0) if "residential" in services else places.home()
    person = families.person(name, born_on, home, services)
    person.caution = False
    return person
