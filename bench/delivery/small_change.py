"""Ten people's changes in a large database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.delivery.made_up import person_ref, remittance, write_delivery
from bench.delivery.measuring import ROUNDS, take
from bench.delivery.ways import settle

MOST_SECONDS = 2.0
_PEOPLE = """
INSERT INTO people_person (public_id, person_ref, source, title, first_name, middle_names, last_name, known_as,
    previous_last_names, addresses, services, email, phone, caution, last_name_key, postcode_areas, content_hash)
SELECT gen_random_uuid(), 'P' || lpad(n::text, 7, '0'), 'ContrOCC', '', 'Mary', '', 'Bloggs' || n, '', '{}', '[]', '{}',
    '', '', false, 'bloggs', '{}', '' FROM generate_series(0, %s - 1) AS n
"""
_DOCUMENTS = """
INSERT INTO documents_document (public_id, document_ref, person_id, source, kind, issued_on, supersedes_ref, withdrawn,
    file_name, file_sha256, body, content_hash, delivered_at)
SELECT gen_random_uuid(), 'OLD-' || n, p.id, 'ContrOCC', 'remittance_advice', '2026-01-01', '', false, '', '',
    '{"net_pence": 0}', '', now() - interval '1 year'
FROM generate_series(%s, %s - 1) AS n JOIN people_person AS p ON p.person_ref = 'P' || lpad((n %% %s)::text, 7, '0')
"""
_AT_ONCE = 1_000_000


def small_change(folder: Path, people: int, documents: int) -> list[dict[str, Any]]:
    """How long a delivery takes of ten people, each with a new document and a payment that names an old one."""
    _fill(people, documents)
    seconds = []
    for number in range(ROUNDS):
        settle()
        seconds.append(take(_delivery(folder / f"change-{number}", number)).seconds)
    return [
        {
            "what": f"10 people's changes in {people:,} people and {documents:,} documents, s",
            "goal": f"≤ {MOST_SECONDS:g}",
            "measured": round(sorted(seconds)[len(seconds) // 2], 2),
            "range": [round(min(seconds), 2), round(max(seconds), 2)],
            "holds": max(seconds) <= MOST_SECONDS or ("unresolved" if min(seconds) <= MOST_SECONDS else False),
        }
    ]


def _fill(people: int, documents: int) -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person, documents_document, delivery_delivery CASCADE")
        cursor.execute(_PEOPLE, [people])
        cursor.execute("ANALYZE people_person")
        for first in range(0, documents, _AT_ONCE):
            cursor.execute(_DOCUMENTS, [first, min(first + _AT_ONCE, documents), people])
        cursor.execute("VACUUM ANALYZE people_person, documents_document")


def _delivery(path: Path, number: int) -> Path:
    """Other people each time; one of the documents replaces an old one."""
    chosen = range(number * 10, number * 10 + 10)
    rows = [
        {
            "person_ref": person_ref(one),
            "first_name": "Mary",
            "last_name": "Okafor",
            "addresses": [{"lines": ["4 Mill Lane"], "postcode": "WR5 2NP"}],
            "services": ["direct_payment"],
        }
        for one in chosen
    ]
    advices = [remittance(number * 10 + place, person=one, run=1) for place, one in enumerate(chosen)]
    advices[0]["document_ref"] = f"OLD-{chosen[0]}"
    payments = [
        {"payment_ref": f"Y{one}", "person_ref": person_ref(one), "status": "paid", "document_ref": f"OLD-{one}"}
        for one in chosen
    ]
    return write_delivery(
        path, delivery_id=path.name, sequence=10 + number, people=rows, documents=advices, payments=payments
    )
