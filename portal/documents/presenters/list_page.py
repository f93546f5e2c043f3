"""D1: everything the page shows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portal.council.identity import DocumentKind
from portal.documents.entrance import Shown
from portal.documents.forms import ChoiceForm
from portal.documents.listing import Listing
from portal.documents.presenters import rows, taking_away
from portal.documents.presenters.words import label


def list_page(shown: Shown, people: Sequence[Shown], listing: Listing, query: QueryDict) -> dict[str, Any]:
    """For documents/list.html. `query`: that of the address."""
    there, page = listing.there, listing.page
    return {
        "shown": shown,
        "people": people,
        "heading": rows.heading(shown),
        "form": listing.form,
        "filter": "" if listing.form else blank_filter(there.kinds or (), there.years),
        "page": page,
        "result": rows.result_line(page.count),
        "chosen": rows.chosen(listing.choices, query),
        "tax_years": rows.tax_years_of(page.rows),
        "previous_href": page.previous(query),
        "next_href": page.next(query),
        "in_all": there.count,
        "has_payments": DocumentKind.REMITTANCE_ADVICE in (there.kinds or ()),
        "gone": rows.gone_line(there.gone),
        "next_run": listing.next_run,
        "list_spreadsheet": taking_away.list_spreadsheet(shown, query),
    }


def blank_filter(kinds: Sequence[str], years: range) -> SafeString:
    """The filter before anybody has chosen: the same for everybody who has documents of these kinds and years."""
    names = tuple((kind.value, label(kind)) for kind in DocumentKind if kind in kinds)
    return _drawn(names, years) if kinds else mark_safe("")


@lru_cache(maxsize=200)
def _drawn(names: tuple[tuple[str, str], ...], years: range) -> SafeString:
    form = ChoiceForm({}, kinds=[kind for kind, _ in names], years=years)
    return mark_safe(render_to_string("documents/filter.html", {"form": form}))
