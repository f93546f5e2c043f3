"""The pages for when something is missing, broken or out of date."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.council.identity import council
from portal.pages.tests.reading import Reading
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory

BROKEN = pytest.mark.urls("portal.pages.tests.broken_urls")


def without_tokens(page: bytes) -> str:
    """A page without its CSRF token, which differs each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page.decode())


def test_a_missing_page_says_what_to_do() -> None:
    response = Client().get("/nothing-here")
    reading = Reading(response.content)
    assert response.status_code == 404
    assert reading.h1 == "Page not found"
    assert reading.title == f"Page not found – Client Finance Portal – {council().name}"
    assert reverse("pages:start") in reading.links
    assert council().contact.phone in reading.text


@pytest.mark.django_db
def test_somebody_else_s_request_looks_like_a_missing_one(mary: Account, stranger: Account) -> None:
    client = client_of(stranger)
    foreign = client.get(reverse("access:request", args=[AccessRequestFactory.create(account=mary).pk]))
    missing = client.get(reverse("access:request", args=[uuid4()]))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign.content) == without_tokens(missing.content)


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [False, True])
@BROKEN
def test_a_broken_page_shows_a_number_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture, signed_in: bool, stranger: Account
) -> None:
    client = client_of(stranger) if signed_in else Client()
    client.raise_request_exception = False
    response = client.get("/breaks/secret-token")
    reading = Reading(response.content)
    assert response.status_code == 500
    assert reading.h1 == "Sorry, there is a problem with the service"
    incident = re.search(r"Tell us this number: ([0-9A-F]{8})\.", reading.text)
    assert incident
    (logged,) = [record.getMessage() for record in caplog.records if record.name == "portal.pages.errors"]
    assert logged == f"Incident {incident[1]}: ValueError in breaks"
    assert "Mary Bloggs" not in response.content.decode()


@BROKEN
def test_without_a_database_the_page_stands_alone() -> None:
    client = Client(raise_request_exception=False)
    response = client.get("/loses")
    reading = Reading(response.content)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert reading.h1 == "Sorry, the service is unavailable"
    assert council().contact.phone in reading.text
    assert "<form" not in response.content.decode()


def test_a_foreign_host_name_is_refused_on_a_page_of_ours() -> None:
    response = Client(headers={"host": "evil.example"}).get("/")
    assert response.status_code == 400
    assert Reading(response.content).h1 == "We could not understand that"


ANSWERS = {"first_name": "Zoë <b>", "document_types": ["a", "b"], "password": "Teapot-Lantern-42"}


@BROKEN
def test_a_form_that_ran_out_keeps_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/form", ANSWERS, headers={"origin": "http://testserver"})
    page = response.content.decode()
    assert response.status_code == 403
    assert Reading(response.content).h1 == "We need you to do that again"
    assert '<input type="hidden" name="first_name" value="Zoë &lt;b&gt;">' in page
    assert page.count('name="document_types"') == 2
    assert 'action="/form"' in page
    assert "Teapot" not in page


@BROKEN
def test_try_again_sends_it_once_more_and_works() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/form", ANSWERS, headers={"origin": "http://testserver"}).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    again = client.post("/form", fields, headers={"origin": "http://testserver"})
    assert again.status_code == 200
    assert "first_name" in again.content.decode()


@BROKEN
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://testserver.evil.example", None])
def test_another_site_s_form_does_not_come_back_as_ours(origin: str | None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/form", ANSWERS, headers={"origin": origin} if origin else {})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Zoë" not in page
    assert "first_name" not in page
    assert "/form" in Reading(response.content).links


@pytest.mark.django_db
def test_error_pages_know_who_is_signed_in() -> None:
    page = client_of(AccountFactory.create()).get("/nothing-here").content.decode()
    assert "Sign out" in page
