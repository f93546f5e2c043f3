"""What the worker does for this room by itself."""

from procrastinate.contrib.django import app

from portal.accounts.actions import throwing_away


@app.periodic(cron="23 * * * *")
@app.task(name="accounts.throw_away", queueing_lock="accounts.throw_away")
def throw_away(timestamp: int) -> None:
    """Every hour, what is of no use any more."""
    throwing_away.throw_away()
