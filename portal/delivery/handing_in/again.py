"""Taking the files of a delivery once more: an officer asks, the worker puts them back into the watched folder.

There they are taken like any other, in an attempt of their own that says what it is.
"""

import logging
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.delivery.handing_in.attempts import expect
from portal.delivery.handing_in.history import HandedIn, Stands, handed_in
from portal.delivery.handing_in.inbox import one_watcher
from portal.delivery.handing_in.lying import report_beside, waiting_name, where_it_lies
from portal.delivery.handing_in.marks import mark_of
from portal.delivery.models import Attempt

logger = logging.getLogger(__name__)

# What broke off is tried again by itself, what is held is confirmed, and what is taken would change nothing.
CAN_BE_TAKEN_AGAIN: Final = frozenset({Stands.REFUSED, Stands.THROWN_AWAY})
GONE: Final = "the files were gone before they could be taken again"


class NotTakenAgain(Exception):
    """Nothing was asked for. `found` is the attempt as it stands."""

    def __init__(self, found: HandedIn) -> None:
        super().__init__(type(self).__name__)
        self.found = found


@transaction.atomic
def take_again(*, officer: Account, public_id: UUID, inbox: Path | None) -> Attempt:
    """Has the worker take the files of an attempt once more, and gives the new attempt; asked twice: the first one.

    Raises NotTakenAgain for an attempt that stands differently by now, or whose files do not lie in `inbox`.
    """
    attempt = Attempt.objects.select_for_update().get(public_id=public_id)
    if asked := Attempt.objects.filter(again_of=attempt).first():
        return asked
    found = handed_in(attempt)
    if found.stands not in CAN_BE_TAKEN_AGAIN or where_it_lies(found, inbox) is None:
        raise NotTakenAgain(found)
    again = expect(way=Attempt.Way.AGAIN, name=attempt.name, again_of=attempt, asked_by=officer)
    record(actor=officer, action="delivery.asked_again", on=again, again_of=str(attempt.public_id))
    return again


def bring_back(inbox: Path) -> None:
    """Puts what officers asked for back to where it is taken. Killed in between, the next time goes on."""
    with one_watcher() as alone:
        asked = Attempt.objects.filter(way=Attempt.Way.AGAIN, state=Attempt.State.WAITING)
        for again in asked.select_related("again_of").order_by("pk") if alone else ():
            try:
                _bring_back(inbox, again)
            except OSError:
                # It waits for the next time, and keeps no other delivery waiting.
                logger.exception("What was to be taken again could not be put back")


def _bring_back(inbox: Path, again: Attempt) -> None:
    waiting = inbox / waiting_name(again)
    if again.again_of is None or waiting.exists():
        return
    item = where_it_lies(handed_in(again.again_of), inbox)
    if item is None:
        ended = {"state": Attempt.State.BROKEN_OFF, "fault": GONE, "finished_at": timezone.now()}
        Attempt.objects.filter(pk=again.pk).update(**ended)
        return
    Attempt.objects.filter(pk=again.pk).update(mark=mark_of(item))
    item.rename(waiting)
    report_beside(item).unlink(missing_ok=True)
