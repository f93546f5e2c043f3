"""Assessing a request after it was sent: sending takes the same time whether or not anybody is found."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from portal.access import assessing


@app.task(name="access.assess_request", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def assess_request(*, request_id: str) -> None:
    """Looks for the person a request is about; again if the database failed. A second time it does nothing."""
    assessing.assess_request(request_id=UUID(request_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="access.assess_overdue", queueing_lock="access.assess_overdue")
def assess_overdue(timestamp: int) -> None:
    """Assesses requests whose own job was lost or given up."""
    assessing.assess_overdue()
