"""Accounts, what happens before one exists, and what the finance team adds to one."""

from portal.accounts.models.account import Account, Details, StaffRole
from portal.accounts.models.looking_after import AccountNote, Correction
from portal.accounts.models.registering import Registration, SecurityCode, SignInFailures

__all__ = [
    "Account",
    "AccountNote",
    "Correction",
    "Details",
    "Registration",
    "SecurityCode",
    "SignInFailures",
    "StaffRole",
]
