"""The e-mails that could not be sent, fifty at a time."""

from dataclasses import dataclass
from typing import Final

from portal.emails.models import Email

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class EmailPage:
    """Up to fifty e-mails, and where the next ones begin ("" if these are the last)."""

    emails: list[Email]
    next_after: str


def page_of(after: str) -> EmailPage:
    """The fifty owed before `after` (EmailPage.next_after of the page before; "" for the first)."""
    failed = Email.objects.failed()
    # A place nobody gave out is the beginning.
    rows = list((failed.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 19 else failed)[: PAGE + 1])
    return EmailPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")
