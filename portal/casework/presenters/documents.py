"""The strings of F12."""

from typing import Any, Final

from django.urls import reverse

from portal.casework.presenters.words import Tag
from portal.design.formats import day, file_size, moment
from portal.design.presenters import summary_rows
from portal.documents.models import Document
from portal.documents.models.documents import FOREVER
from portal.documents.presenters.words import amount_line, list_title

HEAD: Final = ("Document", "Reference", "Person", "Issued on", "State")
HISTORY_HEAD: Final = ("What", "Who", "When", "From where")


def state(document: Document) -> Tag:
    """Whether those who have access can see it."""
    if document.withdrawn:
        return Tag("Withdrawn by the finance system", "orange")
    if document.withheld_until == FOREVER:
        return Tag("Withdrawn by staff", "orange")
    if not document.is_published and document.withheld_until:
        return Tag(f"Published on {day(document.withheld_until)}", "yellow")
    return Tag("Published", "green")


def row(document: Document) -> dict[str, Any]:
    """A document that was found."""
    return {
        "title": list_title(document),
        "url": reverse("casework:document", args=[document.public_id]),
        "cells": [document.document_ref, document.person.name, day(document.issued_on)],
        "state": state(document),
    }


def rows(document: Document, earlier: int) -> list[dict[str, Any]]:
    """What is known about it, for a summary list. `earlier`: how often its content was replaced."""
    size = file_size(document.file_bytes) if document.file_bytes else ""
    told = {
        "Reference": document.document_ref,
        "Person": f"{document.person.name}, number {document.person.person_ref}",
        "Issued on": day(document.issued_on),
        "What it comes to": amount_line(document),
        "PDF as issued": size or "None: the portal makes one from the details",
        "Replaces": document.supersedes_ref,
        "First delivered": moment(document.delivered_at),
        "Content last replaced": moment(document.replaced_at) if document.replaced_at else "",
        "Earlier contents kept": str(earlier) if earlier else "",
        "Delivered by": document.source,
    }
    return summary_rows(told)


def refusal(name: str) -> str:
    """Why it was not done, by the name of the refusal."""
    return {
        "ChangedMeanwhile": "Somebody changed this document while you were looking at it. Look at it again.",
        "OwnDocument": "You can see this document in your private life. A colleague has to do this.",
        "NotTheirsToSay": "The finance system has withdrawn this document. Only a delivery can bring it back.",
    }[name]
