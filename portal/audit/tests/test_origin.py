"""The visitor's address: X-Forwarded-For counts only as far as trusted proxies wrote it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from portal.audit import origin
from portal.audit.actions import record
from portal.audit.models import Entry

PROXY, OTHER_PROXY, VISITOR = "10.0.0.1", "10.0.0.2", "203.0.113.9"


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        (VISITOR, "", VISITOR),
        (VISITOR, "198.51.100.1", VISITOR),
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"198.51.100.1, {VISITOR}", VISITOR),
        (PROXY, f"{VISITOR}, {OTHER_PROXY}", VISITOR),
        (PROXY, "", PROXY),
        (PROXY, "<script>", PROXY),
        (PROXY, f"{VISITOR}, nonsense, {OTHER_PROXY}", OTHER_PROXY),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        ("::ffff:10.0.0.1", VISITOR, VISITOR),
        ("", VISITOR, None),
        (OTHER_PROXY, PROXY, PROXY),
    ],
)
def test_the_first_address_from_the_right_that_is_no_proxy_of_ours(
    remote: str, forwarded: str, found: str | None
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
    with override_settings(TRUSTED_PROXIES=(f"{PROXY}/32", OTHER_PROXY)):
        assert origin.client_address(request) == found


@pytest.mark.django_db
def test_an_entry_says_where_the_action_came_from() -> None:
    def view(_request: object) -> HttpResponse:
        record(actor=None, action="tests.asked")
        return HttpResponse()

    origin.remember_origin(view)(RequestFactory().get("/", REMOTE_ADDR=VISITOR))
    assert Entry.objects.get().address == VISITOR
    assert origin.address.get() is None
