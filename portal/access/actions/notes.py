"""Remarks of the finance team on a request. They are never changed; they can be struck out (screens.md F2)."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.refusals import locked
from portal.access.models import Note
from portal.accounts.models import Account
from portal.audit.actions import record


@transaction.atomic
def write_note(*, officer: Account, request_id: UUID, text: str) -> Note:
    """Adds a note, also to a decided request. The same words twice in a row are one note. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    last = request.notes.order_by("-written_at", "-pk").first()
    if last and (last.author_id, last.text, last.struck_out_at) == (officer.pk, text, None):
        return last
    note = Note.objects.create(request=request, author=officer, text=text)
    record(actor=officer, action="access.note_written", on=request, note=note.pk)
    return note


@transaction.atomic
def strike_out_note(*, officer: Account, request_id: UUID, note_id: int) -> Note:
    """Strikes a note out; it stays readable. Raises a DecisionRefused, Note.DoesNotExist for one of another request."""
    request = locked(officer, request_id)
    note: Note = request.notes.get(pk=note_id)
    if note.struck_out_at:
        return note
    note.struck_out_at, note.struck_out_by = timezone.now(), officer
    note.save(update_fields=["struck_out_at", "struck_out_by"])
    record(actor=officer, action="access.note_struck_out", on=request, note=note.pk)
    return note
