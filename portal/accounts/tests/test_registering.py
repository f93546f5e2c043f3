"""Registering, page by page (screens.md R1 to R4)."""

import msgspec
import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import journey
from portal.accounts.models import Account, Registration
from portal.accounts.tests.conftest import DETAILS, LOGIN, MANUAL, PASSWORD, newest_code, up_to_code
from portal.addresses.models import KnownAddress
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.models import Email

pytestmark = pytest.mark.django_db


@pytest.fixture
def known_addresses() -> None:
    KnownAddress.objects.create(
        uprn="100120000012", lines=["12 Orchard Lane"], town="Westmere", postcode="WR5 2NP", sort_key="ORCHARD LANE 12"
    )


def test_somebody_registers_with_an_address_from_the_list(client: Client, known_addresses: None) -> None:
    assert client.post("/register/", DETAILS | {"then": "find"}).headers["Location"] == "/register/address"
    page = client.get("/register/address").content.decode()
    assert "12 Orchard Lane, Westmere" in page
    assert "checked" not in page
    assert client.post("/register/address", {"address": "100120000012"}).headers["Location"] == "/register/login"
    assert client.post("/register/login", LOGIN).headers["Location"] == "/register/code"
    done = client.post("/register/code", {"code": newest_code(), "then": "finish"})
    assert done.headers["Location"] == "/register/done"
    account = Account.objects.get()
    assert (account.name, account.email, account.uprn, account.postcode) == (
        "Amira Rahman",
        "amira@example.com",
        "100120000012",
        "WR5 2NP",
    )
    assert (account.phone, account.phone_e164) == ("01632 960 123", "+441632960123")
    assert account.check_password(PASSWORD)
    page = client.get("/register/done").content.decode()
    assert "Registration is complete" in page


def test_the_account_comes_into_being_at_finish_and_not_before(client: Client) -> None:
    up_to_code(client)
    assert not Account.objects.exists()
    client.post("/register/code", {"code": newest_code()})
    account = Account.objects.get()
    assert Email.objects.get(template="welcome").account_id == account.pk
    assert list(EmailAddress.objects.filter(user=account).values_list("email", "verified", "primary")) == [
        ("amira@example.com", True, True)
    ]
    actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "accounts.details_told",
        "accounts.address_told",
        "accounts.login_chosen",
        "accounts.code_sent",
        "accounts.registered",
        "accounts.signed_in",
    ]


def test_the_trail_of_a_registration_holds_nothing_of_what_was_told(client: Client) -> None:
    up_to_code(client)
    client.post("/register/email", {"email": "rahman@example.com"})
    registration = Registration.objects.get()
    entries = Entry.objects.filter(object_id=str(registration.pk))
    assert {(entry.actor_id, entry.actor_role, str(entry.details)) for entry in entries} == {(None, "nobody", "{}")}


def test_the_session_id_changes_at_finish(client: Client) -> None:
    up_to_code(client)
    before = client.session.session_key
    client.post("/register/code", {"code": newest_code()})
    assert client.session.session_key != before


def test_finish_pressed_twice_is_one_account(client: Client) -> None:
    up_to_code(client)
    registration = Registration.objects.get()
    code = newest_code().replace(" ", "")
    client.post("/register/code", {"code": code})
    second = Client()
    session = second.session
    session["registration"] = str(registration.pk)
    session.save()
    second.cookies["sessionid"] = session.session_key or ""
    assert second.post("/register/code", {"code": code}).headers["Location"] == "/register/done"
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("/register/address", "/register/"),
        ("/register/address/manual", "/register/"),
        ("/register/login", "/register/"),
        ("/register/code", "/register/"),
        ("/register/email", "/register/"),
    ],
)
def test_no_step_can_be_skipped(client: Client, page: str, leads_to: str) -> None:
    assert client.get(page).headers["Location"] == leads_to
    client.post("/register/", DETAILS | {"then": "type"})
    assert client.get("/register/login").headers["Location"] == "/register/address/manual"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"first_name": " "}, "Enter your first name"),
        ({"last_name": ""}, "Enter your last name"),
        ({"first_name": "x" * 101}, "First name must be 100 characters or fewer"),
        ({"last_name": "x" * 101}, "Last name must be 100 characters or fewer"),
        ({"known_as": "x" * 101}, "Any other name on our letters must be 100 characters or fewer"),
        ({"phone": ""}, "Enter a phone number"),
        ({"phone": "960123"}, "Enter a phone number we can call, with the area code"),
        ({"phone": "call me"}, "Enter a phone number we can call, with the area code"),
        ({"postcode": ""}, "Enter a postcode"),
        ({"postcode": "WR5"}, "Enter a full UK postcode, like "),
        (
            {"postcode": "WR99 9ZZ"},
            "We could not find an address for WR99 9ZZ. Check it, or enter the address yourself",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    client: Client, known_addresses: None, change: dict[str, str], error: str
) -> None:
    page = client.post("/register/", DETAILS | {"then": "find"} | change).content.decode()
    assert error in page
    assert "<title>Error: Register a new account – Step 1" in page.replace("\n", "")


@pytest.mark.parametrize(
    "phone", ["01632 960 123", "+44 (0)1632 960123", "0044 1632 960123", "01632 960123 ext 4", "+33 1 42 68 53 00"]
)
def test_phone_numbers_are_taken_as_people_write_them(client: Client, phone: str) -> None:
    client.post("/register/", DETAILS | {"then": "type", "phone": phone})
    registration = Registration.objects.get()
    assert registration.phone == phone
    assert registration.phone_e164 in ("+441632960123", "+33142685300")


