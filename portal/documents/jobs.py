"""What the worker does for this room. The verbs are imported when a job runs: they enqueue jobs themselves."""

from uuid import UUID

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
