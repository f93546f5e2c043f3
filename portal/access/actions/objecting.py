"""M6: what a person says about others who see their documents, and what a representative gives back."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.endings import record_end, refuse_if_close_to_any, tell_holder
from portal.access.errors import EndNotAllowed
from portal.access.models import Grant
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record


@transaction.atomic
def object_to_access(*, account: Account, grant_id: UUID) -> Grant:
    """The account does not want somebody else to see its own documents: staff find it among the changes (F10).

    Access goes on until they have looked into it. A second time changes nothing. Raises Grant.DoesNotExist.
    """
    grant = Grant.objects.seen_by_others(account).select_for_update(of=("self",)).get(pk=grant_id)
    if grant.objected_at is None:
        grant.objected_at = timezone.now()
        grant.save(update_fields=["objected_at"])
        record(actor=account, action="access.objected", on=grant, person_id=grant.person_id, account=grant.account_id)
    return grant


@transaction.atomic
def settle_objections(*, officer: Account, grants: Iterable[UUID]) -> int:
    """The officer has looked into these objections, and access goes on; gives how many that was new for.

    Raises EndNotAllowed for a role below reviewer, CloseToIt for one to the officer's own access or a relative's.
    """
    waiting = list(Grant.objects.objected_to().filter(pk__in=list(grants)).select_for_update(of=("self",)))
    if waiting and not officer.may(StaffRole.REVIEWER):
        raise EndNotAllowed(waiting[0])
    refuse_if_close_to_any(officer, waiting)
    for grant in waiting:
        grant.objected_at = None
        record(actor=officer, action="access.objection_settled", on=grant, person_id=grant.person_id)
    Grant.objects.bulk_update(waiting, ["objected_at"])
    return len(waiting)


@transaction.atomic
def give_back(*, account: Account, grant_id: UUID) -> Grant:
    """A representative no longer acts for somebody: their access ends now, and they are told (E12).

    A second time changes nothing. Raises Grant.DoesNotExist, also for access to one's own documents.
    """
    locked = Grant.objects.of(account).exclude(role="").select_for_update(of=("self",))
    grant = locked.select_related("account", "person").get(pk=grant_id)
    if grant.ended_at is None:
        grant.ended_at, grant.end_reason, grant.ended_by = timezone.now(), Grant.EndReason.GIVEN_BACK, account
        grant.save(update_fields=["ended_at", "end_reason", "ended_by"])
        record_end(account, grant)
        tell_holder(grant)
    return grant
