"""D1: the rows of the list, by tax year and type, and the filters in force."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from portal.council.identity import DocumentKind
from portal.design.formats import day
from portal.documents import hrefs, tax_years
from portal.documents.entrance import Shown
from portal.documents.explaining.figures import possessive
from portal.documents.forms import Choices
from portal.documents.models import Document
from portal.documents.paging import without_place
from portal.documents.presenters.words import amount_line, label, list_title


@dataclass(frozen=True, slots=True)
class Row:
    """One document in the list."""

    title: str
    href: str
    amount: str
    is_new: bool
    file_href: str
    file_bytes: int
    replaced: str
    newer_href: str


@dataclass(frozen=True, slots=True)
class Section:
    """Documents of one type; the heading is "" when the tax year has no other."""

    heading: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class TaxYear:
    """Documents issued in one tax year."""

    heading: str
    sections: list[Section]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the address of the list without it."""

    text: str
    href: str


def heading(shown: Shown) -> str:
    """E.g. "Your documents" or "Mary Bloggs’s documents"."""
    return "Your documents" if shown.own else f"{possessive(shown.person.name)} documents"


def result_line(count: int) -> str:
    """E.g. "24 documents"."""
    return f"{count:,} document{'' if count == 1 else 's'}"


def gone_line(count: int) -> str:
    """What is said of documents that disappeared; "" when none did."""
    if not count:
        return ""
    were, they = ("was", "It is") if count == 1 else ("were", "They are")
    return f"{result_line(count)} {were} withdrawn in the last 90 days. {they} no longer in this list."


def tax_years_of(documents: Iterable[Document]) -> list[TaxYear]:
    """The documents, newest first, under their headings."""
    years = groupby(documents, key=lambda document: tax_years.tax_year(document.issued_on))
    return [TaxYear(f"Tax year {tax_years.words(year)}", _sections(list(found))) for year, found in years]


def _sections(documents: list[Document]) -> list[Section]:
    by_kind = {kind: [one for one in documents if one.kind == kind] for kind in DocumentKind}
    there = {kind: found for kind, found in by_kind.items() if found}
    return [
        Section(label(kind) if len(there) > 1 else "", [row(document) for document in found])
        for kind, found in there.items()
    ]


def row(document: Document) -> Row:
    """`document`: one of a page of the list."""
    newer_id, newer_on = document.newer_id, document.newer_on  # type: ignore[attr-defined]  # by marked_replaced_for
    return Row(
        title=list_title(document),
        href=hrefs.document(document.public_id),
        amount=amount_line(document) or f"Issued {day(document.issued_on)}",
        is_new=document.is_new,  # type: ignore[attr-defined]  # annotated by marked_new_for
        file_href=hrefs.file(document.public_id) if document.file_sha256 else "",
        file_bytes=document.file_bytes or 0,
        replaced=f"Replaced on {day(newer_on)}" if newer_on else "",
        newer_href=hrefs.document(newer_id) if newer_id else "",
    )


def chosen(choices: Choices, query: QueryDict) -> list[Chosen]:
    """The filters in force, each with the way to take it off."""
    return [Chosen(text, _without(query, name, value)) for text, name, value in _in_force(choices)]


def _in_force(choices: Choices) -> Iterator[tuple[str, str, str]]:
    for kind in choices.kinds:
        yield label(kind), "type", kind
    if choices.tax_year is not None:
        yield f"Tax year {tax_years.words(choices.tax_year)}", "tax_year", ""
    if choices.first_day:
        yield f"Issued from {day(choices.first_day)}", "from_date", ""
    if choices.last_day:
        yield f"Issued to {day(choices.last_day)}", "to_date", ""
    if choices.not_opened:
        yield "Not opened yet", "not_opened", ""


def _without(query: QueryDict, name: str, value: str) -> str:
    left = without_place(query)
    if value:
        left.setlist(name, [one for one in left.getlist(name) if one != value])
    else:
        for key in [key for key in left if key == name or key.startswith(f"{name}_")]:
            del left[key]
    return f"?{left.urlencode()}"
