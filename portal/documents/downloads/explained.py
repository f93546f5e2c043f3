"""The page of a document as a tagged PDF (PDF/UA-1): headings, tables with headers, language and title."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst

from portal.council.identity import council
from portal.documents.beside import NOTHING, Beside
from portal.documents.models import Document
from portal.documents.presenters.printed import Part, parts_of
from portal.documents.presenters.words import title

TEMPLATE: Final = Path(__file__).with_name("explained.typ")
BOX: Final = "□"  # Stands for a letter that no font of this machine has.
NOT_PRINTED: Final = f"We cannot print some letters here. They are shown as {BOX}. The portal has them all."
# Each try names one word that cannot be printed; after these, everything but European letters goes.
TRIES: Final = 20
_CANNOT_PRINT = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
_NOT_EUROPEAN = re.compile(r"[^\n\u0020-\u007e\u00a0-\u017f\u2010-\u2026\u2212\u25a1]")


def explained_pdf(document: Document, *, own: bool, beside: Beside = NOTHING) -> bytes:
    """For a document with facts. `own`: the reader is the person the document is about."""
    words = json.dumps(_words(document, own=own, beside=beside), ensure_ascii=False)
    for _ in range(TRIES):
        try:
            return _compiled(words)
        except typst.TypstError as refused:
            words = _without(words, refused)
    return _compiled(_noted(_NOT_EUROPEAN.sub(BOX, words)))


def _compiled(words: str) -> bytes:
    # PDF/UA demands a glyph for each letter, so the machine's fonts help out where the built-in ones end.
    made = typst.compile(TEMPLATE, format="pdf", sys_inputs={"data": words}, pdf_standards="ua-1")
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _without(words: str, refused: typst.TypstError) -> str:
    """The words without the letters that cannot be printed. Raises the refusal if it was for something else."""
    found = _CANNOT_PRINT.search(refused.message)
    if found is None:
        raise refused
    for letter in set(found[1]):
        if not letter.isascii():
            words = words.replace(letter, BOX)
    return _noted(words)


def _noted(words: str) -> str:
    return words.replace('"note": ""', f'"note": {json.dumps(NOT_PRINTED, ensure_ascii=False)}', 1)


def _words(document: Document, *, own: bool, beside: Beside) -> dict[str, Any]:
    return {
        "title": title(document),
        "council": council().name,
        "opening": [f"This is about {document.person.name}."],
        "note": "",
        "parts": [asdict(part) for part in parts_of(document, own=own, beside=beside) if _says_something(part)],
    }


def _says_something(part: Part) -> bool:
    return bool(part.rows or any(part.sentences))
