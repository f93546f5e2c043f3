"""Which codes nobody has explained yet, and which documents have lines of a kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from portal.council.identity import DocumentKind
from portal.documents.bodies import RemittanceLine
from portal.documents.explaining.dictionary import Dictionary, Entry
from portal.documents.models import Document

# Lines of every other type are explained by their type. The condition is that of the index document_with_other_lines.
UNEXPLAINED = """
    SELECT line->>'code', (line->>'amount_pence')::bigint < 0, count(*), max(document.issued_on)
    FROM documents_document document CROSS JOIN jsonb_array_elements(document.body->'lines') line
    WHERE document.body @> '{"lines": [{"type": "other"}]}' AND NOT document.withdrawn AND line->>'type' = 'other'
    GROUP BY 1, 2 ORDER BY 3 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code without explanation: how many lines have it, and when the newest document with one was issued."""

    code: str
    direction: str
    lines: int
    newest: date


def unknown_codes(dictionary: Dictionary) -> list[UnknownCode]:
    """Those the dictionary does not know, the most frequent first. One statement, over documents with such lines."""
    found: dict[tuple[str, str], UnknownCode] = {}
    for one in _codes(dictionary):
        key = (one.code.casefold(), one.direction)
        before = found.get(key)
        found[key] = replace(before, lines=before.lines + one.lines) if before else one
    return sorted(found.values(), key=lambda one: (-one.lines, one.code))


def _codes(dictionary: Dictionary) -> Iterator[UnknownCode]:
    with connection.cursor() as cursor:
        cursor.execute(UNEXPLAINED)
        rows = cursor.fetchall()
    for code, taken_off, count, newest in rows:
        line = RemittanceLine(line=1, code=code, type="other", amount_pence=-1 if taken_off else 1)
        if dictionary.find(line) is None:
            yield UnknownCode(code, "taken_off" if taken_off else "added", count, newest)


def document_with(entry: Entry, reference: str = "") -> Document | None:
    """A past advice with a line that this entry may explain: the one with this reference, or the newest one."""
    advices = Document.objects.of_kinds([DocumentKind.REMITTANCE_ADVICE]).filter(withdrawn=False).with_facts()
    if reference:
        return advices.filter(document_ref=reference).first()
    line = {name: value for name, value in (("code", entry.code), ("type", entry.type)) if value}
    return advices.filter(body__contains={"lines": [line]}).order_by("-id").first()
