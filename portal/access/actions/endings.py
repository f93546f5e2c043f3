"""The end of access: by a death, an ended role, a last day that has passed, or by the finance team (F9, F10)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.errors import AlreadyEnded, ChangedMeanwhile, CloseToIt, EndNotAllowed
from portal.access.letters import ending_letter
from portal.access.models import Grant
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.emails.actions import owe_email

Reason = Grant.EndReason


@transaction.atomic
def end_grants_that_lost_their_basis(*, today: date) -> int:
    """Marks grants as ended whose person has died or whose role or last day is over, tells their holders, and gives
    their number.

    `today` is the UK day. Idempotent, also if two run at once. Executors keep their access after a death. What is
    marked here stays ended when the finance system takes the death or the end of the role back.
    """
    lost = list(Grant.objects.without_basis(today).select_for_update(of=("self",)).select_related("account", "person"))
    for grant in lost:
        grant.ended_at = timezone.now()
        grant.end_reason = grant.lost  # type: ignore[attr-defined]  # annotated by without_basis
        if grant.end_reason != grant.planned_end_reason:
            grant.ended_by = None  # A rule was faster than what staff had planned.
    Grant.objects.bulk_update(lost, ["ended_at", "end_reason", "ended_by"], batch_size=1000)
    for grant in lost:
        record_end(None, grant)
        tell_holder(grant)
    return len(lost)


@transaction.atomic
def end_access(
    *, officer: Account, grant_id: UUID, reason: str, on: date | None, note: str = "", seen: str | None = None
) -> Grant:
    """Ends access now (`on` is None) or after the last UK day `on`, and gives the grant.

    `seen` is the grant's `state` on the officer's page. The same officer's second click gets the first result. An end
    for safeguarding sends no e-mail. Raises an EndingRefused; ValueError for a last day in the past or after the one
    the access has already.
    """
    grant = _locked(officer, grant_id)
    if _is_second_click(grant, officer, reason, on):
        return grant
    if grant.ended_at or grant.over_because:
        raise AlreadyEnded(grant)
    if seen is not None and seen != grant.state:
        raise ChangedMeanwhile(grant)
    grant.ended_by, grant.end_note = officer, note
    if on is None:
        _end_now(grant, reason)
    else:
        _plan(grant, reason, on)
    return grant


@transaction.atomic
def confirm_ends(*, officer: Account, grants: Iterable[UUID]) -> int:
    """The officer has looked at these ends that a rule brought (F10); gives how many nobody had confirmed before.

    Raises EndNotAllowed for a role below reviewer.
    """
    to_confirm = list(Grant.objects.ends_to_confirm().filter(pk__in=list(grants)).select_for_update())
    if to_confirm and not officer.may(StaffRole.REVIEWER):
        raise EndNotAllowed(to_confirm[0])
    for grant in to_confirm:
        grant.end_confirmed_at, grant.end_confirmed_by = timezone.now(), officer
        record(actor=officer, action="access.end_confirmed", on=grant, person_id=grant.person_id)
    Grant.objects.bulk_update(to_confirm, ["end_confirmed_at", "end_confirmed_by"])
    return len(to_confirm)


@transaction.atomic
def settle_unseen_documents(*, officer: Account, grants: Iterable[UUID]) -> int:
    """The officer has dealt with the documents that nobody sees after these last accesses (F10); gives how many that
    was new for. Raises EndNotAllowed for a role below reviewer.
    """
    waiting = list(Grant.objects.before_unseen_documents().filter(pk__in=list(grants)).select_for_update(of=("self",)))
    if waiting and not officer.may(StaffRole.REVIEWER):
        raise EndNotAllowed(waiting[0])
    for grant in waiting:
        grant.documents_unseen_since = None
        record(actor=officer, action="access.unseen_documents_settled", on=grant, person_id=grant.person_id)
    Grant.objects.bulk_update(waiting, ["documents_unseen_since"])
    return len(waiting)


def record_end(officer: Account | None, grant: Grant) -> None:
    """The entry about access that has just ended; `officer` is None where a rule ended it."""
    record(
        actor=officer,
        action="access.grant_ended",
        on=grant,
        person_id=grant.person_id,
        account=grant.account_id,
        reason=grant.end_reason,
    )


def refuse_if_close_to_any(officer: Account, grants: Iterable[Grant]) -> None:
    """As with decisions: nobody rules over access to documents they can see in private life. Raises CloseToIt."""
    own = set(Grant.objects.of(officer).live().values_list("person", flat=True))
    if close := next((grant for grant in grants if grant.person_id in own), None):
        raise CloseToIt(close)


def tell_holder(grant: Grant) -> None:
    """E12, but for an end that is kept quiet to keep somebody safe."""
    if grant.end_reason != Reason.SAFEGUARDING:
        owe_email(template="access_ended", to=grant.account.email, account_id=grant.account_id, **ending_letter(grant))


def _locked(officer: Account, grant_id: UUID) -> Grant:
    locked = Grant.objects.select_for_update(of=("self",)).select_related("account", "person", "representative")
    grant = locked.get(pk=grant_id)
    if not officer.may(StaffRole.SENIOR_REVIEWER):
        raise EndNotAllowed(grant)
    refuse_if_close_to_any(officer, [grant])
    return grant


def _is_second_click(grant: Grant, officer: Account, reason: str, on: date | None) -> bool:
    if grant.ended_by_id != officer.pk:
        return False
    if on is None:
        return grant.end_reason == reason
    return not grant.ended_at and (grant.planned_end_reason, grant.ends_on) == (reason, on)


def _end_now(grant: Grant, reason: str) -> None:
    grant.ended_at, grant.end_reason = timezone.now(), reason
    grant.save()
    record_end(grant.ended_by, grant)
    tell_holder(grant)


def _plan(grant: Grant, reason: str, on: date) -> None:
    if on < timezone.localdate() or (grant.last_day and on > grant.last_day):
        raise ValueError(on)
    grant.ends_on, grant.planned_end_reason, grant.told_of_end_days = on, reason, None
    grant.save()
    record(
        actor=grant.ended_by,
        action="access.end_planned",
        on=grant,
        person_id=grant.person_id,
        account=grant.account_id,
        reason=reason,
        ends_on=on.isoformat(),
    )
