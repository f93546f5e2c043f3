"""Who is who in the demo: the finance team, people with access, and people who wait for it."""

from django.db import transaction
from django.utils import timezone

from portal.access.actions import approve_request, claim_request
from portal.access.models import AccessRequest
from portal.accounts.actions.staff import create_staff
from portal.accounts.models import Account
from portal.config.demo.asking import ask_about_documents
from portal.config.demo.citizens import ask_for, ask_for_oneself, home_of, home_of_representative, register
from portal.config.demo.sign_ins import CITIZEN, SignIn, new_password
from portal.config.demo.waiting import ask_in_many_ways
from portal.council.identity import DocumentKind, council
from portal.people.models import Person, Representative

TEAM = (
    ("Priya", "Sharma", "reviewer"),
    ("Angharad", "Price", "senior_reviewer"),
    ("Callum", "Fraser", "admin"),
    ("Tomasz", "Nowak", "viewer"),
)


@transaction.atomic
def bring_in_the_cast() -> list[SignIn]:
    """Everybody with an account and what they asked for, all at once or not at all. Gives their sign-ins."""
    password = new_password()
    made = [_staff(first_name, last_name, role, password) for first_name, last_name, role in TEAM]
    officer = Account.objects.get(email=made[0].email)
    made += [_mary(officer, password), _peter(officer, password)]
    made += [_waiting_nominee(password), _waiting_with_a_slip(password), _waiting_without_a_role(password)]
    return made + [_sign_in(account, password) for account in ask_in_many_ways(officer, password)]


def reset_passwords() -> list[SignIn]:
    """New passwords for everybody, where the database is there but sign-ins.json is not."""
    password = new_password()
    made = []
    for account in Account.objects.order_by("pk"):
        account.set_password(password)
        account.save(update_fields=["password"])
        made.append(SignIn(account.email, password, account.staff_role or CITIZEN, account.name))
    return made


def _staff(first_name: str, last_name: str, role: str, password: str) -> SignIn:
    email = f"{first_name}.{last_name}@westmere.example".lower()
    create_staff(email=email, password=password, role=role, first_name=first_name, last_name=last_name)
    return SignIn(email, password, role, f"{first_name} {last_name}")


def _mary(officer: Account, password: str) -> SignIn:
    """Gets care herself, sees her own documents, and asks about two of them."""
    mary = Person.objects.get(first_name="Mary", last_name="Bloggs")
    account = _register_person(mary, password)
    _approve(officer, ask_for_oneself(account, mary), mary, None, list(DocumentKind))
    ask_about_documents(account, officer)
    return _sign_in(account, password)


def _peter(officer: Account, password: str) -> SignIn:
    """Has power of attorney for two people."""
    roles = list(Representative.objects.filter(email="peter.okafor@example.com").order_by("pk"))
    account = _register_representative(roles[0], password)
    kinds = list(council().role("power_of_attorney").opens)
    for role in roles:
        _approve(officer, ask_for(account, role.person, role.role), role.person, role, kinds)
    return _sign_in(account, password)


def _waiting_nominee(password: str) -> SignIn:
    """On file as a Direct Payment nominee, and waits to be let in."""
    role = _on_file("direct_payment_nominee", "dwp_appointee")
    account = _register_representative(role, password)
    ask_for(account, role.person, role.role)
    return _sign_in(account, password)


def _waiting_with_a_slip(password: str) -> SignIn:
    """Somebody who typed the person's last name wrongly."""
    role = _on_file("deputy", "nominated_financial_representative", "power_of_attorney")
    account = _register_representative(role, password)
    ask_for(account, role.person, role.role, person_last_name=f"{role.person.last_name[:-1]}t")
    return _sign_in(account, password)


def _waiting_without_a_role(password: str) -> SignIn:
    """A neighbour who means well."""
    mary = Person.objects.get(first_name="Mary", last_name="Bloggs")
    email = "ffion.obrien@example.com"
    account = register(first_name="Ffion", last_name="O’Brien", email=email, password=password, address=home_of(mary))
    ask_for(account, mary, "power_of_attorney")
    return _sign_in(account, password)


def _on_file(*roles: str) -> Representative:
    """Somebody without an account who has one of these roles today for somebody alive."""
    today = timezone.localdate()
    held = Representative.objects.filter(role__in=roles, person__date_of_death=None, starts_on__lte=today)
    free = held.exclude(ends_on__lt=today).exclude(last_name="")
    return free.exclude(email__in=Account.objects.values("email")).order_by("pk")[0]


def _register_person(person: Person, password: str) -> Account:
    email = f"{person.first_name}.{person.last_name}@example.com"
    return register(
        first_name=person.first_name,
        last_name=person.last_name,
        email=email,
        password=password,
        address=home_of(person),
    )


def _register_representative(role: Representative, password: str) -> Account:
    return register(
        first_name=role.first_name,
        last_name=role.last_name,
        email=role.email,
        password=password,
        address=home_of_representative(role),
    )


def _approve(
    officer: Account,
    request: AccessRequest,
    person: Person,
    representative: Representative | None,
    kinds: list[DocumentKind],
) -> None:
    claimed = claim_request(officer=officer, request_id=request.pk, version=request.version)
    approve_request(
        officer=officer,
        request_id=request.pk,
        version=claimed.version,
        person=person,
        representative=representative,
        kinds=kinds,
        starts_on=timezone.localdate(),
        ends_on=None,
        note="",
    )


def _sign_in(account: Account, password: str) -> SignIn:
    return SignIn(account.email, password, CITIZEN, account.name)
