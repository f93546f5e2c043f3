"""D1: a person's documents as one account sees them, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Value
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.database.prepared import Prepared
from portal.documents.forms import ChoiceForm, Choices
from portal.documents.models import Document, Payment
from portal.documents.paging import BEGINNING, ON_A_PAGE, Page, Place, behind, in_front_of, place_in
from portal.documents.querysets import DocumentQuerySet, published, withdrawn_since
from portal.documents.tax_years import tax_year
from portal.people.models import Person

GONE_IS_TOLD_FOR = timedelta(days=90)
COMING = ("awaiting_authorisation", "scheduled")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list.

    `there` is what there is, chosen or not; `form` the filter, None when nothing was asked of it; `next_run` the day of
    the next payment, told only where there are no documents yet.
    """

    there: "There"
    form: ChoiceForm | None
    choices: Choices
    next_run: date | None
    page: Page


@dataclass(frozen=True, slots=True)
class There:
    """What there is of a person, for one account; `skipped`: how many lie before a place."""

    count: int = 0
    gone: int = 0
    first: date | None = None
    last: date | None = None
    kinds: Sequence[str] | None = None
    skipped: int = 0

    @property
    def years(self) -> range:
        """The tax years in which something was issued, the newest first."""
        if self.first is None or self.last is None:
            return range(0)
        return range(tax_year(self.last), tax_year(self.first) - 1, -1)


def documents_of(person: Person, *, account: Account, asked: Mapping[str, Any]) -> Listing:
    """`asked`: the query of the address. Three statements, or four for a place with nothing behind it."""
    place = place_in(asked)
    there = _there_is(person, account, place)
    form = filter_of(there, asked) if ChoiceForm.is_asked(asked) else None
    choices = form.choices if form else Choices()
    page = _page(person, account, choices, there, place)
    if not page.rows and page.count and place is not BEGINNING:
        # Nobody gave this place out, or what lay behind it is gone.
        page = _page(person, account, choices, there, BEGINNING)
    next_run = None if there.count else next_run_for(person, account)
    return Listing(there, form, choices, next_run, page)


def chosen_documents(person: Person, *, account: Account, asked: Mapping[str, Any]) -> list[Document]:
    """All documents the same address shows page by page."""
    choices = filter_of(_there_is(person, account, BEGINNING), asked).choices
    visible = Document.objects.shown_to(account, person)
    return list(choose(visible, choices, account).for_list())


def filter_of(there: "There", asked: Mapping[str, Any]) -> ChoiceForm:
    """The filter: it offers no more than there is."""
    return ChoiceForm(asked, kinds=there.kinds or (), years=there.years)


def next_run_for(person: Person, account: Account) -> date | None:
    """The day of the next payment that is planned, for whoever may see what is paid."""
    grants = Grant.objects.of(account).live().filter(kinds__contains=[DocumentKind.REMITTANCE_ADVICE])
    coming = Payment.objects.filter(status__in=COMING, expected_on__gte=timezone.localdate(), person=person)
    found: date | None = coming.filter(person__in=grants.values("person")).aggregate(day=Min("expected_on"))["day"]
    return found


def choose(documents: DocumentQuerySet, choices: Choices, account: Account) -> DocumentQuerySet:
    """The documents the reader chose."""
    found = documents.issued_between(choices.first_day, choices.last_day)
    if choices.kinds:
        found = found.of_kinds(choices.kinds)
    if choices.tax_year is not None:
        found = found.issued_in(choices.tax_year)
    return found.not_opened_by(account) if choices.not_opened else found


def _there_is(person: Person, account: Account, place: Place) -> There:
    lately = timezone.now() - GONE_IS_TOLD_FOR
    found = THERE.first(account=account.pk, person=person.pk, lately=lately, day=place.day, number=place.number)
    return There(*found[1:]) if found else There()


def _there(account: int, person: int, lately: datetime, day: date, number: int) -> Any:
    seen = published()
    return (
        Document.objects.granted_of(account, person)
        .annotate(all=Value(1))
        .values_list("all")
        .annotate(
            count=Count("pk", filter=seen),
            gone=Count("pk", filter=withdrawn_since(lately)),
            first=Min("issued_on", filter=seen),
            last=Max("issued_on", filter=seen),
            kinds=ArrayAgg("kind", distinct=True, filter=seen),
            skipped=Count("pk", filter=seen & in_front_of(day, number)),
        )
    )


def _page(person: Person, account: Account, choices: Choices, there: There, place: Place) -> Page:
    """Filtered lists are rare: for them SQL is written each time, and what was chosen is counted."""
    if not choices:
        rows, count, skipped = _rows_of_all(person, account, place), there.count, there.skipped
    else:
        chosen = choose(Document.objects.shown_to(account, person), choices, account)
        counted = chosen.aggregate(count=Count("pk"), skipped=Count("pk", filter=in_front_of(place.day, place.number)))
        rows, (count, skipped) = list(_next(chosen, account, place)), counted.values()
    if place.back:
        rows.reverse()
        return Page(rows, count, skipped - len(rows))
    # The document at the place itself is skipped as well, if there is one.
    return Page(rows, count, 0 if place is BEGINNING else min(skipped + 1, count - len(rows)))


def _rows_of_all(person: Person, account: Account, place: Place) -> list[Document]:
    if place is BEGINNING:
        return FIRST(account=account.pk, person=person.pk)
    asked = BACK if place.back else FURTHER
    return asked(account=account.pk, person=person.pk, day=place.day, number=place.number)


def _next(documents: DocumentQuerySet, account: Account | int, place: Place) -> DocumentQuerySet:
    """The documents of a page; from its end to its beginning on the way back."""
    marked = documents.marked_new_for(account).marked_replaced_for(account)
    if place.back:
        return marked.filter(in_front_of(place.day, place.number)).order_by("issued_on", "id")[:ON_A_PAGE]
    return marked.filter(behind(place.day, place.number)).newest_first()[:ON_A_PAGE]


def _prepared(*, back: bool, **place: type) -> "Prepared[Document]":
    def rows(account: int, person: int, day: date = date.max, number: int = 0) -> DocumentQuerySet:
        return _next(Document.objects.shown_to(account, person), account, Place(day, number, back))

    return Prepared(rows, account=int, person=int, **place)


THERE: Prepared[Any] = Prepared(_there, account=int, person=int, lately=datetime, day=date, number=int)
FIRST = _prepared(back=False)
FURTHER = _prepared(back=False, day=date, number=int)
BACK = _prepared(back=True, day=date, number=int)
