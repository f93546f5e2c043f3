"""PDFs, by PDFium: the engine that browsers show them with, here without scripts and forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2 as pdfium

from portal.uploads.opener.images import as_jpeg
from portal.uploads.refusals import Refusal, Refused

MOST_PAGES: Final = 200
LONGEST_SIDE: Final = 1700  # pixels of a page's picture: A4 at 145 dots an inch
LARGEST_SHEET: Final = 14_400  # points: what the format allows, and more than any sheet of paper


def count_pages(content: bytes) -> int:
    """The pages of a PDF that opens without a password and whose first page can be drawn. Raises Refused."""
    with _opened(content) as document:
        if len(document) > MOST_PAGES:
            raise Refused(Refusal.TOO_BIG)
        if len(document) == 0:
            raise Refused(Refusal.BROKEN)
        _draw(document, 1)
        return len(document)


def page_as_jpeg(content: bytes, number: int) -> bytes:
    """A page as a picture, from 1. Raises Refused."""
    with _opened(content) as document:
        return _draw(document, number)


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Refused(Refusal.PASSWORD if locked else Refusal.BROKEN) from None
    with document:
        yield document


def _draw(document: pdfium.PdfDocument, number: int) -> bytes:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        raise Refused(Refusal.BROKEN) from None
    width, height = page.get_size()
    if not (1 <= width <= LARGEST_SHEET and 1 <= height <= LARGEST_SHEET):
        raise Refused(Refusal.BROKEN)
    drawn = page.render(scale=LONGEST_SIDE / max(width, height), may_draw_forms=True)
    return as_jpeg(drawn.to_pil().convert("RGB"))
