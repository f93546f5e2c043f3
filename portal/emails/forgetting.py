"""What the outbox does not keep."""

import logging

from portal.emails.models import Email

logger = logging.getLogger(__name__)


def forget_failed() -> int:
    """Deletes what e-mails were to say that failed 30 days ago; gives their number. That they failed stays known."""
    forgotten = Email.objects.failed_long_ago().update(sealed_context="")
    if forgotten:
        logger.info("forgot what %s failed e-mails were to say", forgotten)
    return forgotten
