"""What the templates ask of Python: titles, navigation, and rows in the shape of the components."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

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


def summary_rows(told: Mapping[str, Any]) -> list[Params]:
    """Rows for a summary list; what has no value is left out."""
    return [{"key": key, "value": value} for key, value in told.items() if value]


def summary_value(value: Any) -> SafeString:
    """What stands beside a key: a text, or a list of lines."""
    lines = value if isinstance(value, (list, tuple)) else [value]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def pagination_params(number: int, of: int, previous_href: str, next_href: str) -> Params:
    """Links to the pages before and after this one, each with its number."""
    params: Params = {}
    if previous_href:
        params["previous"] = {"href": previous_href, "labelText": f"{number - 1} of {of}", "text": "Previous page"}
    if next_href:
        params["next"] = {"href": next_href, "labelText": f"{number + 1} of {of}", "text": "Next page"}
    return params


GLOBALS: dict[str, Callable[..., Any]] = {
    "control": control,
    "error_summary": error_summary,
    "hidden_fields": hidden_fields,
    "page_title": page_title,
    "pagination_params": pagination_params,
    "period": period,
    "summary_value": summary_value,
}
