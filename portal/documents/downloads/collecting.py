"""D6: all documents of a person that an account may see, as the files of one ZIP, with an index."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from django.db.models import Count, Sum
from django.template.loader import render_to_string
from django.utils import timezone
from typst import TypstError

from portal.accounts.models import Account
from portal.council.identity import council
from portal.design.formats import day
from portal.documents.beside import read_beside
from portal.documents.downloads.explained import explained_pdf
from portal.documents.downloads.list_csv import comes_to
from portal.documents.downloads.spreadsheets import csv_text, pounds
from portal.documents.downloads.zip_stream import ZipMember, zip_stream
from portal.documents.files import DamagedFile, download_name, open_issued
from portal.documents.models import Document
from portal.documents.presenters.words import amount_line, label, list_title
from portal.people.models import Person

logger = logging.getLogger(__name__)

LARGEST_AT_ONCE = 200_000_000  # bytes (screens D6)
OWN_PDF_BYTES = 40_000  # about what the portal's own PDF of a document has
AT_A_TIME = 50
INDEX_HEAD = ("File", "Document", "Type", "Issued on", "What it comes to", "Amount in pounds", "Reference", "Made by")
NOT_ADDED = "We could not add this file. Ask us for it"


@dataclass(frozen=True, slots=True)
class Size:
    """How many documents, and about how many bytes they have."""

    documents: int
    size: int

    @property
    def is_large(self) -> bool:
        """Whether it has to be made ready first."""
        return self.size > LARGEST_AT_ONCE


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the index. `file` is "" when the document could not be added."""

    file: str
    title: str
    kind: str
    issued_on: date
    comes_to: str
    pence: int | None
    amount: str
    reference: str
    made_by: str


@dataclass(slots=True)
class Collection:
    """The files of one ZIP. The documents are read in batches, and asked for anew: a grant that ends ends them."""

    account: Account
    person: Person
    own: bool
    documents: Sequence[int]
    _listed: list[Listed] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def members(self) -> Iterator[ZipMember]:
        """The documents, newest first, then the index: it says which of them could not be added."""
        for document in self._documents():
            member = self._member(document)
            if member:
                yield member
        today = timezone.localdate()
        yield ZipMember("index.html", today, [self._index_page().encode()])
        yield ZipMember("index.csv", today, [self._index_csv().encode()])

    def zip(self) -> Iterator[bytes]:
        """The ZIP, piece by piece."""
        return zip_stream(self.members())

    def _documents(self) -> Iterator[Document]:
        visible = Document.objects.visible_to(self.account).about(self.person).for_list()
        for start in range(0, len(self.documents), AT_A_TIME):
            yield from visible.filter(pk__in=self.documents[start : start + AT_A_TIME])

    def _member(self, document: Document) -> ZipMember | None:
        try:
            pieces, made_by = self._content(document)
        except (DamagedFile, FileNotFoundError, TypstError):
            logger.exception("document %s could not be added to a ZIP", document.pk)
            self._listed.append(_listed(document, "", NOT_ADDED))
            return None
        name = self._free_name(download_name(document))
        self._listed.append(_listed(document, name, made_by))
        return ZipMember(name, document.issued_on, pieces)

    def _content(self, document: Document) -> tuple[Iterator[bytes], str]:
        if document.file_sha256:
            return _pieces_of_issued(document), f"{council().name} (the official record)"
        return iter(
            [explained_pdf(document, own=self.own, beside=read_beside(document, self.account))]
        ), "Client Finance Portal (no PDF was issued)"

    def _free_name(self, wanted: str) -> str:
        """No two files have one name, also where capitals and small letters are the same."""
        path, name, count = PurePath(wanted), wanted, 1
        while name.casefold() in self._names:
            count += 1
            name = f"{path.stem}_{count}{path.suffix}"
        self._names.add(name.casefold())
        return name

    def _index_page(self) -> str:
        context = {"person": self.person, "own": self.own, "rows": self._listed, "made_on": day(timezone.localdate())}
        return render_to_string("documents/zip_index.html", context)

    def _index_csv(self) -> str:
        rows = [
            (
                row.file, row.title, row.kind, row.issued_on, row.comes_to,
                None if row.pence is None else pounds(row.pence), row.reference, row.made_by,
            )
            for row in self._listed
        ]  # fmt: skip
        return csv_text(INDEX_HEAD, rows)


def size_of(account: Account, person: Person) -> Size:
    """How much there is to download."""
    visible = Document.objects.visible_to(account).about(person)
    found = visible.aggregate(documents=Count("pk"), issued=Count("file_bytes"), size=Sum("file_bytes"))
    own_made = found["documents"] - found["issued"]
    return Size(found["documents"], (found["size"] or 0) + own_made * OWN_PDF_BYTES)


def _pieces_of_issued(document: Document) -> Iterator[bytes]:
    """Opens the PDF at once, so that whoever asks knows that it is sound before the file has its place in the ZIP."""
    issued = open_issued(document)

    def pieces() -> Iterator[bytes]:
        with issued:
            yield from issued.chunks()

    return pieces()


def _listed(document: Document, file: str, made_by: str) -> Listed:
    what, pence = comes_to(document)
    return Listed(
        file=file,
        title=list_title(document),
        kind=label(document.kind),
        issued_on=document.issued_on,
        comes_to=what,
        pence=pence,
        amount=amount_line(document),
        reference=document.document_ref,
        made_by=made_by,
    )
