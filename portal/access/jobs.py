"""What the worker does for this room by itself. Hourly, so that midnight counts in UK time all year."""

from django.utils import timezone
from procrastinate.contrib.django import app

from portal.access import actions, assessing_jobs

# The worker looks for jobs here; sending needs that one without the rest.
__all__ = ["assessing_jobs"]


@app.periodic(cron="5 * * * *")
@app.task(name="access.end_grants", queueing_lock="access.end_grants")
def end_grants(timestamp: int) -> None:
    """Ends access whose last day (UK) was yesterday."""
    actions.end_grants_that_lost_their_basis(today=timezone.localdate())


@app.periodic(cron="15 * * * *")
@app.task(name="access.tell_of_last_days", queueing_lock="access.tell_of_last_days")
def tell_of_last_days(timestamp: int) -> None:
    """Tells people that their access ends soon. By day: nobody is to be woken up by it."""
    now = timezone.localtime()
    if 8 <= now.hour < 20:
        actions.tell_of_last_days(today=now.date())


@app.periodic(cron="25 8-18 * * *")
@app.task(name="access.remind_of_questions", queueing_lock="access.remind_of_questions")
def remind_of_questions(timestamp: int) -> None:
    """By day: reminds requesters of what we asked them, and closes what nobody answered."""
    actions.remind_of_questions(today=timezone.localdate())
    actions.close_unanswered(today=timezone.localdate())


@app.periodic(cron="50 2 * * *")
@app.task(name="access.delete_old_evidence", queueing_lock="access.delete_old_evidence")
def delete_old_evidence(timestamp: int) -> None:
    """Deletes files that the council has kept for as long as it said."""
    actions.delete_old_evidence()


@app.periodic(cron="*/10 * * * *")
@app.task(name="access.tell_the_team", queueing_lock="access.tell_the_team")
def tell_the_team(timestamp: int) -> None:
    """What waits, in the morning; and when little time is left."""
    now = timezone.now()
    actions.send_morning_digest(now=now)
    actions.warn_of_little_time(now=now)


@app.periodic(cron="35 * * * *")
@app.task(name="access.delete_old_drafts", queueing_lock="access.delete_old_drafts")
def delete_old_drafts(timestamp: int) -> None:
    """Deletes drafts that were left alone for 30 days."""
    actions.delete_old_drafts()
