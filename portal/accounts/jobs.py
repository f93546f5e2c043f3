"""What the accounts room throws away in time."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate.contrib.django import app

from portal.accounts.actions.signing_in import FORGOTTEN_AFTER
from portal.accounts.models import Registration, SecurityCode, SignInFailures

CODES_COUNT_FOR = timedelta(hours=24)  # the longest window of the limits


@app.periodic(cron="23 * * * *", periodic_id="accounts")
@app.task(name="accounts.throw_away")
def throw_away(timestamp: int) -> None:
    """Every hour: registrations nobody finished in 24 hours, spent codes and counts, sessions that are over."""
    now = timezone.now()
    Registration.objects.filter(started_at__lte=now - Registration.LIFE).delete()
    SecurityCode.objects.filter(sent_at__lte=now - CODES_COUNT_FOR).delete()
    SignInFailures.objects.filter(last_at__lte=now - FORGOTTEN_AFTER).delete()
    SessionStore.clear_expired()
