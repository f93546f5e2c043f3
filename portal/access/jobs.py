"""What the worker does for this room by itself. Hourly, so that midnight counts in UK time all year."""

from django.utils import timezone
from procrastinate.contrib.django import app

from portal.access import actions


@app.periodic(cron="5 * * * *")
@app.task(name="access.end_grants", queueing_lock="access.end_grants")
def end_grants(timestamp: int) -> None:
    """Ends access whose last day (UK) was yesterday."""
    actions.end_grants_that_lost_their_basis(today=timezone.localdate())


@app.periodic(cron="35 * * * *")
@app.task(name="access.delete_old_drafts", queueing_lock="access.delete_old_drafts")
def delete_old_drafts(timestamp: int) -> None:
    """Deletes drafts that were left alone for 30 days."""
    actions.delete_old_drafts()
