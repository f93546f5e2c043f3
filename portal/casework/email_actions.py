"""What staff do with the e-mails of the log (O2)."""

from typing import Final

from django.db import transaction

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.emails.actions import retry_email
from portal.emails.models import Email

# A code is dead after five minutes and a link after an hour: whoever still wants one asks for a new one.
DEAD: Final = frozenset({"code", "password_reset"})


def may_retry(email: Email) -> bool:
    """Whether sending it again makes sense: given up, what it says is still kept, and still true."""
    return email.status == Email.Status.FAILED and bool(email.sealed_context) and email.template not in DEAD


@transaction.atomic
def send_again(*, officer: Account, email: Email) -> bool:
    """Has an e-mail tried once more, with all its tries. Gives whether it waits to be sent now; asked twice: once."""
    email = Email.objects.select_for_update().get(pk=email.pk)
    if not may_retry(email):
        return email.status == Email.Status.QUEUED
    record(actor=officer, action="emails.retried", on=email, email=str(email.public_id))
    return retry_email(email=email)


@transaction.atomic
def show_address(*, officer: Account, email: Email) -> None:
    """The officer looks at the whole address an e-mail went to."""
    record(actor=officer, action="emails.address_shown", on=email, email=str(email.public_id))
