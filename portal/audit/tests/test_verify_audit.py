"""Whoever goes behind the program's back is found by `manage.py verify_audit`."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from portal.audit.actions import record
from portal.audit.models import Entry, Seal
from portal.audit.seals import seal
from portal.audit.verification import verify

pytestmark = pytest.mark.django_db
Behind = Callable[[str], None]


@pytest.fixture
def ids() -> list[int]:
    """Three chained entries; their ids."""
    for verb in ("asked", "decided", "read"):
        record(actor=None, action=f"tests.{verb}", person_id=7, kinds=["remittance_advice"])
    connection.check_constraints()
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


@pytest.fixture
def behind() -> Behind:
    """Does something to the database with all triggers switched off, as its owner can."""

    def execute(statements: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statements)
            cursor.execute("SET LOCAL session_replication_role = origin")

    return execute


def outcome() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_audit", stdout=out)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def test_an_untouched_trail_is_unbroken(ids: list[int]) -> None:
    assert outcome() == (
        0,
        "The audit trail is unbroken: 3 entries, not sealed yet (the worker seals it every hour).\n",
    )


def test_an_empty_trail_is_unbroken() -> None:
    assert outcome()[0] == 0


def test_a_sealed_trail_says_up_to_where(ids: list[int]) -> None:
    seal()
    status, text = outcome()
    assert (status, "sealed up to position 3 at" in text) == (0, True)


@pytest.mark.parametrize(
    "change",
    [
        "action = 'tests.nothing'",
        "at = at - interval '1 microsecond'",
        "actor_id = 1",
        "actor_role = 'citizen'",
        "object_type = 'grant'",
        "object_id = '1'",
        "person_id = NULL",
        "address = '10.0.0.1'",
        """details = '{"kinds": []}'""",
    ],
)
def test_a_change_of_any_field_is_found(ids: list[int], behind: Behind, change: str) -> None:
    behind(f"UPDATE audit_entry SET {change} WHERE id = {ids[1]}")
    status, text = outcome()
    assert status == 1
    assert f"Entry {ids[1]} (position 2) was changed" in text


def test_words_that_move_from_one_field_to_the_next_are_a_change(ids: list[int], behind: Behind) -> None:
    behind(f"UPDATE audit_entry SET object_type = 'a', object_id = 'bc' WHERE id = {ids[0]}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_entry_text(e, 1) FROM audit_entry e WHERE id = %s", [ids[0]])
        first = cursor.fetchone()
        behind(f"UPDATE audit_entry SET object_type = 'ab', object_id = 'c' WHERE id = {ids[0]}")
        cursor.execute("SELECT audit_entry_text(e, 1) FROM audit_entry e WHERE id = %s", [ids[0]])
        assert cursor.fetchone() != first


def test_the_hash_does_not_depend_on_the_time_zone_of_the_session(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Tokyo'")
        cursor.execute("SET LOCAL DateStyle = 'SQL, DMY'")
    assert not verify().faults


def test_a_deleted_entry_is_found(ids: list[int], behind: Behind) -> None:
    behind(f"DELETE FROM audit_entry WHERE id = {ids[0]}")
    assert verify().faults == (f"Entry {ids[0]} (position 1) was deleted.",)


def test_an_entry_deleted_with_its_link_is_found(ids: list[int], behind: Behind) -> None:
    behind(f"DELETE FROM audit_entry WHERE id = {ids[1]}; DELETE FROM audit_link WHERE entry_id = {ids[1]}")
    assert verify().faults == ("Positions 2 to 2 are missing from the chain.",)


def test_the_first_entry_deleted_with_its_link_is_found(ids: list[int], behind: Behind) -> None:
    behind(f"DELETE FROM audit_entry WHERE id = {ids[0]}; DELETE FROM audit_link WHERE entry_id = {ids[0]}")
    assert verify().faults == ("Positions 1 to 1 are missing from the chain.",)


def test_an_entry_put_in_past_the_chain_is_found(ids: list[int], behind: Behind) -> None:
    behind(
        "INSERT INTO audit_entry (id, actor_role, action, object_type, object_id, details) "
        "VALUES (999999, 'system', 'tests.forged', '', '', '{}')"
    )
    assert verify().faults == ("Entry 999999 was put in past the chain.",)


def test_two_entries_that_change_places_are_found(ids: list[int], behind: Behind) -> None:
    behind(
        f"UPDATE audit_link SET entry_id = -1 WHERE entry_id = {ids[0]};"
        f"UPDATE audit_link SET entry_id = {ids[0]} WHERE entry_id = {ids[1]};"
        f"UPDATE audit_link SET entry_id = {ids[1]} WHERE entry_id = -1"
    )
    assert len(verify().faults) == 2


def test_positions_that_change_places_are_found(ids: list[int], behind: Behind) -> None:
    behind(
        f"UPDATE audit_link SET position = NULL WHERE entry_id = {ids[0]};"
        f"UPDATE audit_link SET position = 1 WHERE entry_id = {ids[1]};"
        f"UPDATE audit_link SET position = 2 WHERE entry_id = {ids[0]}"
    )
    assert verify().faults


def test_a_cut_tail_is_found(ids: list[int], behind: Behind) -> None:
    behind(f"DELETE FROM audit_entry WHERE id > {ids[0]}; DELETE FROM audit_link WHERE entry_id > {ids[0]}")
    status, text = outcome()
    assert status == 1
    assert "The chain ends at position 1, but its head was at position 3" in text


def test_a_trail_of_which_nothing_is_left_is_found(ids: list[int], behind: Behind) -> None:
    behind("DELETE FROM audit_entry; DELETE FROM audit_link")
    assert "its head was at position 3" in verify().faults[0]


def test_a_missing_head_is_found(ids: list[int], behind: Behind) -> None:
    behind("DELETE FROM audit_head")
    assert verify().faults == ("The head of the chain was deleted.",)


WRITE_ANEW = """
DO $$
DECLARE
    link record;
    hash_now bytea := sha256('');
    place bigint := 0;
