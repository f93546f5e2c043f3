"""What the worker does for this room. The verbs are imported when a job runs: they enqueue jobs themselves."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(name="documents.prepare_zip", retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def prepare_zip(*, zip_id: str) -> None:
    """Makes a large ZIP ready."""
    from portal.documents.downloads.preparing import make_zip  # noqa: PLC0415

    make_zip(zip_id=UUID(zip_id))


@app.periodic(cron="25 * * * *")
@app.task(name="documents.erase_zips", queueing_lock="documents.erase_zips")
def erase_zips(timestamp: int) -> None:
    """Erases ZIPs after their 24 hours."""
    from portal.documents.downloads.preparing import erase_zips as erase  # noqa: PLC0415

    erase()


@app.periodic(cron="55 2 * * *")
@app.task(name="documents.delete_old_messages", queueing_lock="documents.delete_old_messages")
def delete_old_messages(timestamp: int) -> None:
    """Every night, messages that the council has kept for as long as it said."""
    from portal.documents.asking.forgetting import delete_old_messages as delete  # noqa: PLC0415

    delete()


@app.periodic(cron="2 * * * *")
@app.task(name="documents.announce", queueing_lock="documents.announce")
def announce(timestamp: int) -> None:
    """Tells people of new documents. By day: nobody is to be woken up by it."""
    _announce_by_day()


# Without a lock: it is enqueued in the transaction of a delivery, which a job that waits already must not stop.
@app.task(name="documents.announce_after_delivery")
def announce_after_delivery() -> None:
    """The same as soon as a delivery is taken."""
    _announce_by_day()


def _announce_by_day() -> None:
    from portal.documents.announcing import announce_new_documents  # noqa: PLC0415

    if 8 <= timezone.localtime().hour < 20:
        announce_new_documents()
