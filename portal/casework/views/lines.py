"""C4: the line dictionary. Everybody on the team reads it; senior reviewers and admins change it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.lines import ExplanationForm, NewExplanationForm
from portal.casework.presenters import lines as present
from portal.documents.explaining.dictionary import Entry
from portal.documents.line_actions import (
    EDITS,
    AlreadyExplained,
    StaleExplanation,
    add_explanation,
    change_explanation,
)
from portal.documents.line_codes import document_with, unknown_codes
from portal.documents.models import LineExplanation


@require_safe
@for_staff(StaffRole.VIEWER)
def lines(request: HttpRequest, officer: Account) -> HttpResponse:
    """All explanations, and the codes that have none."""
    explanations = list(LineExplanation.objects.in_order())
    context = {
        "may_edit": officer.may(EDITS),
        "rows": [present.row(one) for one in explanations],
        "unknown_head": present.UNKNOWN_HEAD,
        "unknown": present.unknown(unknown_codes(LineExplanation.objects.dictionary())),
    }
    return render(request, "casework/lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(EDITS)
def line(request: HttpRequest, officer: Account, explanation_id: int) -> HttpResponse:
    """Changes the texts of one explanation, or tries them on a past document first."""
    explanation = get_object_or_404(LineExplanation, pk=explanation_id)
    form = ExplanationForm(request.POST or None, initial=_texts(explanation))
    context: dict[str, Any] = {"title": f"Explain {present.name_of(explanation)}", "explanation": explanation}
    if request.method == "POST" and form.is_valid():
        entry = form.entry_for(explanation)
        if "preview" in request.POST:
            return _page(request, form, context | {"preview": _tried(officer, entry, form)})
        try:
            change_explanation(
                officer=officer, explanation_id=explanation.pk, version=form.cleaned_data["version"] or 0, entry=entry
            )
        except StaleExplanation:
            form.add_error(None, "Somebody changed this explanation meanwhile. Open it again to see it")
            return _page(request, form, context)
        return _kept(request, present.name_of(explanation))
    return _page(request, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(EDITS)
def new_line(request: HttpRequest, officer: Account) -> HttpResponse:
    """Explains a code that nobody has explained yet; `code` and `direction` come along from the list."""
    asked = {name: request.GET.get(name, "") for name in ("code", "direction")} | {"type": "other"}
    form = NewExplanationForm(request.POST or None, initial=asked)
    context: dict[str, Any] = {"title": "Explain a code"}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _page(request, form, context | {"preview": _tried(officer, form.entry, form)})
        try:
            add_explanation(officer=officer, entry=form.entry)
        except AlreadyExplained:
            form.add_error("code", "This code has an explanation already. Change that one")
            return _page(request, form, context)
        return _kept(request, f"‘{form.entry.code}’")
    return _page(request, form, context)


def _texts(explanation: LineExplanation) -> dict[str, Any]:
    return {name: getattr(explanation, name) for name in ("version", "title", "explanation", "gross", "examples")}


def _tried(officer: Account, entry: Entry, form: ExplanationForm) -> present.Preview:
    """Reads a person's document, so it is recorded."""
    document = document_with(entry, form.cleaned_data["tried_on"])
    if document:
        record(
            actor=officer, action="casework.explanation_tried", on=document, person_id=document.person_id,
        )  # fmt: skip
    return present.preview(entry, document)


def _page(request: HttpRequest, form: ExplanationForm, context: dict[str, Any]) -> HttpResponse:
    more = {"form": form, "values": present.values(), "preview_head": present.PREVIEW_HEAD}
    return render(request, "casework/line.html", more | context)


def _kept(request: HttpRequest, name: str) -> HttpResponse:
    messages.success(request, f"The explanation of {name} is saved.")
    return redirect("casework:lines")
