"""Messages are deleted when the council has kept them for as long as it said."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.council.identity import council
from portal.documents.models import Message

AT_ONCE: Final = 500


def delete_old_messages() -> int:
    """Deletes messages that were answered or closed longer ago than that; gives how many.

    The audit trail keeps who asked and answered, and when: never the words.
    """
    deleted = 0
    while batch := _delete_some():
        deleted += batch
    return deleted


@transaction.atomic
def _delete_some() -> int:
    today = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
    kept_since = today - timedelta(days=council().casework.messages_kept_days)
    over = Message.objects.done().filter(done_at__lt=kept_since).order_by("pk").select_for_update(skip_locked=True)
    old = list(over.values_list("pk", flat=True)[:AT_ONCE])
    if old:
        Message.objects.filter(pk__in=old).delete()
        record(actor=None, action="documents.messages_deleted", messages=old)
    return len(old)
