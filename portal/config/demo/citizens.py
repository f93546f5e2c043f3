"""Members of the public who come to the demo's portal the way everybody does: they register and ask for access."""

from typing import Any

from django.utils import timezone

from portal.access.actions import add_evidence, give_consent, save_answers, start_draft, submit_request
from portal.access.answers import from_address
from portal.access.models import AccessRequest, Consent
from portal.accounts.actions.registering import (
    choose_login,
    finish,
    save_address,
    send_code,
    start_or_save_details,
)
from portal.accounts.models import Account
from portal.addresses.address import Address
from portal.addresses.models import EntryWay
from portal.council.identity import council
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person, Representative
from portal.uploads.receiving import Received

PHONE = "01632 960 555"  # one of Ofcom's numbers for drama


def register(*, first_name: str, last_name: str, email: str, password: str, address: Address) -> Account:
    """An account, made step by step as on the pages; the code is taken from the e-mail that is owed."""
    registration = start_or_save_details(
        registration=None, first_name=first_name, last_name=last_name, phone=PHONE, phone_e164="+441632960555"
    )
    registration = save_address(registration=registration, address=address)
    registration = choose_login(registration=registration, email=email, password=password)
    send_code(registration=registration)
    owed = Email.objects.filter(template="code", to=registration.email).latest("pk")
    code = unseal(owed.sealed_context)["code"]
    return finish(registration_id=registration.pk, code=code.replace(" ", ""))


def ask_for_oneself(account: Account, person: Person, **mistyped: Any) -> AccessRequest:
    """A request for one's own documents, typed as on file but for what is `mistyped`."""
    answers: dict[str, Any] = {"made_for": AccessRequest.For.MYSELF, "own_date_of_birth": person.date_of_birth}
    return _ask(account, **answers | mistyped)


def ask_for(
    account: Account, person: Person, role: str, *, shown: Received | Consent | None = None, **mistyped: Any
) -> AccessRequest:
    """A request for somebody else's documents, typed as on file but for what is `mistyped`.

    The role is shown by a paper or an online consent; without one its paper was sent to the council before.
    """
    answers: dict[str, Any] = {
        "made_for": AccessRequest.For.SOMEONE_ELSE,
        "has_right": True,
        "role": role,
        "evidence_way": AccessRequest.EvidenceWay.ALREADY_SENT,
        "person_first_name": person.first_name,
        "person_last_name": person.last_name,
        "person_date_of_birth": person.date_of_birth,
        **from_address(home_of(person), "person"),
    }
    return _ask(account, shown=shown, **answers | mistyped)


def home_of(person: Person) -> Address:
    """Where somebody lives, as the finance system has it."""
    return _address(next(address for address in person.addresses if not address.get("to")))


def home_of_representative(representative: Representative) -> Address:
    return _address(representative.address or {"lines": ["1 Mere Road"], "town": "Westmere", "postcode": "WM1 1AA"})


def _ask(account: Account, *, shown: Received | Consent | None = None, **answers: Any) -> AccessRequest:
    draft = start_draft(account=account)
    own = Address(
        tuple(account.address_lines),
        account.town,
        account.postcode,
        "",
        account.uprn,
        EntryWay(account.address_entered),
    )
    given: dict[str, Any] = {
        "notice_version": council().notice.version,
        "notice_language": "en",
        "notice_agreed_at": timezone.now(),
        "own_first_name": account.first_name,
        "own_last_name": account.last_name,
        **from_address(own, "own"),
        "contact_method": "email",
    }
    save_answers(account=account, **given | answers)
    if isinstance(shown, Received):
        add_evidence(account=account, request_id=draft.pk, received=shown)
    elif shown:
        give_consent(account=account, name=shown.name, kinds=shown.kinds, ends_on=shown.ends_on)
    return submit_request(account=account, request_id=draft.pk)


def _address(row: dict[str, Any]) -> Address:
    uprn = row.get("uprn", "")
    entered = EntryWay.CHOSEN if uprn else EntryWay.MANUAL
    return Address(tuple(row["lines"]), row.get("town", ""), row.get("postcode", ""), "", uprn, entered)
