"""Figures about the people who use the portal: registering, looking at documents, and e-mails that did not arrive."""

from typing import Final

from django.db.models import Count, F
from django.db.models.functions import Collate

from portal.audit.models import Entry
from portal.casework.presenters.emails import KINDS
from portal.casework.reports.figure import Figure, percent
from portal.casework.reports.span import Span
from portal.emails.models import Email

STEPS: Final = {
    "accounts.details_told": "Told us their name",
    "accounts.address_told": "Told us their address",
    "accounts.login_chosen": "Chose an email and a password",
    "accounts.code_sent": "Were sent a code",
    "accounts.registered": "Have an account",
}
NOT_KNOWN: Final = (
    "Counted from the audit trail, each step on its own day. Who was sent a code may have had an account already: the "
    "portal does not tell. Somebody who only looked at the first page is not counted."
)
LOOKS: Final = {
    "documents.listed": "Lists of documents looked at",
    "documents.opened": "Documents opened",
    "documents.downloaded": "Documents downloaded",
}


def use_figures(span: Span) -> list[Figure]:
    """All of them."""
    return [registrations(span), documents(span), failed_emails(span)]


def registrations(span: Span) -> Figure:
    """How far people came who began to register."""
    found = _entries(span, list(STEPS), distinct=True)
    numbers = [found.get(action, 0) for action in STEPS]
    rows = []
    for (action, words), before in zip(STEPS.items(), [numbers[0], *numbers], strict=False):
        number = found.get(action, 0)
        rows.append((words, number, max(before - number, 0), percent(number, numbers[0])))
    head = ("Step", "People", "Stopped before it", "Of those who began")
    return Figure("registrations", "Accounts and registrations", head, rows, note=NOT_KNOWN)


def documents(span: Span) -> Figure:
    """What was looked at and downloaded."""
    found = _entries(span, list(LOOKS), distinct=False)
    rows = [(words, found.get(action, 0)) for action, words in LOOKS.items()]
    return Figure(
        "documents", "Documents", ("What people did", "Times"), rows,
        note="Counted from the audit trail. Whether a download was read, nobody can know.",
    )  # fmt: skip


def failed_emails(span: Span) -> Figure:
    """E-mails given up, by what they were to say."""
    failed = Email.objects.failed().filter(failed_at__gte=span.begins, failed_at__lt=span.ends)
    counted = failed.order_by().values_list("template").annotate(number=Count("pk")).order_by("-number", "template")
    rows = [(KINDS.get(template, template), number) for template, number in counted]
    return Figure(
        "failed-emails", "Emails that could not be sent", ("Email", "Number"), rows,
        note="Given up in these days and not sent again since.",
    )  # fmt: skip


def _entries(span: Span, actions: list[str], *, distinct: bool) -> dict[str, int]:
    """How often each was done, or to how many things; from the index alone."""
    entries = Entry.objects.filter(action__in=actions, at__gte=span.begins, at__lt=span.ends)
    # The order of bytes is enough to tell things apart, and ten times faster to sort by than that of letters.
    thing = Collate("object_id", "C") if distinct else F("object_id")
    return dict(entries.values_list("action").annotate(number=Count(thing, distinct=distinct)))
