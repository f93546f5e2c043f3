"""The strings of F7 and of the top of F8."""

from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.accounts.models import Account, StaffRole
from portal.accounts.sign_in_state import SignInState, sign_in_state
from portal.casework.presenters.words import Tag
from portal.design.formats import day, moment, time_of_day
from portal.design.presenters import summary_rows
from portal.emails.models import Email

HEAD: Final = ["Name", "Email", "Phone", "Account since", "Last sign-in", "State"]
TABS: Final = {
    "account": "Access",
    "account-requests": "Requests",
    "account-sign-ins": "Sign-ins",
    "account-emails": "E-mails",
    "account-notes": "Notes",
}


@dataclass(frozen=True, slots=True)
class AccountBar:
    """What stands on top of every page about an account, and what its reader may do with it."""

    account: Account
    rows: list[dict[str, Any]]
    locked: bool
    may_close: bool
    may_open: bool


def account_bar(account: Account, officer: Account) -> AccountBar:
    """The bar as this officer sees it. Three statements."""
    state = sign_in_state(account)
    senior = officer.may(StaffRole.SENIOR_REVIEWER)
    told = {
        "Name": account.name,
        "Other name on our letters": account.known_as,
        "Email": _email_words(account),
        "Phone": account.phone or "No phone number",
        "Account since": day(account.registered_at),
        "Last sign-in": moment(account.last_login) if account.last_login else "Never",
        "Sign-in": _sign_in_words(account, state),
    }
    return AccountBar(
        account=account,
        rows=summary_rows(told),
        locked=state.wrong_passwords > 0 and not account.closed_at,
        may_close=senior and account.closed_at is None,
        may_open=senior and account.closed_at is not None,
    )


def tabs(account: Account, current: str) -> list[dict[str, Any]]:
    """The sub-navigation of F8."""
    return [
        {"text": text, "href": reverse(f"casework:{name}", args=[account.public_id]), "current": name == current}
        for name, text in TABS.items()
    ]


def row(account: Account) -> dict[str, Any]:
    """One line of F7."""
    return {
        "name": account.name,
        "url": reverse("casework:account", args=[account.public_id]),
        "cells": [
            account.email,
            account.phone or "–",
            day(account.registered_at),
            moment(account.last_login) if account.last_login else "Never",
        ],
        "state": Tag("Closed", "grey") if account.closed_at else Tag("Open", "green"),
    }


def wrong_address(account: Account) -> str:
    """That e-mails to this address are refused, since when; "" if the last one arrived or none was refused."""
    email = Email.objects.refused_by_address(account.pk, account.email)
    if email is None or email.failed_at is None:
        return ""
    return f"Wrong address: emails are refused since {day(email.failed_at)}"


def _email_words(account: Account) -> list[str]:
    confirmed = EmailAddress.objects.filter(user=account, email=account.email, verified=True).exists()
    words = [account.email, "Confirmed with a code" if confirmed else "Not confirmed", wrong_address(account)]
    return [line for line in words if line]


def _sign_in_words(account: Account, state: SignInState) -> str:
    if account.closed_at:
        return f"Closed on {day(account.closed_at)}. Nobody can sign in"
    wrong = f"{state.wrong_passwords} wrong password{'' if state.wrong_passwords == 1 else 's'} in a row"
    if state.waits_until:
        return f"Locked until {time_of_day(state.waits_until)} after {wrong}"
    return f"Possible, after {wrong}" if state.wrong_passwords else "Possible"
