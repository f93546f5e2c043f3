"""D1: a person's documents as one account sees them, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.documents.forms import ChoiceForm, Choices
from portal.documents.models import Document, Payment
from portal.documents.querysets import DocumentQuerySet, published, withdrawn_since
from portal.documents.tax_years import tax_year
from portal.people.models import Person

ON_A_PAGE = 25
GONE_IS_TOLD_FOR = timedelta(days=90)
COMING = ("awaiting_authorisation", "scheduled")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `newer` gives the document that replaced another, by the replaced one's document_ref.

    `in_all` is how many documents there are, chosen or not; `gone` how many were withdrawn lately; `next_run` the day
    of the next payment, told only where there are no documents yet.
    """

    form: ChoiceForm
    in_all: int
    gone: int
    next_run: date | None
    page: "Page[Document]"
    newer: Mapping[str, Document]


def documents_of(person: Person, *, account: Account, asked: Mapping[str, Any]) -> Listing:
    """`asked`: the query of the address. Six statements at most, however many documents there are."""
    there, form = _asked_of(person, account, asked)
    visible = Document.objects.visible_to(account).about(person)
    chosen = choose(visible, form.choices, account).marked_new_for(account).for_list()
    page = Paginator(chosen, ON_A_PAGE).get_page(asked.get("page"))
    next_run = None if there["count"] else next_run_for(person, account)
    newer = newer_versions(page.object_list, account)
    return Listing(form, there["count"], there["gone"], next_run, page, newer)


def chosen_documents(person: Person, *, account: Account, asked: Mapping[str, Any]) -> list[Document]:
    """All documents the same address shows page by page."""
    _, form = _asked_of(person, account, asked)
    visible = Document.objects.visible_to(account).about(person)
    return list(choose(visible, form.choices, account).for_list())


def next_run_for(person: Person, account: Account) -> date | None:
    """The day of the next payment that is planned, for whoever may see what is paid."""
    grants = Grant.objects.of(account).live().filter(kinds__contains=[DocumentKind.REMITTANCE_ADVICE])
    coming = Payment.objects.filter(status__in=COMING, expected_on__gte=timezone.localdate(), person=person)
    found: date | None = coming.filter(person__in=grants.values("person")).aggregate(day=Min("expected_on"))["day"]
    return found


def _asked_of(person: Person, account: Account, asked: Mapping[str, Any]) -> tuple[dict[str, Any], ChoiceForm]:
    """What there is and what is gone, in one statement; and the filter that offers no more than there is."""
    seen, lately = published(), timezone.now() - GONE_IS_TOLD_FOR
    there = (
        Document.objects.granted_to(account)
        .about(person)
        .aggregate(
            count=Count("pk", filter=seen),
            gone=Count("pk", filter=withdrawn_since(lately)),
            first=Min("issued_on", filter=seen),
            last=Max("issued_on", filter=seen),
            kinds=ArrayAgg("kind", distinct=True, filter=seen),
        )
    )
    years = range(tax_year(there["last"]), tax_year(there["first"]) - 1, -1) if there["first"] else ()
    return there, ChoiceForm(asked, kinds=there["kinds"] or (), years=years)


def choose(documents: DocumentQuerySet, choices: Choices, account: Account) -> DocumentQuerySet:
    """The documents the reader chose."""
    found = documents.issued_between(choices.first_day, choices.last_day)
    if choices.kinds:
        found = found.of_kinds(choices.kinds)
    if choices.tax_year is not None:
        found = found.issued_in(choices.tax_year)
    return found.not_opened_by(account) if choices.not_opened else found


def newer_versions(documents: Any, account: Account) -> dict[str, Document]:
    """For each document that was replaced: the newest document that replaced it and that the account may see."""
    newer = Document.objects.visible_to(account).that_replace(list(documents))
    return {document.supersedes_ref: document for document in newer}
