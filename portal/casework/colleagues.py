"""Who of the finance team a request can be given to."""

from django.db.models import QuerySet

from portal.accounts.models import Account, StaffRole

MAY_DECIDE = [role for role in StaffRole.values if role != StaffRole.VIEWER]


def who_can_decide(but: int = 0) -> QuerySet[Account]:
    """Those who may decide, by name; `but` is an account left out: nobody decides their own request."""
    return (
        Account.objects.filter(staff_role__in=MAY_DECIDE, is_active=True)
        .exclude(pk=but)
        .order_by("first_name", "last_name", "pk")
    )
