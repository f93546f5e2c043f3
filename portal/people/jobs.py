"""What the worker does for this room by itself."""

from procrastinate.contrib.django import app

from portal.people.renewing import renew_keys


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.renew_keys", queueing_lock="people.renew_keys", lock="people.renew_keys")
def renew_old_keys(timestamp: int) -> None:
    """After an update of the portal that finds people in another way; otherwise nothing."""
    renew_keys()
