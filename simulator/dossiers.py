"""Everything the council issues to one person over the simulated months, and with which delivery it goes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from simulator.agreements import Agreement, Package, draw_agreement, draw_payee
from simulator.assessments import Assessment, Circumstances, Occasion, WeeklyCost, assess, occasions
from simulator.days import WEEK, Period
from simulator.deferred_payments import draw_deferred_payment, statements
from simulator.documents import Document, Issue, assessment_result, statement
from simulator.figures import figure
from simulator.finances import Finances
from simulator.lives import Telling
from simulator.payment_runs import Payments
from simulator.people import Person, Representative
from simulator.places import Places
from simulator.remittances import Remittances
from simulator.stories import Event, Story
from simulator.timelines import Change, Timeline


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person's papers. `periods[n]` ends with the night of delivery n; delivery 0 is the full one."""

    random: Random
    person: Person
    finances: Finances
    periods: list[Period]

    @property
    def last_run(self) -> int:
        """The last run before the person's death, or the last of all."""
        runs = [n for n, period in enumerate(self.periods) if not self._dead_on(period.paid_on)]
        return max(runs, default=0)

    @property
    def first_run(self) -> int:
        return max(self.person.joins_at, 1)

    def direct_payment(
        self, package: Package, event: Event, nominee: Representative | None, *, run: int | None = None
    ) -> Iterator[Issue | Telling]:
        """A direct payment with its assessments and all its advices; `event` happens at `run` (or some run)."""
        story = self._story(event, run or self._some_run())
        agreement = self._agreement(package, story, nominee)
        made = self._assessed("home", "taken_off_direct_payment", agreement.weekly_cost, self._reassessment(story))
        yield from self._results(made)
        contributions = Timeline(tuple(Change(one.effective_from, one.decided_on, one.weekly_charge) for one in made))
        payments = Payments(agreement, contributions, story)
        advices = payments.advices(self.periods, self.last_run)
        yield from Remittances(self.person, agreement, story, self.periods).of(advices)

    def invoiced(self) -> Iterator[Issue | Telling]:
        """Care at home the council arranges, or a care home: assessed, and billed elsewhere."""
        at_home = "residential" not in self.person.services
        name, units = ("agency_hour", self.random.randint(4, 20)) if at_home else ("care_home_week", 1)
        setting = "home" if at_home else self.random.choice(("residential_permanent", "residential_temporary"))
        collected_by = self.random.choice(("invoice", "direct_debit"))
        yield from self._results(self._assessed(setting, collected_by, lambda day: units * figure(name, day), None))

    def deferred_payment(self, places: Places, *, rich: bool) -> Iterator[Issue | Telling]:
        """A care home paid for later out of the home somebody left, with a statement every half year."""
        until = self._until()
        agreement = draw_deferred_payment(
            self.random, self.person.ref, places.home(), self.periods[-1].told_on, rich=rich
        )
        made = self._assessed("residential_permanent", "invoice", lambda day: figure("care_home_week", day), None)
        yield from self._results(made)
        charges = Timeline(tuple(Change(one.effective_from, one.effective_from, one.weekly_charge) for one in made))
        weeks = (until - agreement.starts_on).days // 7
        mondays = [agreement.starts_on + week * WEEK for week in range(weeks)]
        weekly = {day: figure("care_home_week", day) - charges.on(day, date.max) for day in mondays}
        issued = list(statements(agreement, weekly, until))
        before = [one for one in issued if one.issued_on < self.periods[0].told_on]
        for one in issued[max(len(before) - 2, 0) :]:
            yield self.issue(statement(self.person, one))

    def issue(self, document: Document) -> Issue:
        """With the first delivery after the day it was issued, and not before the person is known."""
        told = (n for n, period in enumerate(self.periods) if period.told_on > document.issued_on)
        return Issue(max(next(told), self.person.joins_at), document)

    def _some_run(self) -> int:
        """A run with one before it and one after it, if there are so many."""
        low = min(self.first_run + 1, self.last_run)
        return self.random.randint(low, max(low, self.last_run - 1))

    def _story(self, event: Event, run: int) -> Story:
        story = Story()
        event(self.random, story, run, self.periods[run])
        return story

    def _agreement(self, package: Package, story: Story, nominee: Representative | None) -> Agreement:
        review = self.periods[story.reviewed].paid_on - timedelta(days=3) if story.reviewed else None
        payee = draw_payee(self.random, self.person, nominee)
        return draw_agreement(self.random, self.person, package, self.periods, review_known_on=review, payee=payee)

    def _reassessment(self, story: Story) -> Occasion | None:
        if story.reassessed is None:
            return None
        period = self.periods[story.reassessed]
        reason = self.random.choice(("change", "change", "appeal"))
        return Occasion(reason, period.paid_on - timedelta(days=3), period.first - 4 * WEEK)

    def _assessed(self, setting: str, collected_by: str, cost: WeeklyCost, extra: Occasion | None) -> list[Assessment]:
        joined = self.periods[self.person.joins_at].told_on
        new = self.person.joins_at > 0 or self.random.random() < 0.3
        when = occasions(self.random, joined, self._until(), new=new)
        about = Circumstances(f"FA-{self.person.ref}", setting, collected_by, cost)
        return list(assess(self.finances, about, [*when, *([extra] if extra else [])], change=extra))

    def _results(self, made: list[Assessment]) -> Iterator[Issue]:
        for one in made:
            yield self.issue(assessment_result(self.person, one))

    def _until(self) -> date:
        """The last day on which anything is decided."""
        last = self.periods[-1].told_on - timedelta(days=1)
        return min(last, self.person.died_on or last)

    def _dead_on(self, day: date) -> bool:
        return self.person.died_on is not None and day > self.person.died_on
