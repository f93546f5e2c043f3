"""The draft of a request: one for an account, saved with every answer, deleted when left alone."""

import logging
from typing import Any, Final

from django.db import transaction

from portal.access.actions.dropping import drop_files
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.actions import record

logger = logging.getLogger(__name__)

ENDINGS: Final = ("notice-refused", "under-age", "no-role")
# What is kept on the account: it holds for every later request too.
ADJUSTMENTS: Final = ("adjustments", "interpreter_language")


@transaction.atomic
def start_draft(*, account: Account) -> AccessRequest:
    """The account's draft; a new one if there is none."""
    one_at_a_time(account)
    draft, is_new = AccessRequest.objects.get_or_create(account=account, status=AccessRequest.Status.DRAFT)
    if is_new:
        record(actor=account, action="access.draft_started", on=draft)
    return draft


@transaction.atomic
def start_again(*, account: Account) -> AccessRequest:
    """Throws the account's draft away and starts a new one."""
    delete_draft(account=account)
    return start_draft(account=account)


@transaction.atomic
def save_answers(*, account: Account, **answers: Any) -> AccessRequest:
    """Keeps answers in the account's draft, as typed. Raises AccessRequest.DoesNotExist if there is none."""
    one_at_a_time(account)
    draft = AccessRequest.objects.of(account).drafts().select_for_update().get()
    adjustments = {name: answers.pop(name) for name in ADJUSTMENTS if name in answers}
    if adjustments:
        Account.objects.filter(pk=account.pk).update(contact_method=answers["contact_method"], **adjustments)
    for name, value in answers.items():
        setattr(draft, name, value)
    draft.save(update_fields=[*answers, "saved_at"])
    record(actor=account, action="access.draft_saved", on=draft, answers=sorted(answers | adjustments))
    return draft


@transaction.atomic
def delete_draft(*, account: Account) -> None:
    """Throws the account's draft away, if it has one."""
    one_at_a_time(account)
    draft = AccessRequest.objects.of(account).drafts().select_for_update().first()
    if draft:
        record(actor=account, action="access.draft_deleted", on=draft)
        drop_files(draft)
        draft.delete()


@transaction.atomic
def stop_request(*, account: Account, why: str) -> None:
    """Somebody the journey is not for leaves it; `why` is one of ENDINGS. Who refuses the notice leaves no draft.

    Logged without a trace of who it was: it tells the council where people drop out.
    """
    logger.info("A request for access stopped: %s", why)
    if why == "notice-refused":
        delete_draft(account=account)


@transaction.atomic
def delete_old_drafts() -> int:
    """Deletes drafts nobody saved for 30 days and gives their number."""
    drafts = list(AccessRequest.objects.left_alone().select_for_update(skip_locked=True))
    for draft in drafts:
        record(actor=None, action="access.draft_deleted", on=draft, reason="left alone")
        drop_files(draft)
        draft.delete()
    return len(drafts)


def one_at_a_time(account: Account) -> None:
    """Before the draft's lock, as when it is sent: the other way round two tabs could wait for each other."""
    Account.objects.select_for_update().get(pk=account.pk)
