"""C4: the strings of the line dictionary."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from portal.design.formats import day, money
from portal.documents import bodies
from portal.documents.explaining.dictionary import Dictionary, Entry
from portal.documents.explaining.sentences import ALWAYS, SOMETIMES
from portal.documents.explaining.voice import Reader
from portal.documents.line_codes import UnknownCode
from portal.documents.models import Document, LineExplanation
from portal.documents.presenters import remittance

ANY = "any"
TYPES = {ANY: "Any type"} | remittance.TYPES
DIRECTIONS = {ANY: "Always", "added": "When it is added", "taken_off": "When it is taken off"}
UNKNOWN_HEAD = ("Code", "When", "Lines", "Newest document")
PREVIEW_HEAD = ("Line", "Amount", "What the person reads")


@dataclass(frozen=True, slots=True)
class Row:
    """One explanation in the list."""

    name: str
    when: str
    title: str
    sentences: tuple[str, ...]
    changed: str
    href: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code nobody has explained, and where to explain it."""

    cells: tuple[str, ...]
    href: str
    code: str


@dataclass(frozen=True, slots=True)
class Preview:
    """How lines of a past document would be explained; `sentence` says of which one, or why there is none."""

    sentence: str
    rows: tuple[tuple[str, ...], ...]


def row(explanation: LineExplanation) -> Row:
    """What one entry says, and who changed it when."""
    return Row(
        name=name_of(explanation),
        when=DIRECTIONS[explanation.direction or ANY],
        title=explanation.title,
        sentences=tuple(explanation.explanation.splitlines()),
        changed=day(explanation.changed_at) if explanation.changed_at else "As the portal brought it",
        href=reverse("casework:line", args=[explanation.pk]),
    )


def name_of(explanation: LineExplanation) -> str:
    """E.g. "‘PY’" or "Direct payment": what it explains."""
    return f"‘{explanation.code}’" if explanation.code else TYPES[explanation.type or ANY]


def unknown(found: Iterable[UnknownCode]) -> list[Unknown]:
    """The codes that wait for somebody to explain them."""
    return [
        Unknown(
            cells=(f"‘{one.code}’", DIRECTIONS[one.direction], f"{one.lines:,}", day(one.newest)),
            href=f"{reverse('casework:line-new')}?{urlencode({'code': one.code, 'direction': one.direction})}",
            code=one.code,
        )
        for one in found
    ]


def preview(entry: Entry, document: Document | None) -> Preview:
    """The document's lines that this entry would explain, as the person themselves would read them."""
    if document is None:
        return Preview("No past document has such a line.", ())
    facts = bodies.read(document.body, bodies.RemittanceBody)
    said = Dictionary((entry,)).explain(facts, ref=document.document_ref, reader=Reader(own=True, first_name=""))
    rows = tuple(
        (f"{one.line.line} {one.line.code}", money(one.line.amount_pence), f"{one.title}. {one.sentence}")
        for one in said
        if one.known
    )
    if not rows:
        return Preview(f"Document {document.document_ref} has no such line.", ())
    return Preview(f"As it would read in document {document.document_ref}:", rows)


def values() -> str:
    """What may stand in braces."""
    return ", ".join(f"{{{name}}}" for name in (*ALWAYS, *SOMETIMES))
