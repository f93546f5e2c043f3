"""The advices of a direct payment as they go out, and where its payments stand meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from simulator.agreements import Agreement
from simulator.days import Period, next_period
from simulator.documents import Issue, mistaken_remittance, payment, remittance, withdrawal
from simulator.lives import Telling
from simulator.payment_runs import Advice
from simulator.people import Person
from simulator.stories import Story


@dataclass(frozen=True, slots=True)
class Remittances:
    """What the council sends out about one agreement."""

    person: Person
    agreement: Agreement
    story: Story
    periods: list[Period]

    def of(self, advices: Iterable[Advice]) -> Iterator[Issue | Telling]:
        before: Advice | None = None
        for advice in advices:
            yield from self._advice(advice)
            yield from self._standing(advice, before)
            before = advice
        # Nobody is paid on after their death.
        if before and not self.person.died_on:
            yield self._next_payment(before.run)

    def _advice(self, advice: Advice) -> Iterator[Issue | Telling]:
        period, after = self.periods[advice.run], advice.run + 1
        story, agreement = self.story, self.agreement
        has_next = after < len(self.periods)
        if story.reissued == advice.run and has_next:
            yield Issue(advice.run, remittance(self.person, agreement, _unexplained(advice), period))
            again = period.paid_on + timedelta(days=9)
            yield Issue(after, remittance(self.person, agreement, advice, period, again=again))
            return
        yield Issue(advice.run, remittance(self.person, agreement, advice, period))
        if story.mistaken == advice.run:
            mistake = mistaken_remittance(self.person, agreement, period)
            yield Issue(advice.run, mistake)
            if has_next:
                yield Telling(after, "documents.jsonl", withdrawal(mistake))

    def _standing(self, advice: Advice, before: Advice | None) -> Iterator[Telling]:
        """Paid, or set against what is owed; and whether the last one came back."""
        status = "paid" if advice.net > 0 else "offset" if advice.overpayment else "suspended"
        document = remittance(self.person, self.agreement, advice, self.periods[advice.run])
        yield self._payment(advice, status, amount_pence=advice.net, document_ref=document.ref)
        if before and advice.run in self.story.returned_before:
            period = self.periods[before.run]
            row = payment(self.person, period, "returned", amount_pence=before.net)
            yield Telling(advice.run, "payments.jsonl", row)

    def _payment(self, advice: Advice, status: str, **fields: Any) -> Telling:
        return Telling(advice.run, "payments.jsonl", payment(self.person, self.periods[advice.run], status, **fields))

    def _next_payment(self, run: int) -> Telling:
        """What is known today of the payment after the last run."""
        waits = self.story.reviewed is not None or self.person.joins_at > 0
        status = "awaiting_authorisation" if waits else "suspended" if run in self.story.in_hospital else "scheduled"
        return Telling(run, "payments.jsonl", payment(self.person, next_period(self.periods[run]), status))


def _unexplained(advice: Advice) -> Advice:
    """The advice as it went out first: without the reasons."""
    lines = [{name: value for name, value in line.items() if name != "reason"} for line in advice.lines]
    return Advice(advice.run, lines, advice.net, advice.overpayment)
