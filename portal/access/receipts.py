"""The receipt of a request as a tagged PDF, to save or print (A11)."""

import json
from pathlib import Path
from typing import Any, Final

import typst

from portal.access.evidence_words import file_names, way_shown, where_to_send
from portal.access.models import AccessRequest
from portal.access.presenters import answer_by
from portal.council.identity import council
from portal.design.formats import moment

TEMPLATE: Final = Path(__file__).with_name("receipt.typ")


def receipt_pdf(request: AccessRequest) -> bytes:
    """What the page says after sending. PDF/UA; needs no font of the machine."""
    # Not a kept Compiler: it cannot be used by two threads at once, and saves nothing here.
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"data": json.dumps(_words(request))},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _words(request: AccessRequest) -> dict[str, Any]:
    contact = council().contact
    return {
        "title": "Your request has been submitted",
        "council": council().name,
        "reference": request.reference,
        "sent": moment(request.sent_at) if request.sent_at else "",
        "parts": [
            *_evidence(request),
            {
                "heading": "What happens next?",
                "paragraphs": [
                    "We check your details against our finance system.",
                    f"We will email you by {answer_by(request)} to say yes, no, or that we need more.",
                ],
            },
            {
                "heading": "Questions?",
                "paragraphs": [
                    f"Email {contact.email} or call {contact.phone}. {contact.opening_hours}.",
                    f"Relay UK: {contact.relay}",
                    "\n".join(contact.post),
                ],
            },
        ],
    }


def _evidence(request: AccessRequest) -> list[dict[str, Any]]:
    """How the role is shown. Without the names of files: they may be those of people."""
    files, way = len(file_names(request)), way_shown(request)
    if not way:
        return []
    came = f"We have {files} {'file' if files == 1 else 'files'} from you." if files else f"{way}."
    to_do = ["Write your reference number on what you send.", *where_to_send(request)]
    paragraphs = [came, *(to_do if len(to_do) > 1 else [])]
    return [{"heading": "How you show us your role", "paragraphs": paragraphs}]
