"""On the way to an account: what somebody tells, the code that proves their address, and Finish."""

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from portal.accounts.actions.codes import Refusal, make_code, spend_code
from portal.accounts.models import Account, Registration
from portal.addresses.address import Address
from portal.audit.actions import record
from portal.design.formats import time_of_day
from portal.emails.actions import owe_email

PRESSED_TWICE = timedelta(minutes=1)


class CodeRefused(Exception):
    """The code typed was not taken; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class AlreadyRegistered(Exception):
    """The registration has become an account: what a page from before that says comes too late."""


@transaction.atomic
def start_or_save_details(*, registration: Registration | None, postcode: str = "", **details: Any) -> Registration:
    """Keeps name and phone number (R1). A postcode that differs from the address's drops the address.

    Like the verbs below it gives the registration as it is then, and raises AlreadyRegistered.
    """
    kept = _unfinished(registration) if registration else Registration.objects.create()
    if postcode and postcode != kept.postcode:
        details |= _address_fields(None) | {"postcode": postcode}
    return _keep(kept, "accounts.details_told", **details)


@transaction.atomic
def save_address(*, registration: Registration, address: Address | None) -> Registration:
    """Keeps the address chosen or typed; None forgets it."""
    return _keep(_unfinished(registration), "accounts.address_told", **_address_fields(address))


@transaction.atomic
def choose_login(*, registration: Registration, email: str, password: str) -> Registration:
    """Keeps the address and the password's hash (R2); nothing is sent yet."""
    hashed = make_password(password)
    return _keep(_unfinished(registration), "accounts.login_chosen", email=email.lower(), password=hashed)


@transaction.atomic
def change_email(*, registration: Registration, email: str) -> Registration:
    """Another address for the same registration (R3a)."""
    return _keep(_unfinished(registration), "accounts.email_chosen", email=email.lower())


@transaction.atomic
def send_code(*, registration: Registration) -> None:
    """Sends a code, or tells the owner of a known address that it has an account. Raises TooManyCodes.

    For a known address a code is made and counted all the same; nobody ever learns it.
    """
    digits, runs_out = make_code(registration.email)
    owner = Account.objects.filter(email=registration.email).first()
    if owner:
        template = "already_registered" if owner.is_active else "closed_before"
        owe_email(template=template, to=registration.email, account_id=owner.pk)
    else:
        code = f"{digits[:4]} {digits[4:]}"
        owe_email(template="code", to=registration.email, code=code, runs_out=time_of_day(runs_out))
    record(actor=None, actor_role="nobody", action="accounts.code_sent", on=registration)


def finish(*, registration_id: uuid.UUID, code: str) -> Account:
    """Makes the account if the code is right (R3). Raises CodeRefused.

    Pressed twice it gives the same account again.
    """
    with transaction.atomic():
        registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration_id)
        if registration.account and timezone.now() - registration.account.registered_at < PRESSED_TWICE:
            return registration.account
        refusal = spend_code(registration.email, code)
        if refusal is None and not Account.objects.filter(email=registration.email).exists():
            return _become_account(registration)
        record(actor=None, actor_role="nobody", action="accounts.code_refused", on=registration)
    raise CodeRefused(refusal or Refusal.WRONG)


def _become_account(registration: Registration) -> Account:
    account = Account.objects.create(**model_to_dict(registration, exclude=["account"]))
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    registration.account = account
    registration.password = ""
    registration.save(update_fields=["account", "password"])
    owe_email(template="welcome", to=account.email, account_id=account.pk, first_name=account.first_name)
    record(actor=account, action="accounts.registered", on=account)
    return account


def _unfinished(registration: Registration) -> Registration:
    """The registration as it is now, locked until the transaction ends."""
    locked = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if locked.account_id:
        raise AlreadyRegistered
    return locked


def _keep(registration: Registration, action: str, **told: Any) -> Registration:
    """Writes what was told and nothing else."""
    for name, value in told.items():
        setattr(registration, name, value)
    registration.save(update_fields=told)
    record(actor=None, actor_role="nobody", action=action, on=registration)
    return registration


def _address_fields(address: Address | None) -> dict[str, Any]:
    return {
        "address_lines": list(address.lines) if address else [],
        "town": address.town if address else "",
        "postcode": address.postcode if address else "",
        "country": address.country if address else "",
        "uprn": address.uprn if address else "",
        "address_entered": address.entered if address else "",
    }
