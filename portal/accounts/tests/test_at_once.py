"""Two things at once count as two, and one thing twice as one. Real connections, real threads."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from portal.accounts.actions.codes import Refusal
from portal.accounts.actions.registering import CodeRefused, finish, send_code
from portal.accounts.actions.resetting import LinkDead, ask_for_reset, set_new_password
from portal.accounts.actions.signing_in import TooManyPasswords, check_password
from portal.accounts.models import Account, Registration, SecurityCode, SignInFailures
from portal.accounts.tests.conftest import EMAIL, newest_code, up_to_code
from portal.emails.models import Email
from portal.emails.sealing import unseal
from tests.support.factories import AccountFactory

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def at_once(*things: Callable[[], T]) -> list[T]:
    """Does them all at the same moment, each on a connection of its own."""
    start = Barrier(len(things))

    def do(thing: Callable[[], T]) -> T:
        try:
            start.wait()
            return thing()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(do, things))


@pytest.fixture
def registration(client: Client) -> uuid.UUID:
    up_to_code(client)
    return Registration.objects.get().pk


def finishing(registration: uuid.UUID, code: str) -> Callable[[], Account | Refusal]:
    def thing() -> Account | Refusal:
        try:
            return finish(registration_id=registration, code=code)
        except CodeRefused as refused:
            return refused.refusal

    return thing


def test_two_wrong_codes_at_once_count_twice(registration: uuid.UUID) -> None:
    wrong = f"{(int(newest_code().replace(' ', '')) + 1) % 10**8:08}"
    at_once(*[finishing(registration, wrong)] * 4)
    assert SecurityCode.objects.get().wrong_tries == 4


def test_of_many_wrong_codes_at_once_five_are_looked_at(registration: uuid.UUID) -> None:
    wrong = f"{(int(newest_code().replace(' ', '')) + 1) % 10**8:08}"
    at_once(*[finishing(registration, wrong)] * 8)
    assert SecurityCode.objects.get().wrong_tries == 5


def test_finish_pressed_twice_at_once_is_one_account(registration: uuid.UUID) -> None:
    first, second = at_once(*[finishing(registration, newest_code().replace(" ", ""))] * 2)
    assert first == second == Account.objects.get()
    assert Email.objects.filter(template="welcome").count() == 1


def test_two_browsers_with_one_address_make_one_account(registration: uuid.UUID) -> None:
    twin = Registration.objects.get()
    twin.pk = uuid.uuid4()
    twin.save(force_insert=True)
    code = newest_code().replace(" ", "")
    outcomes = at_once(finishing(registration, code), finishing(twin.pk, code))
    assert Account.objects.count() == 1
    assert Refusal.WRONG in outcomes


def test_codes_asked_for_at_once_stay_within_the_limit(registration: uuid.UUID) -> None:
    def ask() -> bool:
        try:
            send_code(registration=Registration.objects.get())
        except Exception:
            return False
        return True

    assert at_once(*[ask] * 7).count(True) == 4
    assert SecurityCode.objects.filter(ended_at=None).count() == 1


def test_wrong_passwords_at_once_all_count() -> None:
    AccountFactory.create(email=EMAIL)

    def guess() -> Account | str | None:
        try:
            return check_password(request=RequestFactory().post("/sign-in"), email=EMAIL, password="wrong")
        except TooManyPasswords:
            return "wait"

    outcomes = at_once(*[guess] * 8)
    assert outcomes.count(None) == SignInFailures.objects.get().count == 5
    assert outcomes.count("wait") == 3


def test_a_link_used_twice_at_once_works_once() -> None:
    AccountFactory.create(email=EMAIL)
    ask_for_reset(email=EMAIL)
    token = unseal(Email.objects.get().sealed_context)["reset_path"].rsplit("/", 1)[1]

    def use() -> bool:
        try:
            set_new_password(token=token, password="Kettle-Harbour-77")
        except LinkDead:
            return False
        return True

    assert sorted(at_once(use, use)) == [False, True]
