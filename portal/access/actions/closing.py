"""Closing an account: nobody signs in to it any more, and all it could see is closed with it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.endings import record_end, refuse_if_close_to_any
from portal.access.errors import RequestsOpen
from portal.access.models import AccessRequest, Grant
from portal.accounts.actions.looking_after import person_account
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.emails.actions import owe_email


@transaction.atomic
def close_account(*, officer: Account, account_id: UUID, reason: str) -> Account:
    """Closes a member of the public's account: its access and its sessions end, and its owner is told by one
    e-mail. Its requests are kept; a draft goes when its 30 days are over. Closed before: nothing more happens.

    Raises Account.DoesNotExist, CareRefused, CloseToIt for access to documents the officer can see in private life,
    and RequestsOpen while one waits: closing never decides it silently.
    """
    account = person_account(officer, account_id, StaffRole.SENIOR_REVIEWER)
    if account.closed_at:
        return account
    if AccessRequest.objects.of(account).open().exists():
        raise RequestsOpen(account.pk)
    grants = list(Grant.objects.of(account).filter(ended_at=None).select_for_update())
    refuse_if_close_to_any(officer, grants)
    account.closed_at, account.is_active = timezone.now(), False
    account.session_round += 1
    account.save(update_fields=["closed_at", "is_active", "session_round"])
    _end(grants, officer, account)
    record(actor=officer, action="accounts.closed", on=account, reason=reason)
    owe_email(template="account_closed", to=account.email, account_id=account.pk, first_name=account.first_name)
    return account


def _end(grants: list[Grant], officer: Account, account: Account) -> None:
    for grant in grants:
        grant.ended_at, grant.ended_by = account.closed_at, officer
        grant.end_reason = Grant.EndReason.ACCOUNT_CLOSED
        grant.save(update_fields=["ended_at", "ended_by", "end_reason"])
        record_end(officer, grant)
