"""Is the audit trail as it was written? One pass over entries and links, then the seals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, Subquery

from portal.audit.models import Link, Seal
from portal.audit.seals import is_ours

FAULTS_SHOWN = 20

# Each link is judged against the stored hash before it, so no recursion is needed and one sort does.
# "before" is what the link in front says; for the first one, what an empty chain says.
FAULTS = """
WITH chain AS (
    SELECT entry.id, link.entry_id, link.position, link.hash,
           CASE WHEN link.position IS NOT NULL THEN lag(link.position, 1, 0::bigint) OVER w END AS position_before,
           audit_hash(lag(link.hash, 1, sha256('')) OVER w, entry, link.position) AS hash_due
    FROM audit_entry entry FULL JOIN audit_link link ON link.entry_id = entry.id
    WINDOW w AS (ORDER BY link.position)
), last AS (
    SELECT coalesce(max(position), 0) AS position,
           coalesce((SELECT hash FROM audit_link ORDER BY position DESC NULLS LAST LIMIT 1), sha256('')) AS hash
    FROM audit_link
)
SELECT 'skipped', position_before + 1, position - 1 FROM chain WHERE position > position_before + 1
UNION ALL
SELECT 'gone', entry_id, position FROM chain WHERE id IS NULL
UNION ALL
SELECT 'unchained', coalesce(id, entry_id), 0 FROM chain WHERE position IS NULL
UNION ALL
SELECT 'changed', id, position FROM chain
WHERE id IS NOT NULL AND position = position_before + 1 AND hash IS DISTINCT FROM hash_due
UNION ALL
SELECT 'headless', 0, 0 WHERE NOT EXISTS (SELECT FROM audit_head)
UNION ALL
SELECT 'cut', last.position, head.position FROM last, audit_head head
WHERE (last.position, last.hash) IS DISTINCT FROM (head.position, head.hash)
LIMIT %s
"""

SENTENCES = {
    "skipped": "Positions {} to {} are missing from the chain.",
    "gone": "Entry {} (position {}) was deleted.",
    "unchained": "Entry {} was put in past the chain.",
    "changed": "Entry {} (position {}) was changed, or stands in another place than it was written to.",
    "headless": "The head of the chain was deleted.",
    "cut": "The chain ends at position {}, but its head was at position {}: the end was cut off or written anew.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `faults` are sentences, at most 20 and one for each bad seal; none: the trail is unbroken."""

    entries: int
    sealed_position: int
    sealed_at: datetime | None
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Reads the whole trail and changes nothing. The caller's transaction must see all entries as committed."""
    newest = Seal.objects.order_by("-position").first()
    return Verdict(
        entries=Link.objects.count(),
        sealed_position=newest.position if newest else 0,
        sealed_at=newest.sealed_at if newest else None,
        faults=(*_faults_of_the_chain(), *_faults_of_the_seals()),
    )


def _faults_of_the_chain() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, [FAULTS_SHOWN])
        for fault, first, second in cursor.fetchall():
            yield SENTENCES[fault].format(first, second)


def _faults_of_the_seals() -> Iterator[str]:
    linked = Link.objects.filter(position=OuterRef("position")).values("hash")
    for seal in Seal.objects.annotate(linked_hash=Subquery(linked)).order_by("position"):
        if not is_ours(seal):
            yield f"The seal at position {seal.position} was not made with this portal's SECRET_KEY."
        elif seal.linked_hash is None or bytes(seal.linked_hash) != bytes(seal.hash):
            yield f"The chain up to position {seal.position} is not the one that was sealed."
