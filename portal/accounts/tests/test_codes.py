"""Security codes, rule by rule (promises.md; screens.md R3 and 13.4)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.accounts.actions import codes
from portal.accounts.models import Account, SecurityCode
from portal.accounts.tests.conftest import EMAIL, newest_code, up_to_code
from portal.emails.models import Email
from tests.support.factories import AccountFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WRONG = "That code is not right. Use the code in the newest email from us"
RUN_OUT = "That code has run out. Ask for a new one"
TOO_OFTEN = "That code has been tried too many times. Ask for a new one"
TOO_MANY = "We have sent many codes to this address."


def enter(client: Client, code: str) -> str:
    """The page after entering a code; empty when the registration is complete."""
    return client.post("/register/code", {"code": code, "then": "finish"}).content.decode()


def ask_again(client: Client) -> str:
    return client.post("/register/code", {"then": "new-code"}, follow=True).content.decode()


def a_wrong_one(email: str = EMAIL) -> str:
    return f"{(int(newest_code(email).replace(' ', '')) + 1) % 10**8:08}"


@pytest.mark.parametrize("between", [" ", "", "-", ".", "–", "   ", "\u200b"])
def test_spaces_dashes_and_full_stops_do_not_matter(at_code: Client, between: str) -> None:
    assert enter(at_code, newest_code().replace(" ", between)) == ""
    assert Account.objects.exists()


@pytest.mark.parametrize("zero", ["٠", "０", "०"])
def test_the_digits_of_other_scripts_are_digits(at_code: Client, zero: str) -> None:
    code = "".join(chr(ord(zero) + int(digit)) for digit in newest_code().replace(" ", ""))
    assert enter(at_code, code) == ""


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter the code we sent you"),
        ("- -", "Enter the code we sent you"),
        ("1234567", "The code has 8 numbers. You entered 7"),
        ("123456789", "The code has 8 numbers. You entered 9"),
        ("1234567x", "The code only has numbers"),
        ("²2345678", "The code only has numbers"),
    ],
)
def test_what_cannot_be_a_code_is_told_and_not_counted(at_code: Client, typed: str, error: str) -> None:
    assert error in enter(at_code, typed)
    assert SecurityCode.objects.get().wrong_tries == 0


def test_a_code_has_eight_digits_and_only_its_keyed_hash_is_kept(at_code: Client) -> None:
    digits = newest_code().replace(" ", "")
    kept = SecurityCode.objects.get()
    assert len(digits) == 8
    assert digits.encode() not in bytes(kept.keyed_hash)
    assert bytes(kept.keyed_hash) == codes.keyed_hash(EMAIL, digits)
    assert bytes(kept.keyed_hash) != codes.keyed_hash("somebody.else@example.com", digits)


def test_leading_zeros_are_kept(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda most: 42)
    up_to_code(client)
    assert newest_code() == "0000 0042"
    assert enter(client, "00000042") == ""


@pytest.mark.parametrize(
    ("after", "taken"), [(timedelta(minutes=4, seconds=59), True), (timedelta(minutes=5, seconds=1), False)]
)
def test_a_code_lives_five_minutes(client: Client, after: timedelta, taken: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        clock.shift(after)
        page = enter(client, newest_code())
    assert Account.objects.exists() is taken
    assert (RUN_OUT in page) is not taken


def test_the_page_says_when_it_runs_out(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        up_to_code(client)
        page = client.get("/register/code").content.decode()
    assert "at 12:05pm" in page
    assert "amira@example.com" in page


def test_a_new_code_lives_its_own_five_minutes_and_ends_the_older_one(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        older = newest_code()
        clock.shift(timedelta(minutes=4))
        assert "We have sent a new code to amira@example.com" in ask_again(client)
        assert WRONG in enter(client, older)
        clock.shift(timedelta(minutes=4, seconds=59))
        assert enter(client, newest_code()) == ""


def test_after_five_wrong_tries_the_right_code_fails_too(at_code: Client) -> None:
    wrong = a_wrong_one()
    for _ in range(4):
        assert WRONG in enter(at_code, wrong)
    assert TOO_OFTEN in enter(at_code, wrong)
    assert TOO_OFTEN in enter(at_code, newest_code())
    assert not Account.objects.exists()
    ask_again(at_code)
    assert enter(at_code, newest_code()) == ""


def test_four_wrong_tries_leave_one(at_code: Client) -> None:
    for _ in range(4):
        enter(at_code, a_wrong_one())
    assert enter(at_code, newest_code()) == ""


def test_wrong_tries_count_across_browsers(at_code: Client) -> None:
    wrong = a_wrong_one()
    for _ in range(3):
        enter(at_code, wrong)
    other = Client(REMOTE_ADDR="192.0.2.7")
    up_to_code(other)
    session = at_code.session
    assert SecurityCode.objects.filter(email=EMAIL, ended_at=None).count() == 1
    for _ in range(5):
        enter(other, a_wrong_one())
    assert session.session_key != other.session.session_key
    assert TOO_OFTEN in enter(at_code, newest_code())


def test_a_code_works_once(at_code: Client) -> None:
    code = newest_code()
    enter(at_code, code)
    other = Client()
    up_to_code(other, "someone.else@example.com")
    assert WRONG in enter(other, code)
    Account.objects.all().delete()
    assert codes.spend_code(EMAIL, code.replace(" ", "")) is codes.Refusal.WRONG


def test_five_codes_an_hour_for_an_address_in_any_browser(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        for _ in range(4):
            clock.shift(timedelta(minutes=10))
            ask_again(client)
        page = ask_again(client)
        assert TOO_MANY in page
        assert "We can send the next one after 1pm." in page
        other = Client(REMOTE_ADDR="192.0.2.7")
        up_to_code(other)
        assert Email.objects.filter(to=EMAIL).count() == 5
        clock.shift(timedelta(minutes=20, seconds=1))
        ask_again(client)
        assert Email.objects.filter(to=EMAIL).count() == 6


def test_ten_codes_a_day_for_an_address(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        for _ in range(9):
            clock.shift(timedelta(minutes=30))
            ask_again(client)
        clock.shift(timedelta(hours=2))
        page = ask_again(client)
        assert "after 12pm on 3 March 2026." in page
        assert Email.objects.filter(to=EMAIL).count() == 10


def test_counts_outlive_the_registration(at_code: Client) -> None:
    for _ in range(4):
        ask_again(at_code)
    enter(at_code, newest_code())
    Account.objects.all().delete()
    again = Client()
    up_to_code(again)
    assert TOO_MANY in ask_again(again)


class TestAKnownAddress:
    """Looks like any other, to everybody but its owner."""

    @pytest.fixture
    def known(self, client: Client) -> Client:
        AccountFactory.create(email=EMAIL)
        up_to_code(client)
        return client

    def test_its_owner_is_told_by_email(self, known: Client, templates_owed: Callable[[str], list[str]]) -> None:
        assert templates_owed(EMAIL) == ["already_registered"]

    def test_the_page_is_the_same(self, known: Client) -> None:
        other = Client()
        up_to_code(other, "xmira@example.com")
        pages = [browser.get("/register/code").content.decode() for browser in (known, other)]
        assert pages[0].replace(EMAIL, "xmira@example.com").split("csrf")[0] == pages[1].split("csrf")[0]

    def test_tries_are_counted_and_end_the_same_way(self, known: Client) -> None:
        for _ in range(4):
            assert WRONG in enter(known, "12345678")
        assert TOO_OFTEN in enter(known, "12345678")
        assert TOO_OFTEN in enter(known, "12345678")
        assert "We have sent a new code to" in ask_again(known)
        assert WRONG in enter(known, "12345678")

    def test_codes_run_out_and_are_limited_the_same_way(self, client: Client) -> None:
        AccountFactory.create(email=EMAIL)
        with time_machine.travel(NOON, tick=False) as clock:
            up_to_code(client)
            for _ in range(4):
                ask_again(client)
            clock.shift(timedelta(minutes=5, seconds=1))
            assert RUN_OUT in enter(client, "12345678")
            assert TOO_MANY in ask_again(client)
        assert Email.objects.filter(to=EMAIL).count() == 5

    def test_no_second_account_comes_into_being_even_with_the_right_digits(
        self, known: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("secrets.randbelow", lambda most: 87651263)
        ask_again(known)
        assert WRONG in enter(known, "8765 1263")
        assert Account.objects.count() == 1


def test_a_registration_is_over_after_a_day(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        clock.shift(timedelta(hours=24, seconds=1))
        assert client.get("/register/code").headers["Location"] == "/register/"
        assert timezone.now() > NOON
