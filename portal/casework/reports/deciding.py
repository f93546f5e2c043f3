"""Figures about requests: how many came, how long they took, what became of them, and who decided them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate

from portal.access.models import AccessRequest
from portal.access.reject_reasons import reason_given
from portal.accounts.models import Account
from portal.casework.presenters.words import role_label
from portal.casework.reports.figure import Figure, percent
from portal.casework.reports.span import Span
from portal.casework.reports.times import decision_times, waiting_times
from portal.council.identity import council
from portal.design.formats import day

Name = TypeVar("Name", str, bool)
Status = AccessRequest.Status
KEPT: Final = ExpressionWrapper(Q(decided_at__lte=F("promised_by")), output_field=BooleanField())
BANDS: Final = [*AccessRequest.MatchBand.choices, ("", "Not assessed")]


@dataclass(frozen=True, slots=True)
class Decided:
    """How many requests were decided alike."""

    status: str
    role: str
    band: str
    reason: str
    officer: int | None  # None: the portal itself, when nobody answered a question
    in_time: bool | None
    number: int


def request_figures(span: Span) -> list[Figure]:
    """All of them."""
    decided = decided_alike(span)
    return [
        per_day(span),
        decision_times(span),
        in_time(decided),
        rejections(decided),
        by_role(decided),
        by_band(decided),
        waiting_times(span),
        by_officer(decided),
    ]


def decided_alike(span: Span) -> list[Decided]:
    """The decisions of the span, counted by everything that the figures tell apart, in one statement."""
    decided = AccessRequest.objects.filter(decided_at__gte=span.begins, decided_at__lt=span.ends)
    told_apart = ("status", "role", "match_band", "reject_reason", "decided_by", "in_time")
    counted = decided.annotate(in_time=KEPT).values_list(*told_apart).annotate(Count("pk")).order_by()
    return [Decided(*row) for row in counted]


def per_day(span: Span) -> Figure:
    """Sent and decided on each day."""
    sent = _by_day(span, "sent_at")
    decided = _by_day(span, "decided_at")
    rows = [(day(each), sent[each], decided[each]) for each in span.days]
    said = f"{sum(sent.values()):,} requests came in and {sum(decided.values()):,} were decided."
    return Figure("per-day", "Requests each day", ("Day", "In", "Decided"), rows, (1, 2), "columns", said)


def in_time(decided: Iterable[Decided]) -> Figure:
    """How many decisions kept the promise."""
    kept = _counted((each.in_time is not False, each.number) for each in decided)
    total = sum(kept.values())
    days = council().working_time.answer_within_days
    within = f"Within {days} working day{'' if days == 1 else 's'}"
    rows = [(within, kept[True], percent(kept[True], total)), ("Later", kept[False], percent(kept[False], total))]
    return Figure(
        "in-time", "Decided within the promised time", ("Answer", "Requests", "Share"), rows,
        said=f"{percent(kept[True], total)} of decisions came within the promised time." if total else "",
        note="Time in which we waited for the requester is not counted.",
    )  # fmt: skip


def rejections(decided: Iterable[Decided]) -> Figure:
    """Why requests were turned down."""
    reasons = _counted((each.reason, each.number) for each in decided if each.status == Status.REJECTED)
    rows = [(reason_given(reason).label, number) for reason, number in reasons.most_common()]
    return Figure("rejections", "Rejections by reason", ("Reason", "Requests"), rows)


def by_role(decided: Iterable[Decided]) -> Figure:
    """What became of the requests of each role."""
    rows = _by_outcome((role_label(each.role), each) for each in decided)
    return Figure("roles", "Decisions by role", ("Role", "Approved", "Rejected", "Share approved"), rows, (1, 2))


def by_band(decided: Iterable[Decided]) -> Figure:
    """Whether the match foretold the decision."""
    found = {name: row for name, *row in _by_outcome((dict(BANDS)[each.band], each) for each in decided)}
    rows = [(name, *found.get(name, (0, 0, "–"))) for _, name in BANDS]
    return Figure("match", "Match and decision", ("Match", "Approved", "Rejected", "Share approved"), rows, (1, 2))


def by_officer(decided: Iterable[Decided]) -> Figure:
    """What each member of staff decided, and has in hand now."""
    of_officer: dict[int, Counter[str]] = defaultdict(Counter)
    for each in decided:
        if each.officer:
            of_officer[each.officer][each.status] += each.number
    in_hand = dict(
        AccessRequest.objects.open().filter(claimed_by__isnull=False).order_by()
        .values_list("claimed_by").annotate(Count("pk"))
    )  # fmt: skip
    staff = Account.objects.in_bulk({*of_officer, *in_hand})
    rows = [
        (each.name, of_officer[pk][Status.APPROVED], of_officer[pk][Status.REJECTED], in_hand.get(pk, 0))
        for pk, each in sorted(staff.items(), key=lambda item: item[1].name)
    ]
    head = ("Member of staff", "Approved", "Rejected", "In hand now")
    return Figure("staff", "Who decided", head, rows, (1, 2, 3))


def _by_day(span: Span, moment: str) -> Counter[date]:
    in_span = {f"{moment}__gte": span.begins, f"{moment}__lt": span.ends}
    requests = AccessRequest.objects.sent() if moment == "sent_at" else AccessRequest.objects
    counted = requests.filter(**in_span).annotate(on=TruncDate(moment)).values_list("on").annotate(Count("pk"))
    return Counter(dict(counted.order_by()))


def _by_outcome(named: Iterable[tuple[str, Decided]]) -> list[tuple[str, int, int, str]]:
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, each in named:
        outcomes[name][each.status] += each.number
    return [
        (name, found[Status.APPROVED], found[Status.REJECTED], percent(found[Status.APPROVED], found.total()))
        for name, found in sorted(outcomes.items())
    ]


def _counted(pairs: Iterable[tuple[Name, int]]) -> Counter[Name]:
    found: Counter[Name] = Counter()
    for name, number in pairs:
        found[name] += number
    return found
