"""The database chains the entries at commit, and refuses whatever is not adding."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.audit.jobs import seal_trail
from portal.audit.models import Entry, Head, Link, Seal
from portal.audit.seals import seal
from portal.audit.verification import verify
from portal.documents.models import Opening
from tests.support.factories import AccountFactory, DocumentFactory
from tests.support.waiting import somebody_waits_for_us, wait_until


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        yield


@pytest.fixture
def trail(db: None) -> list[Entry]:
    """Three entries with their links, as after a commit, and a seal."""
    for verb in ("asked", "decided", "read"):
        record(actor=None, action=f"tests.{verb}", person_id=7, note="£5 “so”")
    connection.check_constraints()
    seal()
    return list(Entry.objects.order_by("id"))


def test_entries_take_the_next_positions_at_commit(trail: list[Entry]) -> None:
    assert list(Link.objects.order_by("position").values_list("position", "entry_id")) == [
        (place, entry.pk) for place, entry in enumerate(trail, start=1)
    ]
    assert Head.objects.get().position == 3
    assert not verify().faults


def test_an_entry_has_no_position_before_the_commit(db: None) -> None:
    record(actor=None, action="tests.asked")
    assert not Link.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_entries_of_one_transaction_are_chained_with_one_change_of_the_head() -> None:
    """With one for each, every change would take longer than the one before it."""
    record(actor=None, action="tests.asked")
    before = changes_of_the_head()
    with transaction.atomic():
        Entry.objects.bulk_create(Entry(actor_role="system", action="tests.asked") for _ in range(50))
    assert changes_of_the_head() - before == 1
    assert Head.objects.get().position == 51
    assert not verify().faults


def changes_of_the_head() -> int:
    """How often the row was changed, as PostgreSQL counts when each transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'audit_head'")
        return int(cursor.fetchone()[0])


def test_an_entry_that_is_rolled_back_leaves_no_gap(trail: list[Entry]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(actor=None, action="tests.failed")
        raise RuntimeError
    record(actor=None, action="tests.asked")
    connection.check_constraints()
    assert Head.objects.get().position == 4
    assert not verify().faults


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'tests.nothing'",
        "DELETE FROM audit_entry",
        "UPDATE audit_link SET hash = ''",
        "DELETE FROM audit_link",
        "INSERT INTO audit_link VALUES (99, 99, '')",
        "UPDATE audit_head SET position = 0",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head VALUES (1, 9, '') ON CONFLICT (id) DO UPDATE SET position = 9",
        "UPDATE audit_seal SET position = 1",
        "DELETE FROM audit_seal",
    ],
)
def test_the_trail_can_only_grow(trail: list[Entry], statement: str) -> None:
    with refused(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_program_cannot_delete_or_change_an_entry(trail: list[Entry]) -> None:
    with refused():
        Entry.objects.all().delete()
    with refused():
        trail[0].save()


@pytest.mark.parametrize("table", ["audit_entry", "audit_link", "audit_head", "audit_seal"])
def test_each_table_of_the_trail_is_created_with_a_guard_against_emptying_it(table: str) -> None:
    guards = import_module("portal.audit.migrations.0003_append_only_and_chained").GUARDS
    assert f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()" in guards


@pytest.mark.django_db
def test_emptying_is_refused_where_the_tests_have_not_allowed_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse()")
        with refused():
            cursor.execute("TRUNCATE audit_entry CASCADE")


@pytest.mark.django_db(transaction=True)
def test_commits_at_the_same_moment_are_put_in_a_line() -> None:
    def act() -> None:
        for _ in range(10):
            with transaction.atomic():
                record(actor=None, action="tests.asked")
                record(actor=None, action="tests.answered")
        connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Head.objects.get().position == 80
    assert not verify().faults


@pytest.mark.django_db(transaction=True)
def test_after_a_test_that_commits_the_chain_begins_again() -> None:
    assert Head.objects.get().position == 0
    record(actor=None, action="tests.asked")
    assert Head.objects.get().position == 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_waits_for_somebody_elses_row_does_not_hold_the_head() -> None:
    """Why there are two rounds: with one, the two transactions below would wait for each other."""
    account, document = AccountFactory.create(), DocumentFactory.create()

    def open_document() -> None:
        with transaction.atomic():
            record(actor=account, action="tests.opened")
            Opening.objects.create(account_id=account.pk, document=document)
        connection.close()

    opening = threading.Thread(target=open_document)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        opening.start()
        wait_until(somebody_waits_for_us)
        record(actor=account, action="tests.changed")
    opening.join()
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == ["tests.opened", "tests.changed"]
    assert Link.objects.get(position=1).entry_id == Entry.objects.get(action="tests.changed").pk
    assert Opening.objects.exists()
    assert not verify().faults


def test_a_seal_is_made_once_for_a_position(trail: list[Entry]) -> None:
    assert seal() is None
    assert Seal.objects.get().position == 3


@pytest.mark.django_db(transaction=True)
def test_the_worker_seals_the_trail(run_jobs: Callable[[], None]) -> None:
    record(actor=None, action="tests.asked")
    seal_trail.defer(timestamp=0)  # type: ignore[call-arg]  # a periodic task is typed without its names
    run_jobs()
    assert Seal.objects.get().position == 1
