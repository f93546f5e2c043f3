"""One file of a request, shown by pictures and words of ours: nothing of it runs in an officer's browser."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.actions import mark_evidence
from portal.access.errors import DecisionRefused, OwnRequest
from portal.access.models import Evidence
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.evidence import MarkForm
from portal.casework.presenters import viewer as present
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request
from portal.documents.files import as_attachment
from portal.uploads import pictures
from portal.uploads.models import Upload
from portal.uploads.refusals import Refused
from portal.uploads.store import Damaged

# Whatever a browser makes of these bytes, it may run nothing and fetch nothing.
SEALED: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CANNOT_BE_SHOWN: Final = (pictures.NotToBeOpened, Refused, Damaged, FileNotFoundError, IndexError)


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.VIEWER)
def evidence(request: HttpRequest, officer: Account, request_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Shows a page of the file at a time; takes the officer's mark."""
    asked, found = sent_request(request_id), _found(request_id, evidence_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    form = MarkForm(request.POST if request.method == "POST" else None, initial={"mark": found.mark})
    if form.is_valid():
        return _mark(request, officer, found, form.cleaned_data["mark"])
    page = Paginator(range(1, found.upload.pictures + 1), 1).get_page(request.GET.get("page"))
    number = next(iter(page.object_list), 0)
    record(actor=officer, action="casework.evidence_viewed", on=found, person_id=asked.person_id, page=number)
    context = {
        "bar": bar_of(asked, officer),
        "evidence": found,
        "facts": present.facts(found),
        "page": page,
        "form": form if officer.may(StaffRole.REVIEWER) and asked.is_open and found.upload.may_be_opened else None,
        "back_url": reverse("casework:request-evidence", args=[request_id]),
    }
    return render(request, "casework/evidence.html", context | _shown(found.upload, number))


@require_safe
@for_staff(StaffRole.VIEWER)
def picture(request: HttpRequest, officer: Account, request_id: UUID, evidence_id: UUID, number: int) -> HttpResponse:
    """One page of a file as a JPEG made by us."""
    return _bytes(officer, request_id, evidence_id, "picture", lambda upload: pictures.picture(upload, number))


@require_safe
@for_staff(StaffRole.VIEWER)
def original(request: HttpRequest, officer: Account, request_id: UUID, evidence_id: UUID) -> HttpResponse:
    """The file as it is kept, to save. It is not ours: whoever opens it does so outside the portal."""
    return _bytes(officer, request_id, evidence_id, "original", pictures.original)


def _found(request_id: UUID, evidence_id: UUID) -> Evidence:
    with_file = Evidence.objects.select_related("upload", "request", "marked_by")
    return get_object_or_404(with_file, pk=evidence_id, request_id=request_id)


def _mark(request: HttpRequest, officer: Account, found: Evidence, mark: str) -> HttpResponse:
    try:
        marked = mark_evidence(officer=officer, evidence_id=found.pk, mark=mark)
    except DecisionRefused as refusal:
        return refused(request, refusal)
    messages.success(request, f"{found.upload.name}: {marked.get_mark_display()}.")
    return redirect("casework:request-evidence", found.request_id)


def _shown(upload: Upload, number: int) -> dict[str, Any]:
    """What of the file can be shown; otherwise why not."""
    if not upload.may_be_opened:
        return {"why_not": present.WHY_NOT[Upload.State(upload.state)]}
    try:
        if number:
            pictures.picture(upload, number)  # made here, so that the page knows whether there is one
        return {"shown": present.shown(upload, number) if number else None, "words": pictures.words(upload)}
    except Refused:
        return {"why_not": "We cannot show this page. You can save the file and look at it outside the portal."}
    except (Damaged, FileNotFoundError):
        return {"why_not": "The document store has lost this file. Tell whoever runs the portal."}


def _bytes(
    officer: Account, request_id: UUID, evidence_id: UUID, what: str, read: Callable[[Upload], bytes]
) -> HttpResponse:
    asked, found = sent_request(request_id), _found(request_id, evidence_id)
    if asked.account_id == officer.pk:
        raise Http404
    try:
        content = read(found.upload)
    except CANNOT_BE_SHOWN:
        raise Http404 from None
    record(actor=officer, action=f"casework.evidence_{what}_opened", on=found, person_id=asked.person_id)
    is_picture = what == "picture"
    kind = Upload.Kind.JPEG if is_picture else Upload.Kind(found.upload.kept_as)
    response = HttpResponse(content, content_type=present.TYPES[kind], headers=SEALED)
    name = f"{evidence_id}.jpg" if is_picture else present.download_name(found.upload)
    header = as_attachment(name)
    response.headers["Content-Disposition"] = header.replace("attachment", "inline", 1) if is_picture else header
    return response
