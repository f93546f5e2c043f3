import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.emails.actions import owe_email
from portal.emails.models import Email
from portal.emails.sending import send


@pytest.fixture
def sent(db: None, settings: Settings, tmp_path: object) -> Email:
    settings.EMAIL_URL = "demo:"
    settings.EMAIL_BACKEND = "portal.emails.backends.from_email_url"
    settings.DEMO_MAIL = tmp_path
    email = owe_email(template="code", to="amira@example.com", code="8765 1263", runs_out="10:42am")
    send(email_id=email.pk, last_try_is=1)
    return email


def test_the_demo_shows_what_was_sent(client: Client, sent: Email) -> None:
    assert f"/demo/mail/{sent.public_id}" in client.get("/demo/mail").content.decode()
    assert "8765 1263" in client.get(f"/demo/mail/{sent.public_id}").content.decode()


def test_there_is_no_such_page_outside_the_demo(client: Client, sent: Email, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/mail").status_code == 404
    assert client.get(f"/demo/mail/{sent.public_id}").status_code == 404
