"""Judges a staged delivery: what would become of each row, and whether a person has to look first."""

from dataclasses import dataclass

from django.db import connection
from psycopg.sql import SQL, Identifier

from portal.delivery.format.refusals import Refused
from portal.delivery.merging.references import mark_faults_between_rows
from portal.delivery.models import Delivery
from portal.delivery.reading.manifest import Manifest, ReadManifest
from portal.delivery.report import MOST_LISTED, Counts, Rejected
from portal.delivery.tables import PEOPLE, TABLES, Table

_COUNTS = """
SELECT count(*),
    count(*) FILTER (WHERE fault IS NULL AND NOT known),
    count(*) FILTER (WHERE fault IS NULL AND known AND changed),
    count(*) FILTER (WHERE fault IS NULL AND known AND NOT changed),
    count(*) FILTER (WHERE fault IS NOT NULL)
FROM {staged}
"""
_REJECTED = "SELECT line, key, fault FROM {staged} WHERE fault IS NOT NULL ORDER BY line LIMIT {most}"
# Those who came with this delivery are written already: they were not held before it.
_VANISHING = """
SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM staged_people AS s WHERE s.key = t.person_ref)), count(*)
FROM people_person AS t WHERE t.source = %s AND t.no_longer_held_since IS NULL
AND NOT EXISTS (SELECT FROM staged_people AS s WHERE s.key = t.person_ref AND NOT s.known)
"""


@dataclass(frozen=True)
class Judgement:
    """What taking the delivery gives; `hold` says why a person has to look first, "" if nobody has to."""

    counts: dict[str, Counts]
    rejected: list[Rejected]
    hold: str


def already_taken(delivery: ReadManifest) -> Delivery | None:
    """The delivery as it was taken before, if it was. Raises Refused for an id or sequence that is used up."""
    manifest = delivery.manifest
    same = Delivery.objects.taken().filter(delivery_id=manifest.delivery_id).first()
    if same and same.manifest_sha256 == delivery.sha256:
        return same
    if same:
        raise Refused(
            f"delivery_id: found {manifest.delivery_id}, which was taken before with another manifest.json; "
            "expected an id that was never used"
        )
    last = Delivery.objects.last_sequence(manifest.source)
    if manifest.sequence <= last:
        raise Refused(f"sequence is {manifest.sequence}, expected more than {last}, the last taken from this source")
    return None


def judge(manifest: Manifest) -> Judgement:
    """Judges the staged rows."""
    mark_faults_between_rows()
    present = [table for table in TABLES if manifest.file(table.file)]
    counts = {table.file: _counts(table) for table in present}
    reasons = [reason for file, count in counts.items() if (reason := _too_many_rejected(file, count))]
    if manifest.scope == "full" and (reason := _too_many_vanish(manifest)):
        reasons.append(reason)
    rejected = [row for table in present for row in _rejected(table)]
    return Judgement(counts, rejected[:MOST_LISTED], "; ".join(reasons))


def changed(table: Table) -> SQL:
    """The condition under which a known row is changed; held ones also when they come back, or from another source."""
    if table.held:
        return SQL("(t.content_hash <> s.content_hash OR t.no_longer_held_since IS NOT NULL OR t.source <> %(source)s)")
    return SQL("(t.content_hash <> s.content_hash)")


def _counts(table: Table) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(SQL(_COUNTS).format(staged=Identifier(table.staged)))
        return Counts(*cursor.fetchone())


def _rejected(table: Table) -> list[Rejected]:
    statement = SQL(_REJECTED).format(staged=Identifier(table.staged), most=MOST_LISTED)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [Rejected(table.file, line, key, fault) for line, key, fault in cursor.fetchall()]


def _too_many_rejected(file: str, counts: Counts) -> str:
    if counts.read >= 20 and counts.rejected * 20 > counts.read:
        return f"{file}: {counts.rejected} of {counts.read} rows are rejected, which is more than 5 %"
    return ""


def _too_many_vanish(manifest: Manifest) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_VANISHING, [manifest.source])
        vanishing, held = cursor.fetchone()
    if vanishing * 5 > held:
        return f"{PEOPLE.file}: {vanishing} of {held} people would vanish, which is more than 20 %"
    return ""
