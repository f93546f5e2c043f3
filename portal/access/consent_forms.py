"""The consent form of a nominated financial representative as a tagged PDF, to print and sign (A5e)."""

import json
from pathlib import Path
from typing import Any, Final

import typst

from portal.council.identity import council

TEMPLATE: Final = Path(__file__).with_name("consent.typ")


def consent_form_pdf() -> bytes:
    """The form without anybody's data in it. PDF/UA; needs no font of the machine."""
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"data": json.dumps(_words())},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _words() -> dict[str, Any]:
    contact = council().contact
    return {
        "title": "Consent to see my money documents",
        "council": council().name,
        "documents": [each.plural for each in council().document_types],
        "send_to": "\n".join(contact.post),
        "contact": f"Email {contact.email} or call {contact.phone}. {contact.opening_hours}.",
    }
