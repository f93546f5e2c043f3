"""Accounts of the finance team."""

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record


class AddressInUse(Exception):
    """There is an account with this address already."""


@transaction.atomic
def create_staff(*, email: str, password: str, role: str, first_name: str, last_name: str) -> Account:
    """An account with a staff role. Raises AddressInUse."""
    email = email.lower()
    if Account.objects.filter(email=email).exists():
        raise AddressInUse
    account = Account.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, staff_role=StaffRole(role)
    )
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    record(actor=None, action="accounts.staff_created", on=account, role=role)
    return account
