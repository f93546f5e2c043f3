"""What the finance team does for the people who have accounts (F8). Staff accounts are looked after elsewhere."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.actions.codes import make_code
from portal.accounts.actions.signing_in import forget_failures
from portal.accounts.models import Account, AccountNote, Correction, Registration, StaffRole
from portal.addresses.models import EntryWay
from portal.audit.actions import record
from portal.design.formats import time_of_day
from portal.emails.actions import owe_email

CORRECTABLE: Final = ("first_name", "last_name", "known_as", "phone", "address_lines", "town", "postcode", "country")
_ADDRESS: Final = {"address_lines", "town", "postcode", "country"}


class CareRefused(Exception):
    """The staff role may not do this with an account."""


@transaction.atomic
def unlock_sign_in(*, officer: Account, account_id: UUID) -> Account:
    """Forgets the wrong passwords typed for the account's address, so that its owner can try again at once."""
    account = person_account(officer, account_id, StaffRole.REVIEWER)
    forget_failures(account.email)
    record(actor=officer, action="accounts.sign_in_unlocked", on=account)
    return account


@transaction.atomic
def end_sessions(*, officer: Account, account_id: UUID) -> Account:
    """Signs the account out everywhere."""
    account = person_account(officer, account_id, StaffRole.REVIEWER)
    account.session_round += 1
    account.save(update_fields=["session_round"])
    record(actor=officer, action="accounts.sessions_ended", on=account)
    return account


@transaction.atomic
def resend_code(*, officer: Account, registration_id: UUID) -> Registration:
    """Sends a new code to somebody who has begun to register, on a phone call perhaps. The officer never sees it.

    Raises Registration.DoesNotExist once it is an account or has no address yet, CareRefused, TooManyCodes: an
    address gets as many codes from staff and from its owner together as from its owner alone.
    """
    unfinished = Registration.objects.filter(account=None).exclude(email="")
    registration = unfinished.select_for_update(of=("self",)).get(pk=registration_id)
    if not officer.may(StaffRole.REVIEWER):
        raise CareRefused
    digits, runs_out = make_code(registration.email)
    # As in registering: an address that has an account already gets no code.
    if not Account.objects.filter(email=registration.email).exists():
        code = f"{digits[:4]} {digits[4:]}"
        owe_email(template="code", to=registration.email, code=code, runs_out=time_of_day(runs_out))
    record(actor=officer, action="accounts.code_sent", on=registration)
    return registration


@transaction.atomic
def correct_details(*, officer: Account, account_id: UUID, reason: str, **told: Any) -> Account:
    """Puts details right; `told` has new values for fields of CORRECTABLE, and `phone_e164` with `phone`.

    What stood there is kept in a Correction. Nothing different: nothing happens. The e-mail address is not among
    them: its owner proved it with a code, and whoever can change it could take the account over.
    """
    account = person_account(officer, account_id, StaffRole.REVIEWER)
    changed = [name for name in CORRECTABLE if name in told and told[name] != getattr(account, name)]
    if not changed:
        return account
    before = {name: getattr(account, name) for name in changed}
    for name in changed:
        setattr(account, name, told[name])
    account.phone_e164 = told.get("phone_e164", account.phone_e164)
    if _ADDRESS & set(changed):
        account.uprn = ""
        account.address_entered = EntryWay.ABROAD if account.country else EntryWay.MANUAL
    account.save(update_fields=[*changed, "phone_e164", "uprn", "address_entered"])
    after = {name: told[name] for name in changed}
    correction = Correction.objects.create(account=account, made_by=officer, reason=reason, before=before, after=after)
    record(actor=officer, action="accounts.details_corrected", on=account, correction=correction.pk, fields=changed)
    return account


@transaction.atomic
def write_account_note(*, officer: Account, account_id: UUID, text: str) -> AccountNote:
    """Adds a remark for staff. The same officer's same words right after each other are one note."""
    account = person_account(officer, account_id, StaffRole.REVIEWER)
    last = account.notes.order_by("-pk").first()
    if last and (last.author_id, last.text, last.struck_out_at) == (officer.pk, text, None):
        return last
    note = AccountNote.objects.create(account=account, author=officer, text=text)
    record(actor=officer, action="accounts.note_written", on=account, note=note.pk)
    return note


@transaction.atomic
def strike_out_account_note(*, officer: Account, account_id: UUID, note_id: int) -> AccountNote:
    """Strikes a note through; it stays readable. Raises AccountNote.DoesNotExist."""
    account = person_account(officer, account_id, StaffRole.REVIEWER)
    note = account.notes.select_for_update(of=("self",)).get(pk=note_id)
    if note.struck_out_at is None:
        note.struck_out_at, note.struck_out_by = timezone.now(), officer
        note.save(update_fields=["struck_out_at", "struck_out_by"])
        record(actor=officer, action="accounts.note_struck_out", on=account, note=note.pk)
    return note


@transaction.atomic
def open_again(*, officer: Account, account_id: UUID) -> Account:
    """Lets the owner of a closed account sign in again. Access that ended stays ended: they ask for it anew."""
    account = person_account(officer, account_id, StaffRole.SENIOR_REVIEWER)
    if account.closed_at:
        account.closed_at, account.is_active = None, True
        account.save(update_fields=["closed_at", "is_active"])
        record(actor=officer, action="accounts.opened_again", on=account)
    return account


def person_account(officer: Account, account_id: UUID, role: StaffRole) -> Account:
    """A member of the public's account, locked until the transaction ends. Raises Account.DoesNotExist, CareRefused."""
    account = Account.objects.select_for_update(of=("self",)).get(public_id=account_id, staff_role="")
    if not officer.may(role):
        raise CareRefused
    return account
