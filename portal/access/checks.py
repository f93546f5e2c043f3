"""What an officer looks at before deciding (the checks box of F2), as rules: nothing here reads the database.

`histories` reads what the rules need, for many requests in a few statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from portal.access.assessing import query_of
from portal.access.models import AccessRequest, Evidence, Grant
from portal.access.reject_reasons import DUPLICATE, NO_ANSWER
from portal.council.identity import RoleCode, council
from portal.matching.records import Tier
from portal.matching.representatives import find_representative
from portal.people.keys import last_name_key
from portal.people.models import Person, Representative
from portal.people.on_file import representative_on_file

ADULT_YEARS = 18


class Level(StrEnum):
    """How a check came out. A request with one that fails is never approved among others (F6)."""

    PASS = "pass"  # noqa: S105 - not a password
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One check and what it found, in a sentence without a full stop."""

    code: str
    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class History:
    """What is known beside a request: marks of its evidence, earlier refusals, whose documents the account sees."""

    marks: list[str] = field(default_factory=list)
    has_consent: bool = False
    refused: list[AccessRequest] = field(default_factory=list)
    people: set[int] = field(default_factory=set)


def histories(requests: Sequence[AccessRequest]) -> dict[UUID, History]:
    """The history of each of these requests, by its id."""
    accounts = {request.account_id for request in requests}
    marks, refused, people = defaultdict(list), defaultdict(list), defaultdict(set)
    for request_id, mark in Evidence.objects.filter(request__in=requests).values_list("request_id", "mark"):
        marks[request_id].append(mark)
    for earlier in _refused_lately(accounts):
        refused[earlier.account_id].append(earlier)
    for account_id, person_id in Grant.objects.live().filter(account__in=accounts).values_list("account", "person"):
        people[account_id].add(person_id)
    consents = set(
        AccessRequest.objects.filter(pk__in=[each.pk for each in requests], consent__isnull=False).values_list(
            "pk", flat=True
        )
    )
    return {
        each.pk: History(marks[each.pk], each.pk in consents, refused[each.account_id], people[each.account_id])
        for each in requests
    }


def checks(request: AccessRequest, person: Person, history: History) -> list[Check]:
    """The checks of a request that would open this person's documents, in the order of F2."""
    acting = [_role(request, person), _evidence(request, history)] if request.is_for_someone_else else []
    return [
        *acting,
        _alive(request, person),
        _not_refused(request, person, history),
        _few_people(person, history),
        _no_caution(request, person),
        _adult(person),
    ]


def representative_for(request: AccessRequest, person: Person) -> Representative | None:
    """The role on file in the requester's name, one that holds before one that is over; None: not on file."""
    today, key = timezone.localdate(), last_name_key(request.own_name)
    named = [
        each
        for each in person.representatives.all()
        if each.role == request.role
        and not each.no_longer_held_since
        and last_name_key(f"{each.first_name}{each.last_name}") == key
    ]
    return min(named, key=lambda each: each.is_over(request.role, today), default=None)


def _role(request: AccessRequest, person: Person) -> Check:
    on_file, today = representative_for(request, person), timezone.localdate()
    if on_file is None:
        return Check("role", Level.WARN, _not_in_their_name(request, person, today))
    if on_file.is_over(request.role, today):
        return Check("role", Level.FAIL, "The role on file has ended")
    if on_file.starts_on and on_file.starts_on > today:
        return Check("role", Level.WARN, "The role on file has not begun")
    return Check("role", Level.PASS, "The role is on file and in date")


def _not_in_their_name(request: AccessRequest, person: Person, today: date) -> str:
    acting = query_of(request).representative
    held = [representative_on_file(each) for each in person.representatives.all() if each.role == request.role]
    if acting and find_representative(acting, held, today).tier is not Tier.NOT_ON_FILE:
        return "The role is on file in a similar name"
    return "The role is not on file for this person"


def _evidence(request: AccessRequest, history: History) -> Check:
    if council().role(request.role).needs_evidence == "never":
        return Check("evidence", Level.PASS, "No evidence is needed for this role")
    usable = [mark for mark in history.marks if mark in ("", Evidence.Mark.ACCEPTED)]
    if usable or history.has_consent or request.access_code or request.seen_in:
        return Check("evidence", Level.PASS, "There is evidence of the role")
    if history.marks:
        return Check("evidence", Level.WARN, "None of the evidence can be used")
    return Check("evidence", Level.WARN, "There is no evidence of the role")


def _alive(request: AccessRequest, person: Person) -> Check:
    if request.role == RoleCode.EXECUTOR:
        died = person.date_of_death is not None
        words = "The person has died" if died else "An executor asks, but no death is on file"
        return Check("alive", Level.PASS if died else Level.WARN, words)
    if person.date_of_death:
        return Check("alive", Level.FAIL, "The person has died")
    return Check("alive", Level.PASS, "The person is not recorded as dead")


def _not_refused(request: AccessRequest, person: Person, history: History) -> Check:
    days = council().casework.refused_before_days
    if any(each.pk != request.pk and _is_about(each, request, person) for each in history.refused):
        return Check("refused", Level.WARN, f"The requester was refused for this person in the last {days} days")
    return Check("refused", Level.PASS, f"The requester was not refused for this person in the last {days} days")


def _few_people(person: Person, history: History) -> Check:
    number, most = len(history.people | {person.pk}), council().casework.most_people_for_one_account
    if number > most:
        return Check("people", Level.WARN, f"The requester would see the documents of {number} people")
    return Check("people", Level.PASS, f"The requester would see the documents of no more than {most} people")


def _no_caution(request: AccessRequest, person: Person) -> Check:
    if person.caution:
        return Check("caution", Level.FAIL, "There is a caution on file for this person")
    if request.flagged:
        return Check("caution", Level.FAIL, "A colleague has flagged this request")
    return Check("caution", Level.PASS, "There is no caution and no flag")


def _adult(person: Person) -> Check:
    born, today = person.date_of_birth, timezone.localdate()
    if born is None:
        return Check("adult", Level.WARN, "The date of birth is not on file")
    if _years(born, today) < ADULT_YEARS:
        return Check("adult", Level.FAIL, f"The person is under {ADULT_YEARS}")
    return Check("adult", Level.PASS, "The person is an adult")


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _is_about(earlier: AccessRequest, request: AccessRequest, person: Person) -> bool:
    """Whether an earlier request was for the same person, as typed or as the assessment saw it."""
    assessment = getattr(earlier, "assessment", None)
    seen = [candidate["person_id"] for candidate in assessment.candidates] if assessment else []
    return earlier.asks_the_same_as(request) or person.pk in seen


def _refused_lately(accounts: Iterable[int]) -> Iterable[AccessRequest]:
    since = timezone.now() - timedelta(days=council().casework.refused_before_days)
    refused = AccessRequest.objects.filter(account__in=accounts, status="rejected", decided_at__gt=since)
    return refused.exclude(reject_reason__in=(DUPLICATE, NO_ANSWER)).select_related("assessment")
