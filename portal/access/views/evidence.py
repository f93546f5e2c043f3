"""A5e: how the requester shows their role, page by page."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access import actions, journey
from portal.access.consent_forms import consent_form_pdf
from portal.access.errors import AlreadyDecided, TooManyFiles
from portal.access.evidence import MOST_FILES, files_of
from portal.access.forms.evidence import AccessCodeForm, AddFileForm, AnotherFileForm, ConsentForm, EvidenceForm
from portal.access.models import AccessRequest
from portal.access.views.questions import draft_of, is_changing
from portal.accounts.visitors import SignedIn
from portal.council.identity import RoleCode, council
from portal.uploads.receiving import takes_file

Way = AccessRequest.EvidenceWay
# Where each way leads; the others need nothing more.
PAGES = {Way.UPLOAD: "evidence-files", Way.ACCESS_CODE: "evidence-code", Way.CONSENT_ONLINE: "evidence-consent"}

View = Callable[[SignedIn, AccessRequest], HttpResponse]


def _in_a_draft(view: View) -> Callable[..., HttpResponse]:
    """Gives the view the visitor's draft, if its journey asks for evidence."""

    @wraps(view)
    @require_http_methods(["GET", "POST"])
    def opened(http: SignedIn) -> HttpResponse:
        draft = draft_of(http)
        if draft is None:
            return redirect("access:start")
        if not journey.may_open("evidence", draft):
            return redirect(journey.carry_on_url(draft))
        try:
            return view(http, draft)
        except AccessRequest.DoesNotExist:  # deleted in another tab at this moment
            return redirect("access:start")

    return opened


@_in_a_draft
def evidence(http: SignedIn, draft: AccessRequest) -> HttpResponse:
    """Asks for the way, and leads to what belongs to it."""
    form = EvidenceForm(_typed(http), draft=draft)
    if form.is_valid():
        draft = actions.save_answers(account=http.user, **form.answers)
        onwards = PAGES.get(Way(draft.evidence_way))
        return redirect(_page(http, onwards) if onwards else _on(http, draft))
    context = {
        "role": council().role(draft.role),
        "is_nominated": draft.role == RoleCode.NOMINATED_FINANCIAL_REPRESENTATIVE,
        "is_copy": draft.copy_of_id is not None and not draft.evidence_way,
        "back_url": journey.back_url("evidence", draft, changing=is_changing(http)),
    }
    return render(http, "access/evidence.html", {"form": form} | context)


@takes_file
@_in_a_draft
def file(http: SignedIn, draft: AccessRequest) -> HttpResponse:
    """Takes one file."""
    files = files_of(draft)
    if files.count() >= MOST_FILES:
        return redirect(_page(http, "evidence-files"))
    form = _file_form(http)
    if form.is_valid():
        with suppress(TooManyFiles, AlreadyDecided):  # five from another tab, or sent there: the next page shows it
            actions.add_evidence(account=http.user, request_id=draft.pk, received=form.cleaned_data["file"])
        return redirect(_page(http, "evidence-files"))
    back = "evidence-files" if files else "evidence"
    return render(http, "access/evidence_file.html", {"form": form, "back_url": _page(http, back)})


@_in_a_draft
def files(http: SignedIn, draft: AccessRequest) -> HttpResponse:
    """Lists the files, each with a way to remove it, and asks for another."""
    added = list(files_of(draft))
    if not added:
        return redirect(_page(http, "evidence-file"))
    form = AnotherFileForm(_typed(http)) if len(added) < MOST_FILES else None
    if http.method == "POST" and form is None:
        return redirect(_on(http, draft))
    if form and form.is_valid():
        wants_more = form.cleaned_data["another"] == "yes"
        return redirect(_page(http, "evidence-file") if wants_more else _on(http, draft))
    context = {
        "form": form,
        "added": added,
        "changing": journey.CHANGING if is_changing(http) else "",
        "back_url": _page(http, "evidence"),
    }
    return render(http, "access/evidence_files.html", context)


@require_POST
def remove(http: SignedIn, evidence_id: UUID) -> HttpResponse:
    """Takes a file out of the draft."""
    actions.remove_evidence(account=http.user, evidence_id=evidence_id)
    return redirect(_page(http, "evidence-files"))


@_in_a_draft
def code(http: SignedIn, draft: AccessRequest) -> HttpResponse:
    """Asks for the access code of a power of attorney."""
    if draft.role != RoleCode.POWER_OF_ATTORNEY:
        return redirect(_page(http, "evidence"))
    form = AccessCodeForm(_typed(http), draft=draft)
    if form.is_valid():
        return redirect(_on(http, actions.save_answers(account=http.user, **form.answers)))
    return render(http, "access/evidence_code.html", {"form": form, "back_url": _page(http, "evidence")})


@_in_a_draft
def consent(http: SignedIn, draft: AccessRequest) -> HttpResponse:
    """The consent form of a nominated financial representative, online."""
    if draft.role != RoleCode.NOMINATED_FINANCIAL_REPRESENTATIVE:
        return redirect(_page(http, "evidence"))
    form = ConsentForm(_typed(http), draft=draft)
    if form.is_valid():
        return redirect(_on(http, actions.give_consent(account=http.user, **form.answers)))
    name = draft.account.name
    context = {"form": form, "representative": name, "back_url": _page(http, "evidence")}
    return render(http, "access/evidence_consent.html", context)


@require_safe
def consent_form(http: SignedIn) -> HttpResponse:
    """The same form to print and sign."""
    disposition = {"Content-Disposition": 'inline; filename="consent-form.pdf"'}
    return HttpResponse(consent_form_pdf(), content_type="application/pdf", headers=disposition)


@takes_file
@require_http_methods(["GET", "POST"])
def add(http: SignedIn, request_id: UUID) -> HttpResponseBase:
    """A12: adds a file to a request that is being checked."""
    asked = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    track = reverse("access:request", args=[asked.pk])
    if not asked.is_open_to_requester:
        return redirect(track)
    form = _file_form(http)
    if form.is_valid():
        try:
            actions.add_evidence(account=http.user, request_id=asked.pk, received=form.cleaned_data["file"])
        except TooManyFiles:
            form.add_error("file", f"You have added {MOST_FILES} files. You cannot add more")
        except AlreadyDecided:
            return redirect(track)
        else:
            messages.success(http, "We have added your file.")
            return redirect(track)
    context = {"form": form, "asked": asked, "added": list(files_of(asked)), "back_url": track}
    return render(http, "access/add_evidence.html", context)


def _typed(http: SignedIn) -> Any:
    return http.POST if http.method == "POST" else None


def _file_form(http: SignedIn) -> AddFileForm:
    return AddFileForm(http.POST, http.FILES) if http.method == "POST" else AddFileForm()


def _page(http: SignedIn, name: str) -> str:
    """A page of A5e, on the same way through the journey."""
    return journey.url_of(name, changing=is_changing(http))


def _on(http: SignedIn, draft: AccessRequest) -> str:
    """Where the journey goes on after A5e."""
    return journey.next_url("evidence", draft, changing=is_changing(http))