BEGIN
    FOR link IN SELECT l.entry_id, e::audit_entry AS entry FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id
                ORDER BY l.position LOOP
        place := place + 1;
        hash_now := audit_hash(hash_now, link.entry, place);
        UPDATE audit_link SET position = place, hash = hash_now WHERE entry_id = link.entry_id;
    END LOOP;
    UPDATE audit_head SET position = place, hash = hash_now;
END $$
"""


def test_a_chain_that_is_written_anew_from_end_to_end_does_not_fit_its_seal(ids: list[int], behind: Behind) -> None:
    seal()
    behind(f"UPDATE audit_entry SET action = 'tests.nothing' WHERE id = {ids[0]};{WRITE_ANEW}")
    assert verify().faults == ("The chain up to position 3 is not the one that was sealed.",)


def test_a_tail_that_is_cut_with_its_head_does_not_fit_its_seal(ids: list[int], behind: Behind) -> None:
    seal()
    behind(
        f"DELETE FROM audit_entry WHERE id = {ids[2]}; DELETE FROM audit_link WHERE entry_id = {ids[2]};{WRITE_ANEW}"
    )
    assert verify().faults == ("The chain up to position 3 is not the one that was sealed.",)


def test_a_seal_cannot_be_made_without_the_key(ids: list[int], behind: Behind) -> None:
    seal()
    behind(
        f"UPDATE audit_entry SET action = 'tests.nothing' WHERE id = {ids[0]};{WRITE_ANEW};"
        "UPDATE audit_seal SET hash = (SELECT hash FROM audit_head)"
    )
    assert verify().faults == ("The seal at position 3 was not made with this portal's SECRET_KEY.",)


def test_a_seal_outlives_a_change_of_the_key(ids: list[int]) -> None:
    seal()
    with override_settings(FORMER_SECRET_KEYS=(settings.SECRET_KEY,), SECRET_KEY="another-key-" + "y" * 40):
        assert not verify().faults
    assert Seal.objects.count() == 1


def test_a_long_list_of_faults_is_cut_short(behind: Behind) -> None:
    for _ in range(30):
        record(actor=None, action="tests.asked")
    connection.check_constraints()
    behind("UPDATE audit_entry SET action = 'tests.nothing'")
    _, text = outcome()
    assert text.count("was changed") == 20
    assert "There may be more." in text
