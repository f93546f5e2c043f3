"""Four-weekly payment runs: what an agreement pays in a run, and what is put right from the runs before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from simulator import remittance_lines as lines
from simulator.agreements import Agreement
from simulator.days import WEEK, Period
from simulator.people import Row
from simulator.stories import Overpayment, Story
from simulator.timelines import Stretch, Timeline, stretches

WEEKS_PAID_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Advice:
    """What one run pays for an agreement."""

    run: int
    lines: list[Row]
    net: int
    overpayment: Row | None


@dataclass(slots=True)
class Books:
    """What has been paid so far: for each week (Monday) the rate and the contribution it was paid at."""

    weeks: dict[date, tuple[int, int]] = field(default_factory=dict)
    recovered: int = 0
    brought_forward: int = 0
    last_net: int = 0
    last_paid_on: date | None = None


class Payments:
    """Runs one agreement through all its payment runs."""

    def __init__(self, agreement: Agreement, contributions: Timeline, story: Story) -> None:
        self._agreement = agreement
        self._contributions = contributions
        self._story = story
        self._books = Books()

    def advices(self, periods: list[Period], last_run: int) -> Iterator[Advice]:
        """One advice for each run from the agreement's first to `last_run`; `periods[0]` is before the first run."""
        first = self._agreement.first_run
        if first == 1:
            before = [periods[1].first - back * WEEK for back in range(WEEKS_PAID_BEFORE, 0, -1)]
            self._enter(before, periods[0].paid_on)
        for run in range(first, last_run + 1):
            yield self._advice(run, periods[run])

    def _advice(self, run: int, period: Period) -> Advice:
        put_right = self._adjustments(period.paid_on)
        made = [*self._this_period(period), *put_right, *self._special(run)]
        net = sum(line["amount_pence"] for line in made)
        overpayment = self._recovery(run, net)
        if overpayment:
            made.append(lines.overpayment_recovery(overpayment["recovered_now_pence"], overpayment["cause"]))
            net -= overpayment["recovered_now_pence"]
        self._books.last_net, self._books.last_paid_on = net, period.paid_on
        self._books.brought_forward = min(net, 0)
        return Advice(run, [{"line": place} | line for place, line in enumerate(made, start=1)], net, overpayment)

    def _this_period(self, period: Period) -> list[Row]:
        """The usual lines: the payment, and the contribution taken off it."""
        self._enter(period.mondays, period.paid_on)
        weeks = {monday: self._books.weeks[monday] for monday in period.mondays}
        pays = [lines.direct_payment(self._agreement, stretch) for stretch in _stretches(weeks, 0)]
        takes = [lines.client_contribution(stretch) for stretch in _stretches(weeks, 1) if stretch.new]
        return pays + takes

    def _adjustments(self, known_by: date) -> list[Row]:
        """Weeks paid already whose rate or contribution has turned out to be another."""
        paid = dict(self._books.weeks)
        self._enter(list(paid), known_by)
        now = self._books.weeks
        rates = stretches((week, now[week][0], paid[week][0]) for week in paid if now[week][0] != paid[week][0])
        shares = stretches((week, now[week][1], paid[week][1]) for week in paid if now[week][1] != paid[week][1])
        return [lines.rate_adjustment(self._agreement, stretch) for stretch in rates] + [
            lines.contribution_adjustment(stretch) for stretch in shares
        ]

    def _special(self, run: int) -> list[Row]:
        made = self._suspension(run)
        if run in self._story.returned_before and self._books.last_net > 0 and self._books.last_paid_on:
            made.append(lines.returned_payment(self._books.last_paid_on, self._books.last_net))
        made += [lines.extra_line(extra) for extra in self._story.extras.get(run, [])]
        if self._books.brought_forward:
            made.append(lines.brought_forward(self._books.brought_forward))
        return made

    def _suspension(self, run: int) -> list[Row]:
        """Weeks in hospital are taken back and leave the books, so that no later change touches them."""
        mondays = [week for week in self._story.in_hospital.get(run, []) if week in self._books.weeks]
        weeks = {monday: self._books.weeks.pop(monday) for monday in mondays}
        taken = [lines.suspension(self._agreement, stretch) for stretch in _stretches(weeks, 0)]
        return taken + [lines.contribution_given_back(stretch) for stretch in _stretches(weeks, 1) if stretch.new]

    def _recovery(self, run: int, net: int) -> Row | None:
        owed = self._story.overpayment
        if not owed or run < owed.run:
            return None
        now = min(_instalment(owed, net), owed.total - self._books.recovered, max(net, 0))
        if now <= 0:
            return None
        before, self._books.recovered = self._books.recovered, self._books.recovered + now
        return {
            "total_pence": owed.total,
            "recovered_before_pence": before,
            "recovered_now_pence": now,
            "remaining_pence": owed.total - before - now,
            "cause": owed.cause,
        }

    def _enter(self, mondays: list[date], known_by: date) -> None:
        for monday in mondays:
            self._books.weeks[monday] = (
                self._agreement.rates.on(monday, known_by),
                self._contributions.on(monday, known_by),
            )


def _instalment(owed: Overpayment, net: int) -> int:
    return net if owed.instalment is None else owed.instalment


def _stretches(weeks: dict[date, tuple[int, int]], which: int) -> list[Stretch]:
    return stretches((monday, values[which], None) for monday, values in weeks.items())
