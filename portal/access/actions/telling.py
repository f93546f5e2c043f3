"""Telling requesters what becomes of a request; others that access ends soon (E11), or was given (E14)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from portal.access.letters import last_day_letter
from portal.access.models import AccessRequest, Grant
from portal.audit.actions import record
from portal.emails.actions import owe_email


def tell_requester(request: AccessRequest, template: str, *, send_after: datetime | None = None, **letter: Any) -> None:
    """Owes the requester an e-mail about their request, in the caller's transaction. `send_after`: not before then."""
    owe_email(
        template=template,
        to=request.account.email,
        account_id=request.account_id,
        about=request.pk,
        send_after=send_after,
        **letter,
    )


def tell_of_last_days(*, today: date) -> int:
    """Tells holders that their access ends soon, 30 and 7 days before its last day (UK); gives how many were told.

    One transaction for each, so that a process killed in between has told some, and the next one tells the others.
    """
    Grant.objects.told_too_early(today).update(told_of_end_days=None)
    waiting = list(Grant.objects.ending_soon(today).values_list("pk", flat=True))
    return sum(_tell_of_last_day(grant_id, today) for grant_id in waiting)


@transaction.atomic
def _tell_of_last_day(grant_id: UUID, today: date) -> bool:
    """Whether there was still somebody to tell."""
    locked = Grant.objects.ending_soon(today).select_for_update(of=("self",)).select_related("account", "person")
    grant = locked.filter(pk=grant_id).first()
    if grant is None:
        return False
    until: date = grant.until  # type: ignore[attr-defined]  # annotated by ending_soon
    grant.told_of_end_days = (until - today).days
    grant.save(update_fields=["told_of_end_days"])
    record(
        actor=None,
        action="access.last_day_told",
        on=grant,
        person_id=grant.person_id,
        account=grant.account_id,
        ends_on=until.isoformat(),
    )
    letter = last_day_letter(grant, until)
    owe_email(template="access_ends_soon", to=grant.account.email, account_id=grant.account_id, **letter)
    return True


def tell_the_person(grant: Grant) -> None:
    """Tells the person the documents are about, if they see their own, that somebody else was given access.

    In the caller's transaction. Who and in which role stands on their home page, after signing in.
    """
    own = Grant.objects.live().filter(person=grant.person_id, role="").exclude(account=grant.account_id)
    for theirs in own.select_related("account"):
        owe_email(
            template="someone_can_see",
            to=theirs.account.email,
            account_id=theirs.account_id,
            first_name=theirs.account.first_name,
            home_path=reverse("pages:home"),
        )
