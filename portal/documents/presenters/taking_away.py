"""D6: what is said about all documents in one ZIP."""

from collections.abc import Mapping

from django.http import QueryDict
from django.urls import reverse

from portal.design.formats import file_size, moment
from portal.documents.downloads.collecting import Size
from portal.documents.entrance import Shown
from portal.documents.models import PreparedZip
from portal.documents.paging import without_place
from portal.documents.presenters.rows import result_line


def zip_page(shown: Shown, size: Size) -> Mapping[str, str | bool]:
    """Before the ZIP is made: how much it is."""
    return {
        "heading": f"Download {result_line(size.documents)} for {shown.person.name}",
        "person": shown.person.name,
        "back": _list_of(shown.person.public_id),
        "size": file_size(size.size),
        "is_large": size.is_large,
    }


def prepared_page(asked: PreparedZip, *, still_seen: bool) -> Mapping[str, str]:
    """`still_seen`: it lasts, and everything in it may be seen by the reader."""
    return {
        "state": "over" if not still_seen else "ready" if asked.ready_at else "waiting",
        "person": asked.person.name,
        "back": _list_of(asked.person.public_id),
        "again": reverse("documents:zip", args=[asked.person.public_id]),
        "size": file_size(asked.size or 0),
        "until": moment(asked.until) if asked.until else "",
    }


def list_spreadsheet(shown: Shown, query: QueryDict) -> str:
    """The address of the spreadsheet of what is chosen, all pages of it."""
    chosen = without_place(query)
    address = reverse("documents:list-spreadsheet", args=[shown.person.public_id])
    return f"{address}?{chosen.urlencode()}" if chosen else address


def _list_of(public_id: object) -> str:
    return reverse("documents:list", args=[public_id])
