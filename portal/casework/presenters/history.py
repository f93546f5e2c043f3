"""The strings of F2's history: what, who, when, from where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.presenters.emails import KINDS
from portal.casework.presenters.tabs import WORDS as TABS
from portal.casework.presenters.tabs import Tab
from portal.casework.timeline import History
from portal.design.formats import moment
from portal.emails.models import Email
from portal.people.models import Person

THE_PORTAL: Final = "The portal"
WHAT: Final = {
    "access.approval_proposed": "Approved the request, for a second check",
    "access.approval_sent_back": "Sent the approval back",
    "access.consent_given": "Filled in the consent form",
    "access.end_confirmed": "Confirmed the end of the access",
    "access.end_planned": "Set a day on which the access ends",
    "access.evidence_added": "Sent a file",
    "access.evidence_deleted": "Deleted a file, as kept for long enough",
    "access.evidence_marked": "Marked a file",
    "access.evidence_seen_elsewhere": "Noted where the evidence was seen",
    "access.grant_ended": "Ended the access",
    "access.last_day_told": "Told the requester of their last day",
    "access.note_struck_out": "Struck out a note",
    "access.note_written": "Wrote a note",
    "access.question_answered": "Answered the question",
    "access.question_asked": "Asked the requester a question",
    "access.rejection_undone": "Took the rejection back",
    "access.request_approved": "Approved the request",
    "access.request_assessed": "Searched the finance system for the person",
    "access.request_claimed": "Claimed the request",
    "access.request_closed": "Closed the request without an answer",
    "access.request_copied": "Started this request from an earlier one",
    "access.request_flagged": "Flagged the request",
    "access.request_merged": "Closed the request as a duplicate",
    "access.request_rejected": "Rejected the request",
    "access.request_released": "Put the request back for anybody to take",
    "access.request_sent": "Sent the request",
    "access.request_unflagged": "Took the flag off",
    "access.request_withdrawn": "Withdrew the request",
    "access.requester_reminded": "Reminded the requester of the question",
    "casework.evidence_original_opened": "Saved a file",
    "casework.evidence_picture_opened": "Saw a page of a file",
    "casework.evidence_viewed": "Looked at a file",
    "casework.request_viewed": "Looked at the request",
    "casework.requests_listed": "Looked at the other requests",
}
STATES: Final = {
    Email.Status.QUEUED: "not sent yet",
    Email.Status.SENT: "sent",
    Email.Status.FAILED: "could not be sent",
    Email.Status.CANCELLED: "taken back, never sent",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    at: datetime
    what: str
    who: str
    when: str
    where: str


def lines(request: AccessRequest, history: History) -> list[Line]:
    """The history, newest first."""
    entries = history.entries.rows
    names = _names(entries, request)
    told = [*_entries(entries, names, _numbers(entries)), *map(_email, history.emails)]
    return sorted(told, key=lambda line: line.at, reverse=True)


def _entries(entries: Iterable[Entry], names: dict[int, str], numbers: dict[int, str]) -> Iterator[Line]:
    """One line for each entry; records that were read on one page are one line."""
    for (at, actor_id, action), group in groupby(entries, lambda entry: (entry.at, entry.actor_id, entry.action)):
        together = list(group)
        read = sorted(numbers[entry.person_id] for entry in together if entry.person_id in numbers)
        if action == "casework.person_viewed":
            what = f"Looked at the record of {'person' if len(read) == 1 else 'persons'} {', '.join(read)}"
        else:
            what = _what(together[0], names)
        who = names.get(actor_id, "Somebody") if actor_id else THE_PORTAL
        yield Line(at, what, who, moment(at), together[0].address or "–")


def _what(entry: Entry, names: dict[int, str]) -> str:
    if entry.action == "access.request_assigned":
        return f"Assigned the request to {names.get(entry.details.get('to', 0), 'a colleague')}"
    if entry.action in WHAT:
        tab = entry.details.get("tab", "")
        return f"{WHAT[entry.action]}, tab {TABS[Tab(tab)]}" if tab in set(Tab) else WHAT[entry.action]
    # A verb of a room that is not in the list yet is told by its name.
    return entry.action.partition(".")[2].replace("_", " ").capitalize()


def _email(email: Email) -> Line:
    kind = KINDS.get(email.template, email.template.replace("_", " ").capitalize())
    what = f"Email “{kind}”: {STATES[Email.Status(email.status)]}"
    at = email.owed_at
    return Line(at, what, THE_PORTAL, moment(at), "–")


def _names(entries: Iterable[Entry], request: AccessRequest) -> dict[int, str]:
    acted = {entry.actor_id for entry in entries if entry.actor_id}
    given = {entry.details["to"] for entry in entries if entry.action == "access.request_assigned"}
    known = {request.account_id: request.own_name}
    found = Account.objects.filter(pk__in=(acted | given) - set(known))
    return known | {account.pk: account.name for account in found}


def _numbers(entries: Iterable[Entry]) -> dict[int, str]:
    """The person numbers of those whose records were read."""
    people = {entry.person_id for entry in entries if entry.person_id}
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "person_ref"))
