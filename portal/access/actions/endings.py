"""The end of access: by a death, an ended role, or a last day that has passed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.access.end_reasons import why_ended
from portal.access.models import Grant
from portal.audit.actions import record
from portal.emails.actions import owe_email


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
    Grant.objects.bulk_update(lost, ["ended_at", "end_reason"], batch_size=1000)
    for grant in lost:
        _tell(grant)
    return len(lost)


def _tell(grant: Grant) -> None:
    record(
        actor=None,
        action="access.grant_ended",
        on=grant,
        person_id=grant.person_id,
        account=grant.account_id,
        reason=grant.end_reason,
    )
    owe_email(
        template="access_ended",
        to=grant.account.email,
        account_id=grant.account_id,
        about=grant.request_id,
        first_name=grant.account.first_name,
        asked_for=grant.asked_for,
        reason_text=why_ended(reason=grant.end_reason, own=grant.is_own),
    )
