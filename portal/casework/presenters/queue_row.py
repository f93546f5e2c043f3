"""The strings of one request in F1's list."""

from dataclasses import dataclass
from datetime import datetime

from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.casework.assessed import role_doubt
from portal.casework.clock import Due, due
from portal.casework.forms.queue import Tick
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.casework.queue import was_answered
from portal.design.formats import short_day, time_of_day

Status = AccessRequest.Status


@dataclass(frozen=True, slots=True)
class Row:
    """One request in the list. `tick` is the value of its box; "" where the reader can do nothing with it."""

    request: AccessRequest
    tick: str
    requester: str
    asked_for: str
    role: str
    match: str
    role_doubt: str
    evidence: str
    sent: str
    due: Due | None
    paused: bool
    status: Tag
    assigned: str
    answered: bool


def row(request: AccessRequest, now: datetime, officer: Account, papers: int = 0) -> Row:
    """A request as this officer sees it in the list; `papers`: how many pieces of evidence it has."""
    clock_runs = request.is_open and request.status != Status.INFORMATION_NEEDED
    may_tick = officer.may(StaffRole.REVIEWER) and request.is_waiting and request.account_id != officer.pk
    return Row(
        request=request,
        tick=str(Tick(request.pk, request.version)) if may_tick else "",
        requester=request.own_name,
        asked_for=asked_for(request),
        role=role_label(request.role) if request.is_for_someone_else else "–",
        match=match_of(request),
        role_doubt=role_doubt(request),
        evidence=str(papers) if papers else "–",
        sent=f"{short_day(request.sent_at, now)}, {time_of_day(request.sent_at)}" if request.sent_at else "–",
        due=due(request.promised_by, now, in_list=True) if clock_runs and request.promised_by else None,
        paused=request.status == Status.INFORMATION_NEEDED,
        status=status_of(request),
        assigned=_assigned(request),
        answered=request.is_waiting and was_answered(request),
    )


def match_of(request: AccessRequest) -> str:
    """The band and the score, e.g. "Exact, 17.2"."""
    if not request.match_band:
        return "Not yet"
    label = AccessRequest.MatchBand(request.match_band).label
    return label if request.match_weight is None else f"{label}, {request.match_weight:.1f}"


def _assigned(request: AccessRequest) -> str:
    who = request.decided_by or request.claimed_by
    return who.name if who else "Nobody"
