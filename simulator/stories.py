"""What happens to a direct payment: every kind of line a remittance can have comes from one of these."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from simulator.days import WEEK, Period


@dataclass(frozen=True, slots=True)
class Extra:
    """One line beside the usual ones, in pence."""

    code: str
    type: str
    description: str
    pence: int
    reason: str = ""
    quantity: tuple[str, str, str] | None = None  # units, unit, rate


@dataclass(frozen=True, slots=True)
class Overpayment:
    """Paid too much before; taken back from `run` on, at most `instalment` a run (None: all there is)."""

    run: int
    cause: str
    total: int
    instalment: int | None


@dataclass(slots=True)
class Story:
    """Events of one agreement by number of the run: without an entry, an ordinary life."""

    extras: dict[int, list[Extra]] = field(default_factory=dict)
    in_hospital: dict[int, list[date]] = field(default_factory=dict)  # run that takes back these weeks (Mondays)
    overpayment: Overpayment | None = None
    returned_before: set[int] = field(default_factory=set)  # runs that pay again what the bank sent back
    reissued: int | None = None  # the run whose advice is issued again with its reason
    mistaken: int | None = None  # the run beside which an advice is issued by mistake, withdrawn at the next
    reviewed: int | None = None  # the run that knows a new rate
    reassessed: int | None = None  # the run that knows a new contribution


ONE_OFFS = (
    ("Personal assistant’s training", 120_00), ("Respite weekend at Severn Lodge", 285_00),
    ("Moving and handling kit", 86_40), ("Recruitment advertisement", 45_00), ("Start-up costs", 250_00),
)  # fmt: skip
CAUSES = (
    "Money not used for care, found by our yearly check",
    "Backdated financial assessment",
    "Care that ended early",
)


def one_off(random: Random, story: Story, run: int, _: Period) -> None:
    description, amount = random.choice(ONE_OFFS)
    story.extras.setdefault(run, []).append(Extra("OO", "one_off", description, amount))


def correction(random: Random, story: Story, run: int, _: Period) -> None:
    amount = random.choice((-35_50, -18_20, 42_00))
    extra = Extra("MA", "manual_adjustment", "Agency credit note", amount, reason="Credit note from the care agency")
    story.extras.setdefault(run, []).append(extra)


def unexplained_correction(random: Random, story: Story, run: int, _: Period) -> None:
    extra = Extra("MA", "manual_adjustment", "", random.choice((-27_15, -60_00, 12_80)))
    story.extras.setdefault(run, []).append(extra)


def overpayment(random: Random, story: Story, run: int, _: Period) -> None:
    total = random.choice((430_00, 612_35, 298_80))
    story.overpayment = Overpayment(run, random.choice(CAUSES), total, 150_00)


def offset(random: Random, story: Story, run: int, _: Period) -> None:
    """So much is owed that whole payments are set against it: nothing is paid."""
    story.overpayment = Overpayment(run, CAUSES[1], random.randint(3_200_00, 6_400_00), None)


def hospital_stay(random: Random, story: Story, run: int, period: Period) -> None:
    weeks = random.randint(1, 3)
    story.in_hospital[run] = [period.first - back * WEEK for back in range(weeks, 0, -1)]


def hospital_for_a_whole_period(_: Random, story: Story, run: int, period: Period) -> None:
    """All four weeks of the last payment are taken back: the net is zero."""
    story.in_hospital[run] = [period.first - back * WEEK for back in range(4, 0, -1)]


def long_hospital_stay(_: Random, story: Story, run: int, period: Period) -> None:
    """More is taken back than is due: the net is below zero and carried forward."""
    story.in_hospital[run] = [period.first - back * WEEK for back in range(6, 0, -1)]


def returned_payment(_: Random, story: Story, run: int, __: Period) -> None:
    story.returned_before.add(run)


def fee_and_mileage(random: Random, story: Story, run: int, _: Period) -> None:
    miles = random.randint(20, 140)
    lines = (
        Extra("PY", "other", "Payroll service, taken off and paid for you", -24_00),
        Extra("MI", "other", "Mileage to the day centre", miles * 45, quantity=(str(miles), "mile", "0.45")),
    )
    story.extras.setdefault(run, []).extend(lines)


def reissued_advice(random: Random, story: Story, run: int, period: Period) -> None:
    correction(random, story, run, period)
    story.reissued = run


def mistaken_advice(_: Random, story: Story, run: int, __: Period) -> None:
    story.mistaken = run


def review(_: Random, story: Story, run: int, __: Period) -> None:
    story.reviewed = run


def reassessment(_: Random, story: Story, run: int, __: Period) -> None:
    story.reassessed = run


def nothing_special(_: Random, __: Story, ___: int, ____: Period) -> None:
    pass


def marys(_: Random, story: Story, run: int, __: Period) -> None:
    """The advice that everybody knows from the council's leaflet: a bit of everything."""
    story.reassessed = run
    story.overpayment = Overpayment(run, CAUSES[1], 430_00, 150_00)
    story.extras[run] = [
        Extra("OO", "one_off", *ONE_OFFS[0]),
        Extra("MA", "manual_adjustment", "Agency credit note", -35_50, reason="Credit note from the care agency"),
    ]


def winstons(random: Random, story: Story, run: int, period: Period) -> None:
    for event in (hospital_stay, unexplained_correction, overpayment):
        event(random, story, run, period)


Event = Callable[[Random, Story, int, Period], None]
EVENTS: tuple[Event, ...] = (
    one_off, unexplained_correction, overpayment, hospital_stay, returned_payment, review, reassessment, correction,
    hospital_for_a_whole_period, fee_and_mileage, reissued_advice, mistaken_advice, offset, long_hospital_stay,
)  # fmt: skip
