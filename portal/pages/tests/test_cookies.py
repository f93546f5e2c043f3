"""The cookies page names the cookies there are: no fewer, no more, and with their true life."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from http.cookies import Morsel

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from portal.accounts.models import Account
from portal.pages.presenters import cookie_rows
from tests.support.cast import PASSWORD


@pytest.mark.django_db
def test_a_visit_leaves_exactly_the_cookies_of_the_table(mary: Account) -> None:
    client = Client()
    for address in ("/", "/register/", "/sign-in"):
        client.get(address)
    client.post("/sign-in", {"login": mary.email, "password": PASSWORD})
    for address in ("/home", "/requests", "/account", "/cookies"):
        assert client.get(address).status_code == 200
    assert sorted(client.cookies) == sorted(name for name, _, _ in cookie_rows())


@pytest.mark.django_db
def test_a_cookie_lives_as_long_as_the_table_says(mary: Account) -> None:
    client = Client()
    client.get("/sign-in")
    client.post("/sign-in", {"login": mary.email, "password": PASSWORD})
    said = {name: ends for name, _, ends in cookie_rows()}
    session, csrf = client.cookies[settings.SESSION_COOKIE_NAME], client.cookies[settings.CSRF_COOKIE_NAME]
    assert ends_with_the_browser(session)
    assert said[session.key] == (
        "When you sign out or close your browser. "
        "At the latest, 12 hours after you sign in, or 24 hours after your last answer while you register"
    )
    assert timedelta(seconds=csrf["max-age"]) == timedelta(weeks=52)
    assert said[csrf.key] == "After 52 weeks"


@pytest.mark.django_db
def test_the_cookie_of_somebody_who_registers_ends_with_the_browser_too() -> None:
    client = Client()
    told = {"first_name": "Amira", "last_name": "Rahman", "known_as": "", "phone": "01632 960 123", "then": "type"}
    client.post("/register/", told)
    assert ends_with_the_browser(client.cookies[settings.SESSION_COOKIE_NAME])


def ends_with_the_browser(cookie: Morsel[str]) -> bool:
    """Without an age a cookie goes when the browser is closed."""
    return (cookie["max-age"], cookie["expires"]) == ("", "")


def test_the_page_shows_the_names_in_use(settings: LazySettings) -> None:
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    page = Client().get("/cookies").content.decode()
    assert "__Host-session" in page
    assert "__Host-csrf" in page
    assert "sessionid" not in page


def test_over_https_the_table_names_the_cookies_that_are_bound_to_the_host() -> None:
    program = """
import json, django
django.setup()
from portal.pages.presenters import cookie_rows
print(json.dumps([name for name, _, _ in cookie_rows()]))
"""
    made = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "portal.config.settings",
            "BASE_URL": "https://portal.westmere.example",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        },
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(made.stdout) == ["__Host-session", "__Host-csrf"]
