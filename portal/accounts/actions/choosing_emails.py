"""M5: which e-mails an account wants, of those it can do without."""

from django.db import transaction

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.emails.models import EmailChoices


@transaction.atomic
def choose_emails(*, account: Account, new_document: bool, payment_changed: bool, reminders: bool) -> None:
    """From now on. E-mails that look after the account and its requests come all the same."""
    chosen = {"new_document": new_document, "payment_changed": payment_changed, "reminders": reminders}
    EmailChoices.objects.update_or_create(account_id=account.pk, defaults=chosen)
    record(
        actor=account,
        action="accounts.emails_chosen",
        on=account,
        new_document=new_document,
        payment_changed=payment_changed,
        reminders=reminders,
    )
