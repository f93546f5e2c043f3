"""What an attempt has taken without having said so: its process ended between the delivery and its last note."""

from portal.delivery.models import Attempt, Delivery


def may_be_untold(attempt: Attempt) -> bool:
    """Whether an attempt whose process is gone knew what it took, and did not come to say what became of it."""
    return attempt.outcome == "" and attempt.manifest_sha256 != ""


def was_taken_in(attempt: Attempt, delivery: Delivery) -> bool:
    """Whether it can have been this attempt that took it: the same content, and not before the attempt began."""
    same = delivery.manifest_sha256 == attempt.manifest_sha256 and delivery.outcome == Delivery.Outcome.TAKEN
    return same and attempt.started_at is not None and attempt.started_at <= delivery.finished_at


def _broke_off_confirmed(attempt: Attempt) -> bool:
    ended = attempt.state in (Attempt.State.RUNNING, Attempt.State.BROKEN_OFF)
    return ended and attempt.outcome == "held" and attempt.decision == Attempt.Decision.CONFIRMED


def taken_untold(attempt: Attempt) -> Delivery | None:
    """What the attempt took, if it broke off before it could say so and no other says that it was the one."""
    if not (may_be_untold(attempt) or _broke_off_confirmed(attempt)) or Attempt.objects.taking([attempt.delivery_id]):
        return None
    delivery = Delivery.objects.filter(delivery_id=attempt.delivery_id).first()
    return delivery if delivery and was_taken_in(attempt, delivery) else None
