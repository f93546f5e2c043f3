"""Deliveries that are held or refused."""

from uuid import uuid4

import factory
from django.utils import timezone

from portal.delivery.models import Attempt, Delivery, RejectedRow

HELD_COUNTS = {"people.jsonl": {"read": 30, "new": 5, "changed": 3, "unchanged": 2, "rejected": 20}}


class HeldAttemptFactory(factory.django.DjangoModelFactory[Attempt]):
    """A delivery that lies in held/, with one rejected row."""

    class Meta:
        model = Attempt

    way = "inbox"
    name = "nightly.zip"
    state = "done"
    outcome = "held"
    delivery_id = factory.LazyFunction(lambda: held_delivery().delivery_id)
    started_at = finished_at = factory.LazyFunction(timezone.now)
    report = factory.LazyAttribute(
        lambda attempt: {
            "delivery_id": attempt.delivery_id,
            "outcome": "held",
            "reason": "people.jsonl: 20 of 30 rows are rejected, which is more than 5 %",
            "seconds": 1.9,
            "files": HELD_COUNTS,
            "rejected": [],
        }
    )


class RefusedAttemptFactory(factory.django.DjangoModelFactory[Attempt]):
    """A delivery that came by the command and was refused."""

    class Meta:
        model = Attempt

    way = "command"
    name = "nightly"
    state = "done"
    outcome = "refused"
    started_at = finished_at = factory.LazyFunction(timezone.now)
    report = factory.LazyFunction(
        lambda: {
            "delivery_id": None,
            "outcome": "refused",
            "reason": "found no manifest.json, expected one at the top of the delivery",
            "seconds": 0.1,
            "files": {},
            "rejected": [],
        }
    )


def held_delivery() -> Delivery:
    """What is kept of a held delivery."""
    delivery = Delivery.objects.create(
        delivery_id=f"held-{uuid4()}",
        source="ContrOCC",
        sequence=7,
        scope="changes",
        produced_at=timezone.now(),
        manifest_sha256="0" * 64,
        outcome="held",
        counts=HELD_COUNTS,
        seconds=1.9,
    )
    RejectedRow.objects.create(delivery=delivery, file="people.jsonl", line=7, key="P7", reason="title: found 7")
    return delivery
