"""What the audit trail needs done regularly."""

from procrastinate.contrib.django import app

from portal.audit.seals import seal


@app.periodic(cron="7 * * * *")
@app.task(name="audit.seal_trail", queueing_lock="audit.seal_trail")
def seal_trail(timestamp: int) -> None:
    """Every hour; `timestamp` is when it was due."""
    seal()
