"""Prints documents with typst, as the council's finance system would: one tagged PDF each, the same bytes each time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typst import Compiler

from simulator.days import in_words
from simulator.documents import Document
from simulator.printed import Page, assessment_page, remittance_page, statement_page

TEMPLATE = Path(__file__).with_name("document.typ")
PAGES: dict[str, Callable[[Document], Page]] = {
    "remittance_advice": remittance_page,
    "deferred_payment_statement": statement_page,
    "financial_assessment": assessment_page,
}


class Printer:
    """Compiles the one template again and again; its fonts are the ones that come with typst."""

    def __init__(self) -> None:
        self._compiler = Compiler(TEMPLATE, ignore_system_fonts=True)

    def pdf(self, document: Document) -> bytes:
        page = PAGES[document.kind](document)
        data: dict[str, Any] = {
            "title": page.title,
            "reference": document.ref,
            "issued": in_words(document.issued_on),
            "date": [document.issued_on.year, document.issued_on.month, document.issued_on.day],
            "addressee": [line for line in document.addressee if line],
            "facts": page.facts,
            "tables": page.tables,
            "total": page.total,
        }
        made = self._compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards="ua-1", timestamp=0
        )
        if not isinstance(made, bytes):
            raise TypeError("a PDF is one file")
        return made
