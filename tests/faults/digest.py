"""What is in the portal, in words that do not differ from one run to another: its tables and its stored files."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.server import Server

# Tables that are no part of what a delivery gives, and why.
LEFT_OUT = {
    "audit_head": "the end of the chain, made of this run's moments",
    "audit_link": "hashes of entries with their moments",
    "audit_seal": "written when a job gets to it",
    "auth_permission": "Django's own",
    "delivery_apicount": "how often somebody asked in this minute",
    "delivery_attempt": "one for each time a delivery was handed in: a fault makes another",
    "django_content_type": "Django's own",
    "django_migrations": "Django's own",
    "procrastinate_events": "when jobs were enqueued",
    "procrastinate_periodic_defers": "what the clock had the worker do",
    "procrastinate_workers": "which workers run",
}
# Columns that differ from run to run, besides serial numbers and random ids. Of a moment counts only whether it is set.
LEFT_OUT_COLUMNS = {
    "audit_entry": ["object_id"],  # a serial number
    "delivery_apikey": ["last_used_at"],
    "delivery_delivery": ["seconds"],
    "emails_email": ["sealed_context", "once"],  # sealed afresh each time; names the day
    "procrastinate_jobs": ["args", "lock", "queueing_lock", "attempts", "worker"],  # ids, and what workers did
}
SERIAL_OR_RANDOM = ["id", "public_id"]
# A held delivery that comes again is judged again, and what was cut off is sent again: the trail says so each time.
ROWS = {"audit_entry": "t.action NOT IN ('delivery.held', 'delivery.handed_in')"}
# How rows that a delivery makes are named by those that refer to them.
NATURAL_KEYS = {
    "delivery_delivery": "delivery_id",
    "documents_document": "document_ref",
    "people_person": "person_ref",
    "people_representative": "representative_ref",
}
# References PostgreSQL knows nothing of.
LOOSE_REFERENCES = {("audit_entry", "person_id"): "people_person", ("people_matchkey", "person_id"): "people_person"}
SAME_EVERY_TIME = {
    ("delivery_delivery", "vanishing"): "t.vanishing -> 'number'",  # and serial numbers of some of them
    ("documents_earliercontent", "content"): "t.content - ARRAY['delivered_at', 'replaced_at']",
}

_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, NULL), f.relname
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]
LEFT JOIN pg_class AS f ON f.oid = k.confrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum
"""
_STORED = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})\.pdf")


@dataclass(frozen=True)
class Tables:
    """All rows of all tables that count, as words; two runs that ended in the same have the same."""

    rows: Counter[str]

    def difference_to(self, other: "Tables", most: int = 12) -> str:
        """Rows only here (+) and only there (-)."""
        here, there = self.rows - other.rows, other.rows - self.rows
        lines = [f"+ {row}" for row in sorted(here.elements())] + [f"- {row}" for row in sorted(there.elements())]
        more = [f"… and {len(lines) - most} rows more"] if len(lines) > most else []
        return "\n".join(lines[:most] + more)


@dataclass(frozen=True)
class Files:
    """The document store: whole documents by name, and names that are no document or hold other content."""

    documents: frozenset[str]
    damaged: frozenset[str]
    unfinished: frozenset[str] = field(compare=False)


class TableReader:
    """Reads the tables of the portal's databases on `server`, all in one statement and so at one moment."""

    def __init__(self, server: Server, database: str) -> None:
        self._server = server
        columns: dict[str, list[tuple[str, str, str]]] = {}
        for table, *column in server.sql(_COLUMNS, database=database):
            columns.setdefault(table, []).append((column[0], column[1], column[2]))
        assert set(LEFT_OUT) <= set(columns), f"no such tables: {set(LEFT_OUT) - set(columns)}"
        parts = [_statement(table, columns[table]) for table in columns if table not in LEFT_OUT]
        self._statement = " UNION ALL ".join(parts)

    def read(self, database: str) -> Tables:
        rows = self._server.sql(self._statement.encode(), database=database)
        return Tables(Counter(f"{table} {row}" for table, row in rows))


def _statement(table: str, columns: list[tuple[str, str, str]]) -> str:
    names = [name for name, _, _ in columns]
    left_out = [name for name in SERIAL_OR_RANDOM + LEFT_OUT_COLUMNS.get(table, []) if name in names]
    if table == "access_grant":
        left_out.remove("id")  # No delivery makes a grant: which one has ended is to be seen.
    others = [f"'{name}', {words}" for name, kind, target in columns if (words := _words(table, name, kind, target))]
    kept = f"to_jsonb(t) - ARRAY[{', '.join(map(repr, left_out))}]::text[]"
    row = f"{kept} || jsonb_build_object({', '.join(others)})"
    return f"SELECT '{table}', ({row})::text FROM \"{table}\" AS t WHERE {ROWS.get(table, 'true')}"


def _words(table: str, column: str, kind: str, target: str | None) -> str:
    """What stands for a column that has other words than its own."""
    target = target or LOOSE_REFERENCES.get((table, column))
    if column in LEFT_OUT_COLUMNS.get(table, []):
        return ""
    if target in NATURAL_KEYS:
        return f"(SELECT o.{NATURAL_KEYS[target]} FROM {target} AS o WHERE o.id = t.{column})"
    if kind == "timestamp with time zone":
        return f"t.{column} IS NOT NULL"
    return SAME_EVERY_TIME.get((table, column), "")


def stored_files(store: Path) -> Files:
    """What lies in the document store."""
    found: dict[str, set[str]] = {"documents": set(), "damaged": set(), "unfinished": set()}
    for path in store.rglob("*"):
        if path.is_file():
            name = path.relative_to(store).as_posix()
            found[_kind(path, name)].add(name)
    return Files(**{kind: frozenset(names) for kind, names in found.items()})


def _kind(path: Path, name: str) -> str:
    match = _STORED.fullmatch(name)
    if not match:
        return "unfinished"
    return "documents" if hashlib.sha256(path.read_bytes()).hexdigest() == match[2] else "damaged"
