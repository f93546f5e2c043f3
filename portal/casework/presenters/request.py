"""The strings of F2 about the request itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from portal.access.answers import address_of
from portal.access.models import AccessRequest
from portal.access.presenters import grant_of
from portal.accounts.models import Account, StaffRole
from portal.casework.clock import Due, due
from portal.casework.presence import Looking, others_looking
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.council.identity import council
from portal.design.banners import Button
from portal.design.formats import day, moment, time_of_day
from portal.design.presenters import summary_rows


class MenuLink(NamedTuple):
    """Something more that can be done with a request."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class IdentityBar:
    """What stands on top of every page about a request, and what its reader may do with it."""

    request: AccessRequest
    heading: str
    role: str
    status: Tag
    due: Due | None
    assigned: str
    sent: str
    is_own: bool
    may_act: bool
    may_decide: bool
    may_claim: bool
    may_release: bool
    menu: list[MenuLink]
    undo: Button | None
    flag: str
    warnings: list[str]
    outcome: str


def identity_bar(request: AccessRequest, officer: Account, now: datetime) -> IdentityBar:
    """The bar as this officer sees it."""
    is_own = request.account_id == officer.pk
    may_act = officer.may(StaffRole.REVIEWER) and not is_own
    may_decide = may_act and request.is_waiting
    mine = request.claimed_by_id == officer.pk
    return IdentityBar(
        request=request,
        heading=heading(request),
        role=role_label(request.role) if request.is_for_someone_else else "",
        status=status_of(request),
        due=due_of(request, now),
        assigned=request.claimed_by.name if request.claimed_by else "Nobody",
        sent=moment(request.sent_at) if request.sent_at else "–",
        is_own=is_own,
        may_act=may_act,
        may_decide=may_decide,
        may_claim=may_decide and not mine,
        may_release=may_decide and request.claimed_by is not None,
        menu=_menu(request, officer) if may_act and request.is_open else [],
        undo=undo_button(request) if may_act and request.is_held else None,
        flag=request.flag_reason if request.flagged and not is_own else "",
        warnings=[looking(one) for one in others_looking(request, officer, now)] if may_act else [],
        outcome=outcome(request),
    )


def due_of(request: AccessRequest, now: datetime) -> Due | None:
    """The clock of an open request; None while it stands."""
    runs = request.is_open and not request.paused_at
    return due(request.promised_by, now) if runs and request.promised_by else None


def heading(request: AccessRequest) -> str:
    """Who asks for whom: "Peter Okafor for Winston Okafor", "Mary Bloggs for themselves"."""
    whom = asked_for(request) if request.is_for_someone_else else "themselves"
    return f"{request.own_name} for {whom}"


def outcome(request: AccessRequest) -> str:
    """What has become of a request, in a sentence; "" while it waits."""
    if request.decided_by and request.decided_at:
        verb = "approved" if request.status == AccessRequest.Status.APPROVED else "rejected"
        return f"{request.decided_by.name} {verb} this request on {moment(request.decided_at)}."
    if request.status == AccessRequest.Status.REJECTED and request.decided_at:
        return f"The portal closed this request on {moment(request.decided_at)}: the requester did not answer."
    if request.withdrawn_at:
        return f"The requester withdrew this request on {moment(request.withdrawn_at)}."
    return ""


def requester_rows(request: AccessRequest) -> list[dict[str, str]]:
    """Who asks, for a summary list."""
    account = request.account
    rows = {
        "Name": request.own_name,
        "Role": role_label(request.role) if request.is_for_someone_else else "",
        "Address": ", ".join(address_of(request, "own")),
        "Email": account.email,
        "Phone": account.phone or "No phone number",
        "Wants to hear by": request.contact_method.capitalize(),
        "Account since": day(account.registered_at),
    }
    return summary_rows(rows)


def decision_rows(request: AccessRequest) -> list[dict[str, str]]:
    """What was decided, for a summary list; nothing while it waits."""
    person = request.person
    grant = grant_of(request) if person else None
    rows = {
        "Documents of": f"{person.name}, number {person.person_ref}" if person else "",
        "They can see": council().kinds_in_words(grant.kinds) if grant else "",
        "From": day(grant.starts_on) if grant else "",
        "Until": day(grant.last_day) if grant and grant.last_day else "",
        "Words to the requester": request.reject_paragraph,
        "Note": request.staff_note,
    }
    return summary_rows(rows)


def looking(colleague: Looking) -> str:
    """Warns of a colleague who has the same request open."""
    return f"{colleague.name} has been looking at this since {time_of_day(colleague.since)}."


def undo_button(rejected: AccessRequest) -> Button:
    """Takes a rejection back while its e-mail is held."""
    return Button("Undo", reverse("casework:undo", args=[rejected.pk]), "version", str(rejected.version))


def _menu(request: AccessRequest, officer: Account) -> list[MenuLink]:
    checks = request.status == AccessRequest.Status.SECOND_CHECK and officer.may(StaffRole.SENIOR_REVIEWER)
    ask = {"Ask a question": "ask"} if request.is_waiting else {}
    check = {"Check the approval": "check"} if checks else {}
    flag = "Remove the flag" if request.flagged else "Flag"
    pages = check | ask | {"Assign": "assign", flag: "flag", "Merge duplicate": "merge"}
    return [MenuLink(text, reverse(f"casework:{page}", args=[request.pk])) for text, page in pages.items()]
