"""D1: a person's documents as one account sees them, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min

from portal.accounts.models import Account
from portal.documents.forms import ChoiceForm, Choices
from portal.documents.models import Document
from portal.documents.querysets import DocumentQuerySet
from portal.documents.tax_years import tax_year
from portal.people.models import Person

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `newer` gives the document that replaced another, by the replaced one's document_ref.

    `in_all` is how many documents there are, chosen or not.
    """

    form: ChoiceForm
    in_all: int
    page: "Page[Document]"
    newer: Mapping[str, Document]


def documents_of(person: Person, *, account: Account, asked: Mapping[str, Any]) -> Listing:
    """`asked`: the query of the address. Six statements at most, however many documents there are."""
    visible = Document.objects.visible_to(account).about(person)
    there, form = _asked_of(visible, asked)
    chosen = choose(visible, form.choices, account).marked_new_for(account).for_list()
    page = Paginator(chosen, ON_A_PAGE).get_page(asked.get("page"))
    return Listing(form, there["count"], page, newer_versions(page.object_list, account))


def chosen_documents(person: Person, *, account: Account, asked: Mapping[str, Any]) -> list[Document]:
    """All documents the same address shows page by page."""
    visible = Document.objects.visible_to(account).about(person)
    _, form = _asked_of(visible, asked)
    return list(choose(visible, form.choices, account).for_list())


def _asked_of(visible: DocumentQuerySet, asked: Mapping[str, Any]) -> tuple[dict[str, Any], ChoiceForm]:
    """What there is, and the filter that offers no more than that."""
    there = visible.aggregate(
        count=Count("pk"), first=Min("issued_on"), last=Max("issued_on"), kinds=ArrayAgg("kind", distinct=True)
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
