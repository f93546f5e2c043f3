"""Who the council is. Read once from council.toml; a mistake in it stops the start with a clear sentence."""

from functools import cache
from pathlib import Path

from django.conf import settings

from portal.council.reading import read_council
from portal.council.shape import (
    Casework,
    Contact,
    Council,
    Deliveries,
    DocumentKind,
    DocumentType,
    ExpectedAddresses,
    ExpectedFeed,
    Feed,
    Notice,
    NoticeSection,
    QuestionTemplate,
    RejectReason,
    Role,
    RoleCode,
    Sender,
    WorkingTime,
)

__all__ = [
    "Casework",
    "Contact",
    "Council",
    "Deliveries",
    "DocumentKind",
    "DocumentType",
    "ExpectedAddresses",
    "ExpectedFeed",
    "Feed",
    "Notice",
    "NoticeSection",
    "QuestionTemplate",
    "RejectReason",
    "Role",
    "RoleCode",
    "Sender",
    "WorkingTime",
    "council",
]


@cache
def council() -> Council:
    """The council of this portal. Raises SystemExit when its file holds a mistake."""
    return read_council(Path(settings.COUNCIL_FILE))
