"""A dry run: an officer asks what taking the files of a delivery would give by now, and the worker finds out."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.delivery import jobs
from portal.delivery.actions import check_delivery
from portal.delivery.handing_in.attempts import ENDED, kind_of
from portal.delivery.handing_in.history import HandedIn, handed_in
from portal.delivery.handing_in.lying import where_it_lies
from portal.delivery.models import Attempt, Check

GONE: Final = "its files are not in the watched folder any more"


class NothingToCheck(Exception):
    """Its files do not lie in the watched folder. `found` is the attempt as it stands."""

    def __init__(self, found: HandedIn) -> None:
        super().__init__(type(self).__name__)
        self.found = found


@transaction.atomic
def ask_for_check(*, officer: Account, public_id: UUID, inbox: Path | None) -> Check:
    """Has the worker check the files of an attempt; whoever asks while one goes on gets that one.

    Raises NothingToCheck where no files lie in `inbox`.
    """
    attempt = Attempt.objects.select_for_update().get(public_id=public_id)
    if going_on := attempt.checks.filter(finished_at=None).first():
        return going_on
    found = handed_in(attempt)
    if where_it_lies(found, inbox) is None:
        raise NothingToCheck(found)
    check = Check.objects.create(attempt=attempt, asked_by=officer)
    record(actor=officer, action="delivery.check_asked", on=attempt)
    jobs.check_again.defer(check_id=check.pk)
    return check


def check_again(*, check_id: int, inbox: Path | None) -> None:
    """Checks what an officer asked for. One whose process was killed is not tried again: it may end the same way."""
    check = Check.objects.select_related("attempt").get(pk=check_id)
    if check.finished_at:
        return
    if check.started_at:
        _note(check, fault=ENDED)
        return
    Check.objects.filter(pk=check.pk).update(started_at=timezone.now())
    item = where_it_lies(handed_in(check.attempt), inbox)
    if item is None:
        _note(check, fault=GONE)
        return
    try:
        report = check_delivery(path=item)
    except Exception as fault:
        _note(check, fault=kind_of(fault))
        raise
    _note(check, report=msgspec.to_builtins(report))


def _note(check: Check, **fields: Any) -> None:
    Check.objects.filter(pk=check.pk).update(finished_at=timezone.now(), **fields)
