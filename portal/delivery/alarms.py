"""E16: admins are told when a delivery fails or is late, once for each case and day; never a name or a person's data.

A job looks for what has gone wrong, so nothing that ends abruptly has to tell of itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account, StaffRole
from portal.delivery.feeds import Age, feeds_now
from portal.delivery.handing_in.history import HandedIn, Stands, stand_now
from portal.delivery.models import Attempt
from portal.delivery.presenters.attempt import reason
from portal.delivery.presenters.imports import since_when
from portal.delivery.presenters.words import what_next
from portal.emails.actions import owe_email
from portal.emails.models import Email

# What ended longer ago is not told any more: the worker was away, and whoever looks sees it on the page.
LATELY: Final = timedelta(days=2)
# As JSON quotes a text, and as Python does in the words of its own errors, e.g. about a damaged zip.
_QUOTED: Final = re.compile(r""""(?:[^"\\]|\\.)*"?|(?<!\w)b?['](?:[^'\\]|\\.)*[']""")
# What the watched folder put behind a name that was there already.
_NUMBER: Final = re.compile(r"\.\d+$")
_State = Attempt.State
WHAT: Final = {
    Stands.REFUSED: "A delivery was refused. Nothing was changed.",
    Stands.HELD: "A delivery is held. Nothing was changed. Somebody has to decide about it.",
    Stands.BROKEN_OFF: "A delivery broke off. Nothing of it was taken.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What went wrong. `occasion` is the same for the same case on the same day."""

    what: str
    file: str
    step: str
    error: str
    next_step: str
    path: str
    occasion: str


@transaction.atomic
def tell_admins(*, now: datetime) -> int:
    """Owes every admin an e-mail for each case they have not been told of; gives the number of e-mails."""
    cases = [*_failed(now), *_late(now)]
    admins = list(Account.objects.filter(is_active=True, staff_role=StaffRole.ADMIN)) if cases else []
    wanted = {_once(case, admin): (case, admin) for case in cases for admin in admins}
    told = set(Email.objects.filter(once__in=wanted).values_list("once", flat=True)) if wanted else set()
    for once in wanted.keys() - told:
        _owe(*wanted[once], once)
    return len(wanted) - len(told)


def without_names(error: str, attempt: Attempt) -> str:
    """A reason without what came with the delivery: names of files can be names of people."""
    own_name = rf"(?<!\w){re.escape(_NUMBER.sub('', attempt.name))}(?!\w)"
    return re.sub(own_name, "…", _QUOTED.sub("“…”", error))


def _failed(now: datetime) -> Iterator[Case]:
    ended = Q(state=_State.BROKEN_OFF) | Q(state=_State.DONE, outcome__in=("refused", "held"), decision="")
    lately = Attempt.objects.filter(ended, received_at__gt=now - 15 * LATELY, finished_at__gt=now - LATELY)
    return (_case(found) for found in stand_now(lately) if found.stands in WHAT)


def _case(found: HandedIn) -> Case:
    attempt = found.attempt
    error = reason(found) or "not known"
    if found.stands is Stands.REFUSED:
        error = without_names(error, attempt)
    ended = timezone.localdate(attempt.finished_at)
    return Case(
        what=WHAT[found.stands],
        file=attempt.file or "–",
        step=_step(found),
        error=error,
        next_step=what_next(found),
        path=reverse("delivery:import", args=[attempt.public_id]),
        occasion=f"{found.stands} {attempt.delivery_id or attempt.name} {error} {ended}",
    )


def _step(found: HandedIn) -> str:
    if found.stands is Stands.HELD:
        return "judging its rows"
    return f"reading {found.attempt.file}" if found.attempt.file else "checking it before its rows are read"


def _late(now: datetime) -> Iterator[Case]:
    late = [feed for feed in feeds_now(now) if feed.age is Age.LATE]
    if late:
        yield Case(
            what="Deliveries are late.",
            file=", ".join(f"{feed.feed}.jsonl" for feed in late),
            step="waiting for a delivery",
            error=since_when(late),
            next_step="Find out if the finance system has made a delivery, and if it could hand it in.",
            path=reverse("delivery:imports"),
            occasion="late " + " ".join(f"{feed.feed} {feed.last.pk}" for feed in late if feed.last),
        )


def _once(case: Case, admin: Account) -> str:
    return f"import failed, {sha256(case.occasion.encode()).hexdigest()[:32]}, {admin.pk}"


def _owe(case: Case, admin: Account, once: str) -> None:
    owe_email(
        template="import_failed",
        to=admin.email,
        account_id=admin.pk,
        once=once,
        what=case.what,
        file=case.file,
        step=case.step,
        error=case.error,
        next_step=case.next_step,
        import_path=case.path,
    )
