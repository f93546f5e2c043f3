"""Decisions, for tests that need one that has been told."""

from django.utils import timezone

from portal.access.models import AccessRequest
from portal.emails.models import Email


def let_the_hold_pass() -> None:
    """The two minutes in which a rejection can be taken back are over; its e-mail may go."""
    now = timezone.now()
    AccessRequest.objects.filter(held_until__gt=now).update(held_until=now)
    Email.objects.filter(send_after__gt=now).update(send_after=now)