def test_nobody_needs_a_phone(client: Client) -> None:
    client.post("/register/", DETAILS | {"then": "type", "phone": "", "no_phone": "on"})
    assert Registration.objects.get().phone == ""


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "O'Brien", "李", "x" * 100])
def test_any_name_is_shown_as_text(client: Client, name: str) -> None:
    page = client.post("/register/", DETAILS | {"then": "find", "first_name": name, "postcode": ""}).content.decode()
    assert "<script>alert" not in page
    client.post("/register/", DETAILS | {"then": "type", "first_name": name})
    assert Registration.objects.get().first_name == name


def test_typing_the_address_does_not_need_a_postcode_first(client: Client) -> None:
    answer = client.post("/register/", DETAILS | {"then": "type", "postcode": "not yet"})
    assert answer.headers["Location"] == "/register/address/manual"


def test_a_lookup_that_is_down_leads_to_typing_and_says_so(client: Client) -> None:
    answer = client.post("/register/", DETAILS | {"then": "find"})
    assert answer.headers["Location"] == "/register/address/manual?search-is-down"
    told = "Address search is not working at the moment. Enter the address below."
    assert told in client.get(answer.headers["Location"]).content.decode()
    assert told in client.post(answer.headers["Location"], MANUAL | {"town": ""}).content.decode()
    assert client.get("/register/address").headers["Location"] == answer.headers["Location"]


def test_who_types_the_address_makes_no_lookup(client: Client) -> None:
    client.post("/register/", DETAILS | {"then": "type"})
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/register/address/manual").content.decode()
    assert "Address search is not working" not in page
    assert not [query for query in asked if KnownAddress._meta.db_table in query["sql"]]


def test_an_address_outside_the_uk_can_be_typed(client: Client) -> None:
    client.post("/register/", DETAILS | {"then": "type"})
    client.post("/register/address/abroad", {"address": "Rue Haute 7\n1000 Bruxelles", "country": "Belgium"})
    registration = Registration.objects.get()
    assert (registration.address_lines, registration.country) == (["Rue Haute 7", "1000 Bruxelles"], "Belgium")


def test_who_goes_back_finds_the_address_and_next(client: Client) -> None:
    client.post("/register/", DETAILS | {"then": "type"})
    client.post("/register/address/manual", MANUAL)
    page = client.get("/register/").content.decode()
    assert "12 Orchard Lane" in page
    answer = client.post("/register/", DETAILS | {"then": "next", "first_name": "Amirah"})
    assert answer.headers["Location"] == "/register/login"
    assert Registration.objects.get().first_name == "Amirah"
    assert 'name="postcode"' in client.get("/register/?change=address").content.decode()


def test_every_unmet_rule_of_the_password_is_listed_and_the_password_is_not_shown_again(client: Client) -> None:
    client.post("/register/", DETAILS | {"then": "type"})
    client.post("/register/address/manual", MANUAL)
    page = client.post("/register/login", {"email": "nonsense", "password": "lantern"}).content.decode()
    for error in (
        "Enter an email address in the correct format, like name@example.com",
        "Your password needs at least 12 characters",
        "Your password needs a capital letter",
        "Your password needs a number",
        "Your password needs a special character, such as ! or &amp;",
    ):
        assert error in page
    assert "lantern" not in page
    assert "nonsense" in page


def test_a_misspelt_address_is_asked_about(client: Client) -> None:
    up_to_code(client, "amira@hotmial.com")
    assert not Email.objects.exists()
    page = client.get("/register/login/check").content.decode()
    assert "Did you mean amira@hotmail.com?" in page
    client.post("/register/login/check", {"then": "change"})
    assert Email.objects.get().to == "amira@hotmail.com"


def test_what_looks_misspelt_can_be_kept(client: Client) -> None:
    up_to_code(client, "amira@hotmial.com")
    client.post("/register/login/check", {"then": "keep"})
    assert Email.objects.get().to == "amira@hotmial.com"


def test_another_address_keeps_everything_else(client: Client) -> None:
    up_to_code(client)
    assert client.post("/register/email", {"email": "rahman@example.com"}).headers["Location"] == "/register/code"
    client.post("/register/code", {"code": newest_code("rahman@example.com")})
    assert Account.objects.get().email == "rahman@example.com"


def test_a_code_of_the_old_address_is_worth_nothing_for_the_new_one(client: Client) -> None:
    up_to_code(client)
    client.post("/register/email", {"email": "rahman@example.com"})
    client.post("/register/code", {"code": newest_code()})
    assert not Account.objects.exists()


def test_registering_can_be_closed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = msgspec.structs.replace(council(), registration_open=False)
    monkeypatch.setattr(journey, "council", lambda: closed)
    for page in ("/register/", "/register/code"):
        shown = client.get(page).content.decode()
        assert "You cannot create an account at the moment" in shown
        assert closed.contact.phone in shown
    client.post("/register/", DETAILS | {"then": "type"})
    assert not Registration.objects.exists()


def test_a_page_from_before_the_address_was_known_still_finds_one(client: Client, known_addresses: None) -> None:
    client.post("/register/", DETAILS | {"then": "type"})
    client.post("/register/address/manual", MANUAL)
    answer = client.post("/register/", DETAILS | {"then": "find"})
    assert answer.headers["Location"] == "/register/address"
