"""The cast: the same few people in every test, so that a reader knows them."""

import pytest
from django.test import Client

from portal.accounts.models import Account, StaffRole
from portal.people.models import Person
from tests.support.factories import (
    PASSWORD,
    AccountFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

__all__ = ["PASSWORD"]


def client_of(account: Account) -> Client:
    """A browser in which this account is signed in."""
    client = Client()
    client.force_login(account)
    return client


def new_mary() -> Account:
    """Gets care herself and sees her own documents."""
    account = AccountFactory.create(first_name="Mary", last_name="Bloggs", email="mary.bloggs@example.com")
    GrantFactory.create(
        account=account, person=PersonFactory.create(first_name="Mary", last_name="Bloggs", person_ref="MARY")
    )
    return account


def new_peter() -> Account:
    """Has power of attorney for two people: his father Winston and his aunt Grace."""
    account = AccountFactory.create(first_name="Peter", last_name="Okafor", email="peter.okafor@example.com")
    for first_name, ref in (("Winston", "WINSTON"), ("Grace", "GRACE")):
        person = PersonFactory.create(first_name=first_name, last_name="Okafor", person_ref=ref)
        representative = RepresentativeFactory.create(person=person, first_name="Peter", last_name="Okafor")
        GrantFactory.create(account=account, person=person, role="power_of_attorney", representative=representative)
    return account


STAFF_NAMES = {
    StaffRole.VIEWER: ("Tomasz", "Nowak"),
    StaffRole.REVIEWER: ("Priya", "Sharma"),
    StaffRole.SENIOR_REVIEWER: ("Angharad", "Price"),
    StaffRole.ADMIN: ("Callum", "Fraser"),
}


def new_staff(role: StaffRole) -> Account:
    """The one of the finance team who has this role."""
    first_name, last_name = STAFF_NAMES[role]
    email = f"{first_name}.{last_name}@westmere.example".lower()
    return AccountFactory.create(first_name=first_name, last_name=last_name, email=email, staff_role=role)


@pytest.fixture
def mary(db: None) -> Account:
    """Gets care herself and sees her own documents."""
    return new_mary()


@pytest.fixture
def marys_person(mary: Account) -> Person:
    """Mary, as the finance system knows her."""
    return Person.objects.get(person_ref="MARY")


@pytest.fixture
def peter(db: None) -> Account:
    """Has power of attorney for two people: his father Winston and his aunt Grace."""
    return new_peter()


@pytest.fixture
def stranger(db: None) -> Account:
    """Registered, with no formal role and access to nothing."""
    return AccountFactory.create(first_name="Ffion", last_name="O’Brien", email="ffion.obrien@example.com")


@pytest.fixture
def viewer(db: None) -> Account:
    """May look at requests."""
    return new_staff(StaffRole.VIEWER)


@pytest.fixture
def officer(db: None) -> Account:
    """Decides requests."""
    return new_staff(StaffRole.REVIEWER)


@pytest.fixture
def senior(db: None) -> Account:
    """Decides the harder ones."""
    return new_staff(StaffRole.SENIOR_REVIEWER)


@pytest.fixture
def admin(db: None) -> Account:
    """Looks after the portal for the council."""
    return new_staff(StaffRole.ADMIN)
