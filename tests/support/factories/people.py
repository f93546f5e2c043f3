"""Accounts, the people the finance system knows, and those who act for them."""

import hashlib
from datetime import date
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from portal.accounts.models import Account
from portal.matching.keys import KEY_RULE
from portal.people.keys import last_name_key, postcode_area
from portal.people.models import Person, Representative
from portal.people.on_file import keys_of_person

PASSWORD = "Teapot-Lantern-42"


@cache
def hashed_password() -> str:
    """Everybody's password, hashed once: the cast is made anew for each test."""
    return make_password(PASSWORD)


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """A member of the public, registered. `staff_role` makes them one of the finance team."""

    class Meta:
        model = Account

    first_name = "Amira"
    last_name = "Rahman"
    email = factory.Sequence(lambda n: f"amira.rahman.{n}@example.com")
    phone = "01632 960 123"
    phone_e164 = "+441632960123"
    address_lines = factory.LazyFunction(lambda: ["12 Orchard Lane"])
    town = "Westmere"
    postcode = "WR5 2NP"
    uprn = "100120000012"
    address_entered = "chosen"

    password = factory.LazyFunction(hashed_password)


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """An adult the finance system knows, with a direct payment and one current address."""

    class Meta:
        model = Person

    person_ref = factory.Sequence(lambda n: f"P{n:06}")
    source = "ContrOCC"
    first_name = "Mary"
    last_name = "Bloggs"
    date_of_birth = date(1948, 3, 27)
    addresses = factory.LazyFunction(
        lambda: [{"lines": ["12 Orchard Lane"], "town": "Westmere", "postcode": "WR5 2NP", "uprn": "100120000012"}]
    )
    services = factory.LazyFunction(lambda: ["direct_payment"])
    last_name_key = factory.LazyAttribute(lambda person: last_name_key(person.last_name))
    postcode_areas = factory.LazyAttribute(
        lambda person: sorted({postcode_area(a["postcode"]) for a in person.addresses if a.get("postcode")})
    )
    content_hash = factory.LazyAttribute(lambda person: hashlib.sha256(person.person_ref.encode()).digest())
    key_rule = KEY_RULE

    @classmethod
    def _create(cls, model_class: type[Person], *_: Any, **kwargs: Any) -> Person:
        """With the keys a delivery would have made."""
        person = model_class(**kwargs)
        person.match_keys = keys_of_person(person)
        person.save()
        return person


class RepresentativeFactory(factory.django.DjangoModelFactory[Representative]):
    """Peter Bloggs, with power of attorney."""

    class Meta:
        model = Representative

    representative_ref = factory.Sequence(lambda n: f"R{n:06}")
    person = factory.SubFactory(PersonFactory)
    source = "ContrOCC"
    role = "power_of_attorney"
    first_name = "Peter"
    last_name = "Bloggs"
    starts_on = date(2024, 1, 1)
    content_hash = factory.LazyAttribute(lambda row: hashlib.sha256(row.representative_ref.encode()).digest())
