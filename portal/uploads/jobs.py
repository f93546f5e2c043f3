"""What the worker does for this room: scanning what was held, and sweeping."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from portal.uploads import actions

# Short at first, for a scanner that restarts. What is held longer is looked at every five minutes for as long as it
# takes (scan_held): no file is given up.
WAITS_IN_SECONDS = (5, 20, 60, 120)


class AFewTimes(BaseRetryStrategy):
    """Tries again after each wait, whatever went wrong."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= len(WAITS_IN_SECONDS):
            return None
        return RetryDecision(retry_in={"seconds": WAITS_IN_SECONDS[job.attempts]})


@app.task(name="uploads.scan", retry=AFewTimes())
def scan_upload(*, upload_id: str) -> None:
    """Has one held file scanned."""
    actions.scan(upload_id=upload_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="uploads.scan_held", queueing_lock="uploads.scan_held")
def scan_held(timestamp: int) -> None:
    """Has everything scanned that is still held."""
    actions.scan_held()


@app.periodic(cron="20 2 * * *")
@app.task(name="uploads.sweep", queueing_lock="uploads.sweep")
def sweep(timestamp: int) -> None:
    """Erases what an interrupted upload left behind."""
    actions.sweep()
