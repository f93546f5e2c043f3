"""Made-up papers that show a role, as PDF or as a photo of it, sent in the way every file comes in."""

import json
from pathlib import Path
from typing import Literal

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from typst import Compiler

from portal.council.identity import council
from portal.design.formats import day
from portal.people.models import Representative
from portal.uploads.receiving import Received, receive

TEMPLATE = Path(__file__).with_name("paper.typ")


def paper_of(role: Representative, *, kind: Literal["pdf", "png"] = "pdf") -> Received:
    """The paper of a role on file."""
    data = {
        "title": council().role(role.role).label,
        "person": role.person.name,
        "born": day(role.person.date_of_birth) if role.person.date_of_birth else "",
        "acting": role.name,
        "since": day(role.starts_on) if role.starts_on else "Not known",
    }
    made = Compiler(TEMPLATE, ignore_system_fonts=True).compile(format=kind, sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("a paper has one page")
    return receive(UploadedFile(ContentFile(made), name=f"my-paper.{kind}", size=len(made)))
