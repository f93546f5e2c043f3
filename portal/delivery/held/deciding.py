"""Deciding about a held delivery. The worker takes what is confirmed, puts away what is thrown away (settling.py)."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.delivery.handing_in.history import HandedIn, Stands, handed_in
from portal.delivery.models import Attempt, Delivery

DECIDES: Final = StaffRole.SENIOR_REVIEWER
_Decision = Attempt.Decision


class DecisionRefused(Exception):
    """Nothing was decided. `found` is the attempt as it stands."""

    def __init__(self, found: HandedIn) -> None:
        super().__init__(type(self).__name__)
        self.found = found


class HoldIsOver(DecisionRefused):
    """Somebody has decided, or the delivery was handed in again, in the meantime."""


class Overtaken(DecisionRefused):
    """A later delivery of the same source has been taken: this one would be refused for its sequence."""


class OnlyByCommand(DecisionRefused):
    """It came by the command, so the portal has no file of it."""


@transaction.atomic
def confirm_held(*, officer: Account, public_id: UUID) -> HandedIn:
    """Has the worker take a held delivery. Raises DecisionRefused; asked twice: confirmed once."""
    found = _locked(public_id)
    if found.stands is Stands.CONFIRMED:
        return found
    delivery = _held(found)
    if found.attempt.way == Attempt.Way.COMMAND:
        raise OnlyByCommand(found)
    if is_overtaken(delivery):
        raise Overtaken(found)
    return _decide(officer, found.attempt, delivery, _Decision.CONFIRMED)


@transaction.atomic
def throw_away_held(*, officer: Account, public_id: UUID) -> HandedIn:
    """Decides that a held delivery is not taken. Raises HoldIsOver; asked twice: thrown away once."""
    found = _locked(public_id)
    if found.stands is Stands.THROWN_AWAY:
        return found
    delivery = _held(found)
    delivery.outcome = Delivery.Outcome.THROWN_AWAY
    Delivery.objects.filter(pk=delivery.pk).update(outcome=delivery.outcome)
    return _decide(officer, found.attempt, delivery, _Decision.THROWN_AWAY)


def is_overtaken(delivery: Delivery) -> bool:
    """Whether a delivery of the same source with this sequence or a higher one has been taken."""
    return delivery.sequence <= Delivery.objects.last_sequence(delivery.source)


def _locked(public_id: UUID) -> HandedIn:
    """The attempt and its delivery, which nobody else decides or takes until this transaction ends."""
    attempt = Attempt.objects.select_for_update().get(public_id=public_id)
    list(Delivery.objects.select_for_update().filter(delivery_id=attempt.delivery_id))
    return handed_in(attempt)


def _held(found: HandedIn) -> Delivery:
    if found.stands is not Stands.HELD or found.delivery is None:
        raise HoldIsOver(found)
    return found.delivery


def _decide(officer: Account, attempt: Attempt, delivery: Delivery, decision: Attempt.Decision) -> HandedIn:
    attempt.decision, attempt.decided_by, attempt.decided_at = decision, officer, timezone.now()
    attempt.fault = ""
    attempt.save(update_fields=["decision", "decided_by", "decided_at", "fault"])
    record(actor=officer, action=f"delivery.{decision}", on=delivery, delivery_id=delivery.delivery_id)
    return handed_in(attempt)
