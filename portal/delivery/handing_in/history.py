"""O1: each time a delivery was handed in, newest first, with what is known of the delivery."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.delivery.handing_in.attempts import as_they_stand
from portal.delivery.handing_in.untold import may_be_untold, was_taken_in
from portal.delivery.models import Attempt, Delivery
from portal.design.paging import Page, latest

_MOST_HELD = 50


class Stands(StrEnum):
    """How an attempt stands now."""

    WAITING = "waiting"
    RUNNING = "running"
    BROKEN_OFF = "broken_off"
    TAKEN = "taken"
    # Its process ended between the delivery and the attempt's last note.
    TAKEN_UNTOLD = "taken_untold"
    ALREADY_TAKEN = "already_taken"
    REFUSED = "refused"
    HELD = "held"
    CONFIRMED = "confirmed"
    THROWN_AWAY = "thrown_away"
    # It was held, and has been handed in again since.
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One attempt; `delivery` is what is kept of it, None for one that was refused or could not be read."""

    attempt: Attempt
    delivery: Delivery | None
    stands: Stands

    @property
    def is_current(self) -> bool:
        """Whether the kept rejected rows are those of this attempt."""
        outcomes = {
            Stands.TAKEN,
            Stands.TAKEN_UNTOLD,
            Stands.ALREADY_TAKEN,
            Stands.HELD,
            Stands.CONFIRMED,
            Stands.THROWN_AWAY,
        }
        return self.delivery is not None and self.stands in outcomes


def handed_in_page(after: str) -> Page[HandedIn]:
    """Fifty attempts behind a place."""
    page = latest(Attempt.objects.newest_first(), after)
    return Page(stand_now(page.rows), page.next_after)


def handed_in(attempt: Attempt) -> HandedIn:
    """One attempt."""
    return stand_now([attempt])[0]


def last_done() -> HandedIn | None:
    """The last one that came to an end, if any; those that wait or are being taken say nothing yet."""
    going_on = (Attempt.State.WAITING, Attempt.State.RUNNING)
    found = stand_now(Attempt.objects.newest_first().exclude(state__in=going_on)[:1])
    return found[0] if found else None


def held_now() -> list[HandedIn]:
    """What waits for a person to decide, or for the worker to take what was confirmed; the last one first."""
    held = [delivery.delivery_id for delivery in Delivery.objects.held()[:_MOST_HELD]]
    holding = [attempt.pk for attempt in Attempt.objects.holding(held)] if held else []
    return stand_now(Attempt.objects.newest_first().filter(pk__in=holding))


def stand_now(attempts: Iterable[Attempt]) -> list[HandedIn]:
    """Attempts with their deliveries, in a fixed number of statements."""
    shown = as_they_stand(attempts)
    # A refused delivery may bear the id of another one.
    ids = {attempt.delivery_id for attempt in shown if attempt.outcome not in ("", "refused") or _is_untold(attempt)}
    deliveries = {each.delivery_id: each for each in Delivery.objects.filter(delivery_id__in=ids)} if ids else {}
    held = [each.delivery_id for each in deliveries.values() if each.outcome != Delivery.Outcome.TAKEN]
    holding = {attempt.pk for attempt in Attempt.objects.holding(held)} if held else set()
    told = _told_by_another(shown)
    return [_one(attempt, _of(attempt, deliveries, told), holding) for attempt in shown]


def _is_untold(attempt: Attempt) -> bool:
    """Whether it may have been taken without the attempt having said so."""
    return attempt.state == Attempt.State.BROKEN_OFF and may_be_untold(attempt)


def _told_by_another(shown: list[Attempt]) -> set[str]:
    """Deliveries that some attempt has taken and said so."""
    ids = [attempt.delivery_id for attempt in shown if _is_untold(attempt)]
    return set(Attempt.objects.taking(ids)) if ids else set()


def _of(attempt: Attempt, deliveries: dict[str, Delivery], told: set[str]) -> Delivery | None:
    delivery = deliveries.get(attempt.delivery_id)
    if delivery is not None and _is_untold(attempt):
        return delivery if delivery.delivery_id not in told and was_taken_in(attempt, delivery) else None
    return None if attempt.outcome in ("", "refused") else delivery


def _one(attempt: Attempt, delivery: Delivery | None, holding: set[int]) -> HandedIn:
    return HandedIn(attempt, delivery, _stands(attempt, delivery, holding))


def _stands(attempt: Attempt, delivery: Delivery | None, holding: set[int]) -> Stands:
    if delivery and _is_untold(attempt):
        return Stands.TAKEN_UNTOLD
    if attempt.state != Attempt.State.DONE:
        return Stands(attempt.state)
    if attempt.outcome != "held":
        return Stands(attempt.outcome)
    if attempt.pk not in holding or delivery is None:
        return Stands.REPLACED
    if delivery.outcome == Delivery.Outcome.THROWN_AWAY:
        return Stands.THROWN_AWAY
    return Stands.CONFIRMED if attempt.decision == Attempt.Decision.CONFIRMED else Stands.HELD
