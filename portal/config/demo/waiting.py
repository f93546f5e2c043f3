"""The demo's full queue: a request of every kind that a finance team meets, waiting to be decided."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.access.actions import answer_question, approve_request, ask_requester
from portal.access.models import AccessRequest, Consent
from portal.accounts.models import Account
from portal.config.demo.citizens import ask_for, ask_for_oneself, home_of, home_of_representative, register
from portal.config.demo.papers import paper_of
from portal.council.identity import DocumentKind, RoleCode, council
from portal.people.keys import last_name_key
from portal.people.models import Person, Representative
from portal.uploads.receiving import Received

EXACT = 7  # as many as a bulk approval is tried with


def ask_in_many_ways(officer: Account, password: str) -> list[Account]:
    """About twenty people come, each with a request of their own kind. Gives their accounts."""
    come = _Comers(password)
    for _ in range(EXACT):
        come.for_oneself()
    _with_slips(come)
    _for_others(come)
    _waiting_for_somebody_else(come, officer)
    return come.accounts


class _Comers:
    """People on file and representatives on file who have no account yet, one after the other."""

    def __init__(self, password: str) -> None:
        self.accounts: list[Account] = []
        self._password = password
        self._people = _people()

    def person(self) -> Person:
        return next(self._people)

    def arrives(self, person: Person, **named: str) -> Account:
        """Registers, living where the person lives."""
        names = {"first_name": person.first_name, "last_name": person.last_name} | named
        name = ".".join(last_name_key(part) for part in names.values())
        email = f"{name}.{len(self.accounts)}@example.com"
        return self._register(email=email, address=home_of(person), **names)

    def for_oneself(self, **mistyped: Any) -> AccessRequest:
        """Asks for their own documents, typed as on file but for what is `mistyped`."""
        person = self.person()
        return ask_for_oneself(self.arrives(person), person, **mistyped)

    def acting(
        self, role: str, *, asked_as: str = "", shown: Received | Consent | None = None, **mistyped: Any
    ) -> AccessRequest | None:
        """A representative on file in this role asks; None if the made-up council has no more of them."""
        on_file = _representatives().filter(role=role).first()
        if on_file is None:
            return None
        account = self._register(
            first_name=on_file.first_name, last_name=on_file.last_name, email=on_file.email,
            address=home_of_representative(on_file),
        )  # fmt: skip
        return ask_for(account, on_file.person, asked_as or role, shown=shown or self._paper(on_file), **mistyped)

    def _paper(self, role: Representative) -> Received | None:
        """A paper of those who have a deed or an order; the others sent theirs before."""
        return paper_of(role) if role.role in (RoleCode.POWER_OF_ATTORNEY, RoleCode.DEPUTY) else None

    def _register(self, **details: Any) -> Account:
        account = register(password=self._password, **details)
        self.accounts.append(account)
        return account


def _representatives() -> QuerySet[Representative]:
    """Those with a role today for somebody alive, and without an account."""
    today = timezone.localdate()
    held = Representative.objects.filter(person__date_of_death=None, starts_on__lte=today).exclude(ends_on__lt=today)
    free = held.exclude(last_name="").exclude(email="").exclude(email__in=Account.objects.values("email"))
    return free.select_related("person").order_by("pk")


def _people() -> Iterator[Person]:
    """Adults alive for whom no officer needs to take special care, with an address and without an account."""
    alive = Person.objects.filter(date_of_death=None, caution=False, grants=None).exclude(date_of_birth=None)
    return (person for person in alive.order_by("pk") if person.current_address.get("postcode"))


def _with_slips(come: _Comers) -> None:
    """What people really type."""
    for mistype in (_day_and_month_swapped, _a_letter_missing, _last_letters_swapped, _a_year_off):
        person = come.person()
        ask_for_oneself(come.arrives(person), person, **mistype(person))
    # Moved, and the finance system does not know yet.
    person, other = come.person(), come.person()
    ask_for_oneself(come.arrives(other, first_name=person.first_name, last_name=person.last_name), person)
    # A grandchild in the same house, who is not on file.
    person = come.person()
    grandchild = come.arrives(person, first_name="Jesminder")
    ask_for_oneself(grandchild, person, own_date_of_birth=date(2001, 5, 19))


def _for_others(come: _Comers) -> None:
    """Those who act for somebody: on file in this role, and in another one."""
    for role in ("power_of_attorney", "deputy", "dwp_appointee", "direct_payment_nominee"):
        come.acting(role)
    come.acting("dwp_appointee", asked_as="power_of_attorney")
    ends_on = timezone.localdate() + timedelta(days=365)
    kinds = [DocumentKind.REMITTANCE_ADVICE]
    for_a_year = Consent(name="As signed by the person", kinds=kinds, ends_on=ends_on)
    come.acting("nominated_financial_representative", shown=for_a_year)


def _waiting_for_somebody_else(come: _Comers, officer: Account) -> None:
    """One waits for the requester, one has been answered, one waits for a second person."""
    text = council().question_templates[0].text
    for answer in ("", "I have found the other page. It is in the post to you."):
        asked = come.for_oneself()
        ask_requester(officer=officer, request_id=asked.pk, version=asked.version, text=text)
        if answer:
            answer_question(account=asked.account, request_id=asked.pk, answer=answer)
    person = come.person()
    differs = ask_for_oneself(come.arrives(person), person, own_date_of_birth=date(1951, 8, 30))
    approve_request(
        officer=officer, request_id=differs.pk, version=differs.version, person=person, representative=None,
        kinds=list(DocumentKind), starts_on=timezone.localdate(), ends_on=None,
        note="Confirmed the date of birth by phone with a letter from us.",
    )  # fmt: skip


def _day_and_month_swapped(person: Person) -> dict[str, Any]:
    born = person.date_of_birth or date(1940, 2, 3)
    return {"own_date_of_birth": born.replace(day=born.month, month=born.day) if born.day <= 12 else born}


def _a_letter_missing(person: Person) -> dict[str, Any]:
    return {"own_last_name": person.last_name[:2] + person.last_name[3:]}


def _last_letters_swapped(person: Person) -> dict[str, Any]:
    return {"own_first_name": person.first_name[:-2] + person.first_name[:-3:-1]}


def _a_year_off(person: Person) -> dict[str, Any]:
    born = person.date_of_birth or date(1940, 2, 3)
    return {"own_date_of_birth": born + timedelta(days=366)}
