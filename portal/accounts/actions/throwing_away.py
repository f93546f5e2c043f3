"""What the accounts room does not keep for longer than it is of use."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from portal.accounts.actions.codes import LIMITS
from portal.accounts.actions.signing_in import FORGOTTEN_AFTER
from portal.accounts.models import Registration, SecurityCode, SignInFailures
from portal.audit.actions import record

CODES_COUNT_FOR = max(window for window, _ in LIMITS)


@transaction.atomic
def throw_away() -> None:
    """Deletes registrations nobody finished in 24 hours, codes and counts that no longer count, sessions that are over.

    Finished registrations go too: their account is what is left of them.
    """
    now = timezone.now()
    thrown: dict[str, Any] = {
        "registrations": Registration.objects.filter(started_at__lte=now - Registration.LIFE).delete()[0],
        "codes": SecurityCode.objects.filter(sent_at__lte=now - CODES_COUNT_FOR).delete()[0],
        "failures": SignInFailures.objects.filter(last_at__lte=now - FORGOTTEN_AFTER).delete()[0],
    }
    SessionStore.clear_expired()
    if any(thrown.values()):
        record(actor=None, action="accounts.thrown_away", **thrown)
