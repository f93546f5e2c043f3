"""What the templates ask of Python: titles, navigation, and rows in the shape of the components."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.design.controls import control, hidden_fields
from portal.design.errors import summary_of
from portal.design.formats import period
from portal.design.frame import Frame

Params = dict[str, Any]


def page_title(
    heading: str, frame: Frame, errors: Sequence[Params], page_number: int | None = None, page_count: int | None = None
) -> str:
    """The `<title>` of screens.md 0.2: the heading, the service, the council; "Error: " first when there are errors."""
    where = f" (page {page_number} of {page_count})" if page_number and (page_count or 0) > 1 else ""
    names = [f"{heading}{where}", frame.service_name, frame.organisation]
    if heading == frame.service_name:
        names.remove(frame.service_name)
    return ("Error: " if errors else "") + " – ".join(names)


def error_summary(form: Any) -> list[Params]:
    """The errors of a page's form; none when the page has no form or nothing was sent yet."""
    return summary_of(form) if isinstance(form, BaseForm) and form.is_bound else []


def navigation_items(frame: Frame) -> list[Params]:
    """The links of the service navigation."""
    return [
        {"text": link.text, "href": link.href, "current": link.current == "page", "active": bool(link.current)}
        for link in frame.navigation
    ]


def summary_rows(told: Mapping[str, Any]) -> list[Params]:
    """Rows for a summary list; what has no value is left out."""
    return [{"key": key, "value": value} for key, value in told.items() if value]


def summary_params(rows: Sequence[Params], title: str = "") -> Params:
    """A summary list, as a card when it has a title.

    A row has `key` and `value` (text, or a list of lines), and may have `change_url` and `change_text`: the link then
    reads "Change your date of birth"; without `change_text` the key says what is changed.
    """
    params: Params = {"rows": [_summary_row(row) for row in rows]}
    return params | {"card": {"title": {"text": title}}} if title else params


def _summary_row(row: Params) -> Params:
    shown: Params = {"key": {"text": row["key"]}, "value": {"html": _lines(row["value"])}}
    if row.get("change_url"):
        about = row.get("change_text") or row["key"].lower()
        shown["actions"] = {"items": [{"href": row["change_url"], "text": "Change", "visuallyHiddenText": about}]}
    return shown


def _lines(value: Any) -> SafeString:
    lines = value if isinstance(value, (list, tuple)) else [value]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def pagination_params(page: "Page[Any]", href: str) -> Params:
    """Page numbers with gaps; `href` is the address up to the number."""
    items: list[Params] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            items.append({"number": number, "href": f"{href}{number}", "current": number == page.number})
        else:
            items.append({"ellipsis": True})
    params: Params = {"items": items}
    if page.has_previous():
        params["previous"] = {"href": f"{href}{page.previous_page_number()}"}
    if page.has_next():
        params["next"] = {"href": f"{href}{page.next_page_number()}"}
    return params


GLOBALS: dict[str, Callable[..., Any]] = {
    "control": control,
    "error_summary": error_summary,
    "hidden_fields": hidden_fields,
    "navigation_items": navigation_items,
    "page_title": page_title,
    "pagination_params": pagination_params,
    "period": period,
    "summary_params": summary_params,
}
