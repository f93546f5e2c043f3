"""Access as it is given: one live grant for an account, a person and a role."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from portal.access.actions.telling import tell_the_person
from portal.access.models import AccessRequest, Grant
from portal.access.querysets import TOLD_BEFORE
from portal.people.models import Person, Representative


def give_access(
    *,
    request: AccessRequest,
    person: Person,
    representative: Representative | None,
    kinds: Sequence[str],
    starts_on: date,
    ends_on: date | None,
) -> Grant:
    """The grant of an approved request, in the caller's transaction. It takes the place of an earlier one.

    What the requester can see already is not interrupted by a later first day. The person the documents are about is
    told of somebody new (E14).
    """
    role = representative.role if representative else request.role
    same = Grant.objects.filter(account=request.account, person=person, role=role)
    # One that has run out and is not marked yet opens nothing that could be interrupted.
    begun = list(same.live().values_list("starts_on", flat=True))
    starts_on = min([starts_on, *begun])
    same.filter(ended_at=None).update(ended_at=timezone.now(), end_reason=Grant.EndReason.REPLACED)
    grant = Grant(
        account=request.account,
        person=person,
        role=role,
        representative=representative,
        request=request,
        kinds=list(kinds),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    grant.told_of_end_days = _told_by_approval(grant.last_day)
    grant.save()
    if role and not begun:
        tell_the_person(grant)
    return grant


def _told_by_approval(last_day: date | None) -> int | None:
    """How many days are left of access that ends soon: the e-mail about the approval has said when."""
    left = (last_day - timezone.localdate()).days if last_day else None
    return left if left is not None and 0 <= left <= max(TOLD_BEFORE) else None
