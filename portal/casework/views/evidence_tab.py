"""F2, tab Evidence: what shows the requester's role, and what the finance team thinks of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.actions import mark_evidence, note_seen_elsewhere
from portal.access.errors import DecisionRefused, NotAllowed, OwnRequest
from portal.access.models import Evidence
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.casework.forms.evidence import SeenForm
from portal.casework.presenters import papers as present
from portal.casework.presenters.request import IdentityBar
from portal.casework.presenters.tabs import Tab
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request, tab_page


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.VIEWER)
def papers(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """The files, each with its mark, and what was sent another way; an officer notes where they saw that."""
    asked = sent_request(request_id)
    form = SeenForm(request.POST or None)
    if request.method == "POST" and asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    if request.method == "POST" and not officer.may(StaffRole.REVIEWER):
        return refused(request, NotAllowed(asked))
    if request.method == "POST" and form.is_valid():
        return _note(request, officer, request_id, **form.cleaned_data)
    return _page(request, officer, bar_of(asked, officer), form)


@require_POST
@for_staff(StaffRole.REVIEWER)
def take_back_seen(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """The evidence was not seen elsewhere after all."""
    sent_request(request_id)
    return _note(request, officer, request_id, seen_in="", seen_reference="")


@require_POST
@for_staff(StaffRole.REVIEWER)
def mark(request: HttpRequest, officer: Account, request_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Marks one file; the same mark again takes nothing back, an empty one does."""
    asked = sent_request(request_id)
    evidence, wanted = get_object_or_404(asked.evidence, pk=evidence_id), request.POST.get("mark", "")
    if wanted not in ("", *Evidence.Mark.values):
        raise Http404
    try:
        mark_evidence(officer=officer, evidence_id=evidence.pk, mark=wanted)
    except DecisionRefused as refusal:
        return refused(request, refusal)
    return redirect(Tab.EVIDENCE.address(asked))


def _note(
    request: HttpRequest, officer: Account, request_id: UUID, *, seen_in: str, seen_reference: str
) -> HttpResponse:
    try:
        asked = note_seen_elsewhere(
            officer=officer, request_id=request_id, seen_in=seen_in, seen_reference=seen_reference
        )
    except DecisionRefused as refusal:
        return refused(request, refusal)
    return redirect(Tab.EVIDENCE.address(asked))


def _page(request: HttpRequest, officer: Account, bar: IdentityBar, form: SeenForm) -> HttpResponse:
    asked = bar.request
    if bar.is_own:
        return tab_page(request, officer, bar, Tab.EVIDENCE, {})
    sent = asked.evidence.select_related("upload", "marked_by").order_by("added_at", "pk")
    consent = getattr(asked, "consent", None)
    context = {
        "papers": [present.paper(each) for each in sent],
        "marks": Evidence.Mark.choices,
        "may_mark": bar.may_act and asked.is_open,
        "kept_until": present.kept_until(asked),
        "ways": present.ways(asked),
        "consent": present.consent_rows(consent) if consent else [],
    }
    return tab_page(request, officer, bar, Tab.EVIDENCE, context, form=form)
