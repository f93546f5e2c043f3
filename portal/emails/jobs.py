"""Sending what is in the outbox, again and again for hours before giving up; and forgetting what it is too late for."""

from datetime import datetime

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from portal.emails import forgetting, sending

# Short at first, for a mail server that restarts; then long, for one that is mended by somebody. Four and a half
# hours in all (promises.md: at least four, as GOV.UK Notify does).
WAITS_IN_SECONDS = (10, 60, 300, 900, 1800, 3600, 4200, 5400)


class SeveralHours(BaseRetryStrategy):
    """Tries again after each wait; after the last the e-mail has been marked as failed and nothing is raised."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= len(WAITS_IN_SECONDS):
            return None
        return RetryDecision(retry_in={"seconds": WAITS_IN_SECONDS[job.attempts]})


@app.task(name="emails.send", retry=SeveralHours())
def send_email(*, email_id: int) -> None:
    """Sends one e-mail of the outbox. Sending it a second time does nothing; one that is held is sent later."""
    try:
        sending.send(email_id=email_id, last_try_is=len(WAITS_IN_SECONDS) + 1)
    except sending.StillHeld as held:
        send_later(email_id=email_id, at=held.until)


def send_later(*, email_id: int, at: datetime) -> None:
    """Has an e-mail sent at this moment, by whichever worker lives then."""
    send_email.configure(schedule_at=at).defer(email_id=email_id)


@app.periodic(cron="47 3 * * *")
@app.task(name="emails.forget_failed", queueing_lock="emails.forget_failed")
def forget_failed(timestamp: int) -> None:
    """Every night, what e-mails were to say that failed 30 days ago."""
    forgetting.forget_failed()
