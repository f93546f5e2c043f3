"""What is prepared gives what its queryset gives."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import NotSupportedError, close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.database.prepared import Prepared
from portal.people.models import Person
from tests.support.factories import GrantFactory, PersonFactory

NAMED = Prepared(lambda name: Person.objects.filter(first_name=name), name=str)


def test_the_rows_are_the_models_with_what_was_joined(mary: Account, marys_person: Person) -> None:
    of = Prepared(lambda account: Grant.objects.of(account).select_related("person", "representative"), account=int)
    (found,) = of(account=mary.pk)
    with CaptureQueriesContext(connection) as asked:
        assert found == Grant.objects.get(account=mary)
        assert (found.person, found.representative) == (marys_person, None)
    assert len(asked) == 1
    assert found.kinds == Grant.objects.get().kinds
    assert of(account=mary.pk + 1) == []


def test_a_list_of_values_gives_tuples(marys_person: Person) -> None:
    born_before = Prepared(
        lambda day: Person.objects.filter(date_of_birth__lt=day).values_list("pk", "last_name"), day=date
    )
    marys_person.date_of_birth = date(1950, 1, 1)
    marys_person.save()
    assert born_before(day=date(1950, 1, 2)) == [(marys_person.pk, "Bloggs")]
    assert born_before.first(day=date(1950, 1, 1)) is None


def test_what_is_always_the_same_may_hold_any_character(db: None) -> None:
    awkward = PersonFactory.create(first_name="100% O'Brien \\ %s", last_name="Bloggs")
    there = Prepared(lambda name: Person.objects.filter(first_name=awkward.first_name, last_name=name), name=str)
    assert there(name="Bloggs") == [awkward]


def test_a_value_is_no_sql(marys_person: Person) -> None:
    assert NAMED(name="Mary") == [marys_person]
    assert NAMED(name="Mary' OR '1'='1") == []


def test_a_place_that_leads_nowhere_is_a_mistake(db: None) -> None:
    unasked = Prepared(lambda name, day: Person.objects.filter(first_name=name), name=str, day=date)
    with pytest.raises(ValueError, match="day"):
        unasked(name="Mary", day=date(2026, 6, 1))


def test_today_is_the_day_it_is_asked(db: None) -> None:
    begun = Prepared(lambda account: Grant.objects.of(account).filter(starts_on__lte=localdate()), account=int)
    grant = GrantFactory.create(starts_on=date(2026, 6, 2))
    seen = []
    for day in (1, 2):
        with time_machine.travel(datetime(2026, 6, day, 12, tzinfo=UTC), tick=False):
            seen.append(len(begun(account=grant.account_id)))
    assert seen == [0, 1]


WIDER = "DO $$ BEGIN ALTER TABLE people_person ALTER COLUMN known_as TYPE varchar(2001); END $$"


def around_a_migration() -> list[list[Person]]:
    """Asked before and after, over a connection of its own and in a table that goes with it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE people_person (LIKE public.people_person)")
            before = NAMED(name="Mary")
            cursor.execute(WIDER)
        return [before, NAMED(name="Mary")]
    finally:
        connection.close()


def test_a_migration_while_it_runs_is_not_noticed(db: None) -> None:
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(around_a_migration).result() == [[], []]


def test_in_a_transaction_the_connection_goes_with_its_request(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close_at", None)
    NAMED(name="Mary")
    with connection.cursor() as cursor:
        cursor.execute(WIDER)
    with pytest.raises(NotSupportedError), transaction.atomic():
        NAMED(name="Mary")
    assert connection.close_at is not None


def around_a_restart() -> list[Person]:
    """Asked in a request after the one in which PostgreSQL ended the connection."""
    another = connection.copy()
    try:
        NAMED(name="Mary")
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        connection.close_at = None  # kept for ever, as in production
        close_old_connections()
        return NAMED(name="Mary")
    finally:
        another.close()
        connection.close()


def test_a_connection_that_was_lost_between_requests_is_not_noticed(db: None) -> None:
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(around_a_restart).result() == []
