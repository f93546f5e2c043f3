"""F2, tab Notes: what the finance team remarks on a request."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.actions import strike_out_note, write_note
from portal.access.errors import DecisionRefused, NotAllowed
from portal.access.models import Note
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.casework.forms.notes import NoteForm
from portal.casework.presenters.tabs import Tab
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request, tab_page


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.VIEWER)
def notes(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """All notes, newest first; whoever may decide adds one."""
    asked = sent_request(request_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and not officer.may(StaffRole.REVIEWER):
        return refused(request, NotAllowed(asked))
    if request.method == "POST" and form.is_valid():
        try:
            write_note(officer=officer, request_id=asked.pk, text=form.cleaned_data["text"])
        except DecisionRefused as refusal:
            return refused(request, refusal)
        return redirect("casework:request-notes", request_id)
    bar = bar_of(asked, officer)
    written = asked.notes.select_related("author", "struck_out_by").order_by("-written_at", "-pk")
    return tab_page(request, officer, bar, Tab.NOTES, {"notes": [] if bar.is_own else list(written)}, form=form)


@require_POST
@for_staff(StaffRole.REVIEWER)
def strike_out(request: HttpRequest, officer: Account, request_id: UUID, note_id: int) -> HttpResponse:
    """Strikes one note out."""
    asked = sent_request(request_id)
    try:
        strike_out_note(officer=officer, request_id=asked.pk, note_id=note_id)
    except DecisionRefused as refusal:
        return refused(request, refusal)
    except Note.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("casework:request-notes", request_id)
