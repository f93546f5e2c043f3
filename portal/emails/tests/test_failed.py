"""What happens to an e-mail nobody can send: staff are told, and what it was to say is kept for 30 days."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.emails.actions import owe_email
from portal.emails.forgetting import forget_failed
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.emails.sending import send
from tests.support.factories import FailedEmailFactory
from tests.support.smtp import Sink

pytestmark = pytest.mark.django_db


def test_an_email_that_fails_for_good_keeps_what_it_was_to_say(smtp_sink: Sink) -> None:
    smtp_sink.refuse_with = "550 No such mailbox"
    owed = owe_email(template="code", to="amira@example.com", code="8765 1263", runs_out="10:42am")
    assert not Email.objects.failed().exists()
    send(email_id=owed.pk, last_try_is=9)
    failed = Email.objects.failed().get()
    assert failed.failed_at
    assert unseal(failed.sealed_context)["code"] == "8765 1263"


def test_what_it_was_to_say_is_forgotten_after_30_days() -> None:
    young = FailedEmailFactory.create(failed_at=timezone.now() - timedelta(days=30) + timedelta(minutes=1))
    old = FailedEmailFactory.create(failed_at=timezone.now() - timedelta(days=30))
    assert (forget_failed(), forget_failed()) == (1, 0)
    young.refresh_from_db()
    old.refresh_from_db()
    assert (bool(young.sealed_context), old.sealed_context) == (True, "")
    assert set(Email.objects.failed()) == {young, old}
    assert set(Email.objects.failed_lately()) == {young}


def test_what_is_still_owed_is_not_forgotten_however_old() -> None:
    owed = owe_email(template="welcome", to="amira@example.com", first_name="Amira")
    Email.objects.update(owed_at=timezone.now() - timedelta(days=60))
    assert forget_failed() == 0
    owed.refresh_from_db()
    assert owed.sealed_context


@pytest.mark.parametrize(("status", "dated"), [("failed", False), ("queued", True), ("sent", True)])
def test_only_a_failed_email_says_when_it_failed(status: str, dated: bool) -> None:
    with pytest.raises(IntegrityError, match="a_failed_email_says_when"):
        FailedEmailFactory.create(status=status, failed_at=timezone.now() if dated else None)
