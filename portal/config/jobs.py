"""Housekeeping of the job queue itself."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

KEPT_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(
    name="config.retry_jobs_of_dead_workers", queueing_lock="config.retry_jobs_of_dead_workers", pass_context=True
)
async def retry_jobs_of_dead_workers(context: JobContext, timestamp: int) -> None:
    """A worker that was killed leaves its job marked as being done; another one takes it up."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="config.forget_finished_jobs", queueing_lock="config.forget_finished_jobs", pass_context=True)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Finished jobs carry only ids, and are of no use after a few days."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEPT_HOURS, remove_failed=False)
