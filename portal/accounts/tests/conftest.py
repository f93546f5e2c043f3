"""What the accounts room's tests share: a way through registering up to the code, and the e-mails that were owed."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.emails.models import Email
from portal.emails.sealing import unseal

DETAILS = {"first_name": "Amira", "last_name": "Rahman", "known_as": "", "phone": "01632 960 123", "postcode": "wr52np"}
MANUAL = {"line_1": "12 Orchard Lane", "line_2": "", "town": "Westmere", "postcode": "wr52np"}
PASSWORD = "Teapot-Lantern-42"
LOGIN = {"email": "Amira@Example.com", "password": PASSWORD}
EMAIL = "amira@example.com"


def up_to_code(client: Client, email: str = EMAIL) -> None:
    """R1 and R2; the code has been sent then."""
    client.post("/register/", DETAILS | {"then": "type"})
    client.post("/register/address/manual", MANUAL)
    client.post("/register/login", LOGIN | {"email": email})


def newest_code(email: str = EMAIL) -> str:
    """The digits in the newest e-mail."""
    return str(unseal(Email.objects.filter(to=email, template="code").latest("pk").sealed_context)["code"])


@pytest.fixture
def at_code(client: Client, db: None) -> Client:
    """A browser that has been sent a code."""
    up_to_code(client)
    return client


@pytest.fixture
def templates_owed(db: None) -> Callable[[str], list[str]]:
    """The e-mails owed to an address, oldest first."""
    return lambda email: list(Email.objects.filter(to=email).order_by("pk").values_list("template", flat=True))
