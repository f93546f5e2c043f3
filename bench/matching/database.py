"""A throwaway database with the portal's own tables, filled by COPY."""

import json
from collections.abc import Iterable
from itertools import islice

from django.core.management import call_command
from django.db import connection

from bench.matching.households import Address, Somebody
from portal.matching.keys import KEY_RULE, keys_of
from portal.matching.records import Address as Place
from portal.matching.records import PersonOnFile
from portal.people.keys import last_name_key

_COLUMNS = (
    "public_id", "person_ref", "source", "title", "first_name", "middle_names", "last_name", "known_as",
    "previous_last_names", "date_of_birth", "email", "phone", "addresses", "services", "caution", "last_name_key",
    "postcode_areas", "match_keys", "key_rule", "content_hash",
)  # fmt: skip
_EQUAL = """
CREATE INDEX bench_equal ON people_person (last_name_key, date_of_birth);
"""
_ARRAYS = "CREATE INDEX bench_arrays ON people_person USING gin (match_keys) WITH (fastupdate = off)"
# As a migration does it: all at once in the order of the index.
_ROWS = """
INSERT INTO people_matchkey (key, person_id) SELECT unnest(match_keys) AS key, id FROM people_person ORDER BY key
"""


def fill(people: Iterable[Somebody]) -> None:
    """Migrates an empty database and copies the people in; their rows of keys are written at the end."""
    call_command("migrate", verbosity=0)
    people = iter(people)
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE people_person, people_matchkey CASCADE; ALTER TABLE people_person DISABLE TRIGGER keys_of_new"
        )
        while some := list(islice(people, 20_000)):
            with cursor.copy(f"COPY people_person ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
                for who in some:
                    copy.write_row(_row(who))
        cursor.execute("ALTER TABLE people_person ENABLE TRIGGER keys_of_new")
        cursor.execute(_ROWS)
        cursor.execute("VACUUM ANALYZE people_person, people_matchkey")


def add_alternatives() -> None:
    """The indexes of the ways we did not take."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("DROP INDEX IF EXISTS bench_arrays, bench_equal")
        cursor.execute(_ARRAYS)
        cursor.execute(_EQUAL)
        cursor.execute("ANALYZE people_person")


def sizes() -> dict[str, int]:
    """Bytes of what each way needs beside the people themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size('bench_arrays'), pg_total_relation_size('people_matchkey'),"
            " (SELECT sum(pg_column_size(match_keys)) FROM people_person)"
        )
        index, rows, column = cursor.fetchone()
    return {"GIN array": index + column, "B-tree key rows": rows + column}


def _row(who: Somebody) -> tuple[object, ...]:
    addresses = [_address(who.address)] + ([_address(who.earlier, to="2019-05-31")] if who.earlier else [])
    return (
        f"00000000-0000-0000-0000-{who.number:012}", who.ref, "bench", "", who.first, who.middle, who.last,
        who.known_as, who.previous, who.born, "", "", json.dumps(addresses), ["direct_payment"], False,
        last_name_key(who.last), [], keys_of(on_file(who)), KEY_RULE, who.ref.encode(),
    )  # fmt: skip


def on_file(who: Somebody) -> PersonOnFile:
    """Somebody as the engine sees them."""
    places = [Place(tuple(who.address.lines), who.address.postcode, who.address.uprn)]
    if who.earlier:
        places.append(Place(tuple(who.earlier.lines), who.earlier.postcode, who.earlier.uprn, is_current=False))
    return PersonOnFile(
        0, who.ref, who.first, who.last, who.born, who.middle, who.known_as, tuple(who.previous), tuple(places)
    )


def _address(address: Address, to: str = "") -> dict[str, object]:
    held: dict[str, object] = {"lines": address.lines, "postcode": address.postcode, "uprn": address.uprn}
    return held | ({"to": to} if to else {})
