"""The draft of a request: one for an account, saved with every answer, deleted when left alone."""

from typing import Any

from django.db import transaction

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.actions import record


@transaction.atomic
def start_draft(*, account: Account) -> AccessRequest:
    """The account's draft; a new one if there is none."""
    Account.objects.select_for_update().get(pk=account.pk)
    draft, is_new = AccessRequest.objects.get_or_create(account=account, status=AccessRequest.Status.DRAFT)
    if is_new:
        record(actor=account, action="access.draft_started", on=draft)
    return draft


@transaction.atomic
def save_answers(*, account: Account, **answers: Any) -> AccessRequest:
    """Keeps answers in the account's draft, as typed. Raises AccessRequest.DoesNotExist if there is none."""
    draft = AccessRequest.objects.of(account).drafts().select_for_update().get()
    for name, value in answers.items():
        setattr(draft, name, value)
    draft.save(update_fields=[*answers, "saved_at"])
    record(actor=account, action="access.draft_saved", on=draft, answers=sorted(answers))
    return draft


@transaction.atomic
def delete_draft(*, account: Account) -> None:
    """Throws the account's draft away, if it has one."""
    draft = AccessRequest.objects.of(account).drafts().select_for_update().first()
    if draft:
        record(actor=account, action="access.draft_deleted", on=draft)
        draft.delete()


@transaction.atomic
def delete_old_drafts() -> int:
    """Deletes drafts nobody saved for 30 days and gives their number."""
    drafts = list(AccessRequest.objects.left_alone().select_for_update(skip_locked=True))
    for draft in drafts:
        record(actor=None, action="access.draft_deleted", on=draft, reason="left alone")
        draft.delete()
    return len(drafts)
