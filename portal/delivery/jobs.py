"""What the worker does for this room by itself."""

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from portal.delivery import alarms
from portal.delivery.api.limits import forget_counts
from portal.delivery.api.receiving import remove_leftovers
from portal.delivery.handing_in import again, attempts, inbox
from portal.delivery.held import settling


# No `lock`: a worker that is killed would keep it. The inbox has a lock PostgreSQL lets go of.
@app.task(name="delivery.take_inbox", queueing_lock="delivery.take_inbox")
def take_inbox(timestamp: int) -> None:
    """Takes what was put into the folder DELIVERY_INBOX names, what is to be taken again, and what was confirmed."""
    if settings.DELIVERY_INBOX:
        try:
            again.bring_back(settings.DELIVERY_INBOX)
            inbox.take_inbox(settings.DELIVERY_INBOX)
        finally:
            settling.settle_held(settings.DELIVERY_INBOX)


@app.task(name="delivery.check_again", retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def check_again(check_id: int) -> None:
    """Says what taking a delivery again would give."""
    # It enqueues this job itself.
    from portal.delivery.handing_in import checking  # noqa: PLC0415

    checking.check_again(check_id=check_id, inbox=settings.DELIVERY_INBOX)


@app.periodic(cron="* * * * *")
@app.task(name="delivery.note_broken_off", queueing_lock="delivery.note_broken_off")
def note_broken_off(timestamp: int) -> None:
    """Notes which attempts to take a delivery ended with their process."""
    attempts.note_broken_off()
    if settings.DELIVERY_INBOX:
        attempts.note_lost(settings.DELIVERY_INBOX)


@app.periodic(cron="* * * * *")
@app.task(name="delivery.tell_admins", queueing_lock="delivery.tell_admins")
def tell_admins(timestamp: int) -> None:
    """Tells admins of deliveries that failed or are late."""
    alarms.tell_admins(now=timezone.now())


@app.periodic(cron="40 * * * *")
@app.task(name="delivery.clear_api", queueing_lock="delivery.clear_api")
def clear_api(timestamp: int) -> None:
    """Forgets what the API counted, and what uploads left behind that were killed."""
    forget_counts()
    if settings.DELIVERY_INBOX:
        remove_leftovers(settings.DELIVERY_INBOX)


if settings.DELIVERY_INBOX:
    # The sixth field is seconds.
    app.periodic(cron="* * * * * */15")(take_inbox)
