"""The strings of the tabs of F8."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account, Correction
from portal.audit.models import Entry
from portal.casework.presenters.end_reasons import end_reason
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.council.identity import council
from portal.design.formats import day, moment
from portal.documents.models import Document
from portal.documents.presenters.words import list_title

WHAT: Final = {
    "accounts.closed": "Account closed",
    "accounts.details_corrected": "Details put right",
    "accounts.note_struck_out": "Note struck out",
    "accounts.note_written": "Note written",
    "accounts.opened_again": "Account opened again",
    "accounts.password_reset": "New password set",
    "accounts.password_reset_asked": "Asked for a link to set a new password",
    "accounts.registered": "Registered",
    "accounts.session_ran_out": "Signed out by itself",
    "accounts.sessions_ended": "Signed out everywhere by staff",
    "accounts.sign_in_failed": "Wrong password",
    "accounts.sign_in_unlocked": "Sign-in unlocked by staff",
    "accounts.signed_in": "Signed in",
    "accounts.signed_out": "Signed out",
}


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One access of the account."""

    grant: Grant
    person_url: str
    holder_url: str  # "" for a member of staff
    whose: str
    number: str
    role: str
    documents: str
    since: str
    until: str
    state: Tag
    end_url: str  # "" when it cannot be ended


def grant_row(grant: Grant, *, may_end: bool) -> GrantRow:
    """An access with its person, role and state."""
    return GrantRow(
        grant=grant,
        person_url=reverse("casework:person", args=[grant.person.public_id]),
        holder_url="" if grant.account.is_staff else reverse("casework:account", args=[grant.account.public_id]),
        whose=grant.person.name,
        number=grant.person.person_ref,
        role=role_label(grant.role),
        documents=council().kinds_in_words(grant.kinds),
        since=day(grant.starts_on),
        until=day(grant.last_day) if grant.last_day else "No end date",
        state=state_of(grant),
        end_url=reverse("casework:end-access", args=[grant.pk]) if may_end and not grant.over_because else "",
    )


def state_of(grant: Grant) -> Tag:
    """Whether it holds, and why not."""
    if grant.over_because:
        at = f" on {day(grant.ended_at)}" if grant.ended_at else ""
        return Tag(f"Ended{at}: {end_reason(grant.over_because)}", "grey")
    if grant.planned_end_reason and grant.ends_on:
        return Tag(f"Will end: {end_reason(grant.planned_end_reason)}", "yellow")
    return Tag("Holds", "green")


def request_row(request: AccessRequest) -> dict[str, Any]:
    """A request of the account."""
    return {
        "reference": request.reference,
        "url": reverse("casework:request", args=[request.pk]),
        "asked_for": asked_for(request),
        "role": role_label(request.role) if request.is_for_someone_else else "–",
        "sent": moment(request.sent_at) if request.sent_at else "–",
        "status": status_of(request),
    }


def happened(entries: list[Entry]) -> list[list[str]]:
    """Sign-ins and what staff did with the account, line by line: what, who, when, from where."""
    acted = {entry.actor_id for entry in entries if entry.actor_id}
    names = {account.pk: account.name for account in Account.objects.filter(pk__in=acted)}
    fixes = {entry.details["correction"] for entry in entries if "correction" in entry.details}
    corrections = Correction.objects.in_bulk(fixes)
    return [
        [
            _what(entry, corrections.get(entry.details.get("correction"))),
            names.get(entry.actor_id or 0, "Not signed in" if entry.actor_role == "nobody" else "The portal"),
            moment(entry.at),
            entry.address or "–",
        ]
        for entry in entries
    ]


def _what(entry: Entry, correction: Correction | None) -> str:
    words = WHAT.get(entry.action, entry.action.partition(".")[2].replace("_", " ").capitalize())
    if correction is None:
        return f"{words}: {entry.details['reason']}" if entry.details.get("reason") else words
    changes = [
        f"{name.replace('_', ' ')}: “{_text(correction.before[name])}” is now “{_text(correction.after[name])}”"
        for name in correction.after
    ]
    return f"{words}: {'; '.join(changes)}. Reason: {correction.reason}"


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def document_rows(documents: list[Document]) -> list[list[str]]:
    """Documents line by line: whose, what, when it was issued."""
    return [[document.person.name, list_title(document), day(document.issued_on)] for document in documents]
