"""The queue takes as many statements for fifty requests as for one, skips no rows and counts no table."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

QUEUE = reverse("casework:requests")
ADDRESSES = [
    "",
    "?show=mine",
    "?show=waiting",
    "?show=second-check",
    "?show=decided",
    "?show=all",
    "?order=-sent_at",
    "?status=submitted&for=myself&match=exact&due=today&assigned=nobody&flagged=on",
    "?after=1780000000.000000_00000000-0000-4000-8000-000000000000",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_longer_list_takes_no_more_statements(
    officer: Account, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    client.get(QUEUE)  # the first page of a session is where its clock starts
    for wanted in (1, 20):
        AccessRequestFactory.create_batch(wanted, status=AccessRequest.Status.IN_REVIEW, claimed_by=officer)
        # session, officer, colleagues for the filter, list, audit entry, evidence, numbers, failed e-mails, changes,
        # objections, messages
        with django_assert_num_queries(11 if shows_some(address) else 10):
            client.get(QUEUE + address)


def shows_some(address: str) -> bool:
    """Whether the requests of the test are in the list: nobody's evidence is counted for an empty one."""
    return address in ("", "?show=mine", "?show=all", "?order=-sent_at", "?show=second-check") or "after" in address


@pytest.mark.parametrize("address", [*ADDRESSES, "found"])
def test_no_page_of_the_queue_skips_rows_or_counts_the_table(senior: Account, address: str) -> None:
    AccessRequestFactory.create_batch(51)
    client = client_of(senior)
    client.post(reverse("casework:search"), {"words": "amira"})
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(QUEUE + ("?show=found" if address == "found" else address))
    asked = [query["sql"] for query in captured if "access_accessrequest" in query["sql"]]
    assert asked
    for sql in asked:
        assert "OFFSET" not in sql
        assert re.search(r"LIMIT \d+", sql), sql
        if "COUNT(" in sql:
            assert "\"status\" IN ('submitted', 'in_review', 'info_needed', 'second_check') LIMIT" in sql
