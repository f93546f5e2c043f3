"""Whether a remittance takes off what the assessment says. For staff: deliveries check each document on its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.documents.bodies import AssessmentBody, RemittanceBody, RemittanceLine
from portal.documents.explaining.quantities import measure


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure of a line beside the one of the assessment, in pence a week; None where there is none."""

    line: RemittanceLine
    about: str
    on_the_line: int
    in_the_assessment: int | None

    @property
    def agrees(self) -> bool:
        """Whether they are the same."""
        return self.on_the_line == self.in_the_assessment


def cross_check(
    advice: RemittanceBody, assessments: Sequence[AssessmentBody], *, first_day: date | None
) -> Iterator[Finding]:
    """The advice's lines that an assessment says something about. `first_day`: of the advice's period."""
    for line in advice.lines:
        since = line.from_ or first_day
        if since is None or line.rate is None:
            continue
        known = [one for one in assessments if one.assessment.decided_on <= advice.payment.paid_on]
        yield from _of_line(line, in_force(known, since))


def in_force(assessments: Sequence[AssessmentBody], on: date) -> AssessmentBody | None:
    """The assessment that counts on this day: the last one to take effect, and of those the last one decided."""
    counting = [
        one
        for one in assessments
        if one.assessment.effective_from <= on and (one.assessment.effective_to or date.max) >= on
    ]
    return max(counting, key=lambda one: (one.assessment.effective_from, one.assessment.decided_on), default=None)


def _of_line(line: RemittanceLine, now: AssessmentBody | None) -> Iterator[Finding]:
    if line.type in ("client_contribution", "contribution_adjustment"):
        yield Finding(line, "Contribution a week", _pence(line.rate), now.weekly_charge_pence if now else None)
    if line.type == "contribution_adjustment" and line.old_rate and now:
        yield Finding(line, "Contribution before", _pence(line.old_rate), now.previous_weekly_charge_pence)
    cost, found = now.weekly_cost_of_care_pence if now else None, measure(line)
    if line.type == "direct_payment" and cost is not None and found and found.each_week:
        yield Finding(line, "Cost of care a week", _pence(str(found.each_week * Decimal(line.rate or "0"))), cost)


def _pence(written: str | None) -> int:
    return int((Decimal(written or "0") * 100).quantize(Decimal(1)))
