"""F8: one account, tab by tab, and what its holder can see."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.models import AccessRequest, Grant
from portal.accounts.actions.looking_after import write_account_note
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads
from portal.audit.models import Entry
from portal.casework.forms.accounts import AccountNoteForm
from portal.casework.presenters import account as present
from portal.casework.presenters import emails as present_emails
from portal.casework.presenters.accounts import TABS, account_bar, tabs
from portal.casework.seen_documents import documents_seen_by
from portal.design.paging import PAGE, latest
from portal.emails.models import Email


@require_safe
@for_staff(StaffRole.REVIEWER)
def access(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Tab Access: whose documents, in which role, until when; what has ended stands below."""
    account = person_account(account_id)
    grants = list(
        Grant.objects.of(account).select_related("account", "person", "representative").order_by("-starts_on", "id")
    )
    may_end = officer.may(StaffRole.SENIOR_REVIEWER)
    grants.sort(key=lambda grant: bool(grant.over_because))
    record_reads(
        actor=officer, action="casework.person_viewed", on=account, person_ids={grant.person_id for grant in grants}
    )
    rows = [present.grant_row(grant, may_end=may_end) for grant in grants]
    return tab_page(request, officer, account, "account", {"rows": rows})


@require_safe
@for_staff(StaffRole.REVIEWER)
def requests(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Tab Requests: all that were sent, newest first."""
    account = person_account(account_id)
    known = AccessRequest.objects.select_related("claimed_by", "grant__person", "grant__representative")
    sent = known.of(account).sent().newest_first()[:PAGE]
    return tab_page(
        request, officer, account, "account-requests", {"rows": [present.request_row(each) for each in sent]}
    )


@require_safe
@for_staff(StaffRole.REVIEWER)
def sign_ins(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Tab Sign-ins: signing in and out, wrong passwords, and what staff did, from the audit trail."""
    account, after = person_account(account_id), request.GET.get("after", "")
    entries = Entry.objects.on(account).filter(action__startswith="accounts.")
    page = latest(entries, after)
    pages = page.links(reverse("casework:account-sign-ins", args=[account_id]), after)
    return tab_page(request, officer, account, "account-sign-ins", {"rows": present.happened(page.rows), **pages})


@require_safe
@for_staff(StaffRole.REVIEWER)
def emails(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Tab E-mails: what the portal owed this account, newest first."""
    account, after = person_account(account_id), request.GET.get("after", "")
    page, now = latest(Email.objects.filter(account_id=account.pk), after), timezone.now()
    context = {
        "rows": [present_emails.row(email, now, may_retry=False, shown=True) for email in page.rows],
        **page.links(reverse("casework:account-emails", args=[account_id]), after),
    }
    return tab_page(request, officer, account, "account-emails", context)


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def notes(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Tab Notes: what staff remark on the account, newest first."""
    account, form = person_account(account_id), AccountNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_account_note(officer=officer, account_id=account_id, text=form.cleaned_data["text"])
        return redirect("casework:account-notes", account_id)
    written = account.notes.select_related("author", "struck_out_by").order_by("-pk")
    return tab_page(request, officer, account, "account-notes", {"notes": list(written), "form": form})


@require_safe
@for_staff(StaffRole.REVIEWER)
def documents(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """What the holder can see now, as a list: no document opens here."""
    account, after = person_account(account_id), request.GET.get("after", "")
    seen = documents_seen_by(account, after)
    people = {document.person_id for document in seen.rows}
    record(actor=officer, action="casework.documents_previewed", on=account, shown=len(seen.rows))
    record_reads(actor=officer, action="casework.person_viewed", on=account, person_ids=people)
    return render(
        request,
        "casework/account-documents.html",
        {
            "account": account,
            "rows": present.document_rows(seen.rows),
            **seen.links(reverse("casework:account-documents", args=[account_id]), after),
        },
    )


def person_account(account_id: UUID) -> Account:
    """A member of the public's account. Raises Http404 for staff: theirs are looked after elsewhere."""
    return get_object_or_404(Account, public_id=account_id, staff_role="")


def tab_page(
    request: HttpRequest, officer: Account, account: Account, tab: str, context: dict[str, Any]
) -> HttpResponse:
    """A tab, and the entry that the officer looked at it."""
    record(actor=officer, action="casework.account_viewed", on=account, tab=tab)
    about = {"bar": account_bar(account, officer), "tabs": tabs(account, tab), "tab": TABS[tab]}
    return render(request, f"casework/{tab}.html", about | context)
