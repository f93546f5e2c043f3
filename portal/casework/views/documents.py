"""F12: finding a document, who has seen it, withdrawing it and publishing it later."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads
from portal.casework.forms.documents import LATER, WITHDRAW, DocumentSearchForm, WithholdForm
from portal.casework.on_documents import documents_found, happened_to
from portal.casework.presenters import documents as present
from portal.casework.presenters.person import happened
from portal.casework.remembered import remember, remembered
from portal.documents.models import Document
from portal.documents.presenters.words import list_title
from portal.documents.withholding import (
    DECIDES,
    WithholdingRefused,
    publish_document,
    publish_document_on,
    withdraw_document,
)

DOCUMENTS = "documents"


@require_safe
@for_staff(StaffRole.REVIEWER)
def documents(request: HttpRequest, officer: Account) -> HttpResponse:
    """The search box, and what was found for the number last searched for."""
    wanted = "found" in request.GET
    form = DocumentSearchForm(remembered(request, DOCUMENTS) or {} if wanted else None)
    found = documents_found(form.cleaned_data["words"]) if form.is_valid() else None
    if found:
        people = {document.person_id for document in found}
        record_reads(actor=officer, action="casework.documents_listed", on=found[0].person, person_ids=people)
    context = {
        "form": form,
        "found": found,
        "head": present.HEAD,
        "rows": [present.row(document) for document in found or ()],
    }
    return render(request, "casework/documents.html", context)


@require_POST
@for_staff(StaffRole.REVIEWER)
def search(request: HttpRequest, _officer: Account) -> HttpResponse:
    """Keeps what is looked for, and shows what is found."""
    remember(request, DOCUMENTS, request.POST, DocumentSearchForm.base_fields)
    return redirect(reverse("casework:documents") + "?found=1")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.REVIEWER)
def document(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """One document, and what is to happen to it; `after` says from where on to show what has happened."""
    found = get_object_or_404(Document.objects.select_related("person"), public_id=public_id)
    form = WithholdForm(request.POST) if request.method == "POST" else WithholdForm.about(found)
    if form.is_valid():
        return _withhold(request, officer, found, form)
    return _page(request, officer, found, form)


def _withhold(request: HttpRequest, officer: Account, document: Document, form: WithholdForm) -> HttpResponse:
    told = form.cleaned_data
    about = {"officer": officer, "public_id": document.public_id, "seen": told["seen"], "reason": told["reason"]}
    try:
        if told["what"] == WITHDRAW:
            withdraw_document(**about)
        elif told["what"] == LATER:
            publish_document_on(on=told["on"], **about)
        else:
            publish_document(**about)
    except WithholdingRefused as refused:
        messages.warning(request, present.refusal(type(refused).__name__))
    else:
        messages.success(request, "We have saved who can see this document")
    return redirect("casework:document", document.public_id)


def _page(request: HttpRequest, officer: Account, document: Document, form: WithholdForm) -> HttpResponse:
    after = request.GET.get("after", "")
    history = happened_to(document, after)
    record(actor=officer, action="casework.document_viewed", on=document, person_id=document.person_id)
    here = reverse("casework:document", args=[document.public_id])
    context = {
        "form": form,
        "document": document,
        "title": list_title(document),
        "state": present.state(document),
        "rows": present.rows(document, document.earlier_contents.count()),
        "may_withhold": officer.may(DECIDES) and not document.withdrawn,
        "history_head": present.HISTORY_HEAD,
        "history": happened(history.rows),
        **history.links(here, after, "#history"),
    }
    return render(request, "casework/document.html", context)
