"""A council after four years: a million people, a hundred thousand requests, and what hangs on them.

All of it is made in the database by arithmetic from a row's number, so two runs have the same rows.
"""

from typing import Final

from django.core.management import call_command

from bench.queue.made_up import FUNCTIONS, one_of, when
from bench.queue.rows import insert, run
from portal.access.models import AccessRequest, Assessment, Evidence, Grant, Question
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.emails.models import Email
from portal.people.models import Person
from portal.uploads.models import Upload

# The last requests are open: in second check, waiting for the requester, and to do.
OPEN, PAUSED, TO_DO = 2_000, 1_900, 1_500
STAFF: Final = 12
EVERY: Final = "20 minutes"  # a request comes in
BORN: Final = "date '1930-01-01' + ((n{}) % 25000)::int"
FIELDS: Final = ("first_name", "last_name", "date_of_birth", "place", "known_as", "person_ref")
COUNTED: Final = (
    "documents.listed",
    "documents.opened",
    "documents.downloaded",
    "accounts.details_told",
    "accounts.registered",
)


def fill(people: int, requests: int) -> None:
    """Migrates an empty database and fills it. Constraints and the audit trail's chain are left out while it does."""
    call_command("migrate", verbosity=0)
    run("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    run(FUNCTIONS)
    _people(people)
    _accounts(requests)
    _requests(requests, people)
    run(
        "CREATE TEMP TABLE numbered AS SELECT *, row_number() OVER (ORDER BY sent_at) AS n FROM access_accessrequest;"
        "ANALYZE numbered"
    )
    _around_requests()
    _trail(requests)
    _emails(3 * requests)
    run("SET session_replication_role = DEFAULT")
    run("VACUUM ANALYZE")


def _people(number: int) -> None:
    address = (
        "jsonb_build_object('lines', jsonb_build_array((n % 90 + 1) || ' Orchard Lane'), 'town', 'Westmere',"
        " 'postcode', postcode(n), 'uprn', (100000000000 + n / 2)::text)"
    )
    others = "SELECT ((n::bigint * 7919 + k * 104729) % 40000000)::int FROM generate_series(1, 18) k"
    columns = {
        "public_id": "gen_random_uuid()",
        "person_ref": "'P' || n",
        "source": "'bench'",
        "first_name": "first(n)",
        "last_name": "last(n)",
        "last_name_key": "lower(last(n))",
        "date_of_birth": BORN.format(""),
        "addresses": f"jsonb_build_array({address})",
        "match_keys": f"ARRAY[key('p' || postcode(n)), key('rP' || n)] || ARRAY({others})",
        "key_rule": "1",
        "postcode_areas": "'{WR}'",
    }
    insert(Person, columns, f"generate_series(1, {number}) n")
    run(
        "INSERT INTO people_matchkey (key, person_id) SELECT unnest(match_keys) AS key, id FROM people_person"
        " ORDER BY key ON CONFLICT DO NOTHING"
    )


def _accounts(requests: int) -> None:
    """The first are staff: viewers, reviewers and senior reviewers."""
    staff = "CASE WHEN n > 9 THEN 'senior_reviewer' WHEN n > 2 THEN 'reviewer' ELSE 'viewer' END"
    columns = {
        "id": "n",
        "first_name": "first(n)",
        "last_name": "last(n)",
        "postcode": "postcode(n)",
        "town": "'Westmere'",
        "email": "lower(first(n) || '.' || last(n)) || n || '@example.com'",
        "registered_at": "now() - (n % 1400) * interval '1 day'",
        "is_active": "true",
        "staff_role": when(f"n <= {STAFF}", staff),
    }
    insert(Account, columns, f"generate_series(1, {_accounts_for(requests)}) n")


def _accounts_for(requests: int) -> int:
    return requests * 8 // 10


def _requests(number: int, people: int) -> None:
    """Each fifth is for somebody else."""
    acting, account = "n % 5 = 0", f"({STAFF + 1} + n % {_accounts_for(number) - STAFF - 1})"
    sent = f"now() - ({number} - n) * interval '{EVERY}'"
    decided = when(f"n <= {number - OPEN} AND n % 33 > 0", f"{sent} + (n % 50) * interval '1 hour'", "NULL")
    status = _status(number)
    columns = {
        "account_id": account,
        "status": status,
        "version": "1",
        "made_for": when(acting, "'someone_else'", "'myself'"),
        "role": when(acting, one_of("power_of_attorney deputy dwp_appointee", "n / 5")),
        "own_first_name": "first(n)",
        "own_last_name": "last(n)",
        "own_postcode": "postcode(n)",
        "own_date_of_birth": BORN.format(""),
        "own_address_lines": "ARRAY[(n % 90 + 1) || ' Orchard Lane']",
        "person_first_name": when(acting, "first(n + 7)"),
        "person_last_name": when(acting, "last(n + 7)"),
        "person_date_of_birth": when(acting, BORN.format(" + 7"), "NULL"),
        "person_postcode": when(acting, "postcode(n + 7)"),
        "reference": f"left(first(n), 1) || '_' || last(n) || '_' || {account} || '_' || n",
        "search_keys": f"(search_keys(n) || {when(acting, 'search_keys(n + 7)')})::tsvector",
        "sent_at": sent,
        "promised_by": f"{sent} + interval '1 day'",
        "decided_at": decided,
        "paused_at": when(f"({status}) = 'info_needed'", "now()", "NULL"),
        "decided_by_id": when(f"({decided}) IS NOT NULL", "3 + n % 10", "NULL"),
        "claimed_by_id": when(f"({status}) <> 'submitted'", "3 + n % 10", "NULL"),
        "person_id": when(f"({status}) = 'approved'", f"n % {people} + 1", "NULL"),
        "reject_reason": when(f"({status}) = 'rejected'", one_of("evidence duplicate role_has_ended", "n / 4")),
        "match_band": one_of("exact exact exact likely unclear none", "n"),
        "match_weight": "n % 30",
        "flagged": "n % 97 = 0",
    }
    insert(AccessRequest, columns, f"generate_series(1, {number}) n")


def _status(number: int) -> str:
    """The newest wait for the finance team, those before them for somebody else, all others are decided."""
    to_do = when("n % 3 = 0", "'in_review'", "'submitted'")
    return (
        f"CASE WHEN n > {number - TO_DO} THEN {to_do}"
        f" WHEN n > {number - PAUSED} THEN 'info_needed' WHEN n > {number - OPEN} THEN 'second_check'"
        " WHEN n % 33 = 0 THEN 'withdrawn' WHEN n % 4 = 0 THEN 'rejected' ELSE 'approved' END"
    )


def _around_requests() -> None:
    """Assessments of all, evidence for each fourth, a question for each twelfth, grants for what was approved."""
    fields = ", ".join(f"'{name}', jsonb_build_object('level', 'same', 'words', '')" for name in FIELDS)
    candidate = (
        "jsonb_build_object('person_id', n, 'person_ref', 'P' || n, 'tier', 'strong', 'weight', n % 30,"
        f" 'representative', NULL, 'fields', jsonb_build_object({fields}))"
    )
    assessed = {"request_id": "id", "rule_version": "'1'", "candidates": f"jsonb_build_array({candidate})"}
    insert(Assessment, assessed, "numbered")
    insert(
        Upload,
        {"id": "id", "name": "'letter.pdf'", "kind": "'pdf'", "state": "'clean'"},
        "numbered WHERE n % 4 = 0",
    )
    insert(Evidence, {"request_id": "id", "upload_id": "id"}, "numbered WHERE n % 4 = 0")
    asked = {
        "request_id": "id",
        "asked_by_id": "3",
        "text": "'Which address?'",
        "asked_at": "sent_at + interval '1 hour'",
        "answered_at": when("status <> 'info_needed'", "sent_at + interval '5 hours'", "NULL"),
    }
    insert(Question, asked, "numbered WHERE n % 12 = 0")
    granted = {
        "account_id": "account_id",
        "person_id": "person_id",
        "role": "role",
        "request_id": "id",
        "kinds": "'{remittance_advice}'",
        "starts_on": "decided_at::date",
    }
    insert(Grant, granted, "numbered WHERE status = 'approved'")


def _trail(requests: int) -> None:
    """Three entries on each request, and as many looks at documents and steps of registering as requests."""
    entry = {"person_id": "n", "details": "'{}'"}
    for action in ("request_sent", "request_claimed", "request_approved"):
        acted = {
            "at": "sent_at + interval '1 hour'",
            "actor_id": "3 + n % 10",
            "actor_role": "'reviewer'",
            "action": f"'access.{action}'",
            "object_type": "'accessrequest'",
            "object_id": "id::text",
        }
        insert(Entry, entry | acted, "numbered")
    for action in COUNTED:
        looked = {
            "at": f"now() - n * interval '{EVERY}'",
            "actor_id": f"{STAFF + 1} + n % 50000",
            "actor_role": "'citizen'",
            "action": f"'{action}'",
            "object_type": "'document'",
            "object_id": "n::text",
        }
        insert(Entry, entry | looked, f"generate_series(1, {requests}) n")


def _emails(number: int) -> None:
    columns = {
        "public_id": "gen_random_uuid()",
        "template": "'request_received'",
        "status": "'sent'",
        "account_id": f"{STAFF + 1} + n % 50000",
        "owed_at": f"now() - ({number} - n) * interval '7 minutes'",
        "sent_at": "now()",
        "to": "'somebody@example.com'",
    }
    insert(Email, columns, f"generate_series(1, {number}) n")
