"""The one way from a Django form to the page: a bound field becomes the parameters of a component, by its widget."""

from typing import Any, NamedTuple

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.design.dates import DateWidget
from portal.design.errors import id_of, wrong_parts
from portal.design.files import FileWidget

Params = dict[str, Any]
# What Django adds that the house does without: browsers cut pasted text silently, and speak over our errors.
UNWANTED = {"maxlength", "minlength", "required", "class", "type", "rows", "cols"}


class Control(NamedTuple):
    """A component's name, as in the folder of govuk-frontend, and its parameters."""

    component: str
    params: Params


def control(bound: BoundField, *, heading: bool = False) -> Control:
    """The component for a field; with `heading` its label or legend is the page's h1."""
    widget = bound.field.widget
    for kind, build in BUILDERS:
        if isinstance(widget, kind):
            return build(bound, heading=heading)
    raise TypeError(f"{type(widget).__name__} has no component: add it to portal/design/controls.py")


def _text_input(bound: BoundField, *, heading: bool) -> Control:
    attrs = bound.field.widget.attrs
    params = _labelled(bound, heading=heading) | {
        "type": attrs.get("type") or getattr(bound.field.widget, "input_type", "text"),
        "value": _typed(bound),
        "classes": attrs.get("class"),
        "attributes": _attributes(bound),
    }
    return Control("input", params)


def _file(bound: BoundField, *, heading: bool) -> Control:
    return Control("file-upload", _labelled(bound, heading=heading) | {"attributes": _attributes(bound)})


def _password(bound: BoundField, *, heading: bool) -> Control:
    attributes = _attributes(bound)
    autocomplete = attributes.pop("autocomplete", None)
    params = {"autocomplete": autocomplete, "attributes": attributes, "classes": bound.field.widget.attrs.get("class")}
    return Control("password-input", _labelled(bound, heading=heading) | params)


def _textarea(bound: BoundField, *, heading: bool) -> Control:
    longest = getattr(bound.field, "max_length", None)
    params = _labelled(bound, heading=heading) | {
        "value": _typed(bound) or "",  # a textarea would show None as a word
        "rows": bound.field.widget.attrs.get("rows"),
        "attributes": _attributes(bound),
    }
    return Control("character-count", params | {"maxlength": longest}) if longest else Control("textarea", params)


def _select(bound: BoundField, *, heading: bool) -> Control:
    chosen = str(bound.value() or "")
    empty = getattr(bound.field, "empty", None)
    items = [{"value": "", "text": empty}] if empty else []
    items += [{"value": str(value), "text": text} for value, text in bound.field.choices]  # type: ignore[attr-defined]  # a field of choices
    for item in items:
        item["selected"] = item["value"] == chosen
    return Control("select", _labelled(bound, heading=heading) | {"items": items, "attributes": _attributes(bound)})


def _radios(bound: BoundField, *, heading: bool) -> Control:
    classes = "govuk-radios--inline" if getattr(bound.field, "inline", False) else None
    params = _grouped(bound, heading=heading) | {"items": _items(bound, {str(bound.value() or "")}), "classes": classes}
    return Control("radios", params)


def _checkboxes(bound: BoundField, *, heading: bool) -> Control:
    return Control(
        "checkboxes", _grouped(bound, heading=heading) | {"items": _items(bound, set(map(str, bound.value() or [])))}
    )


def _checkbox(bound: BoundField, **_: bool) -> Control:
    item: Params = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    params = {"idPrefix": id_of(bound), "name": bound.html_name, "items": [item], "errorMessage": _error(bound)}
    return Control("checkboxes", params)


def _date(bound: BoundField, *, heading: bool) -> Control:
    typed, wrong = bound.field.widget.format_value(bound.value()), wrong_parts(bound)
    params = _grouped(bound, heading=heading) | {"id": id_of(bound)}
    params["items"] = [_box(bound, part, text, wrong=part in wrong) for part, text in typed._asdict().items()]
    return Control("date-input", params)


def _box(bound: BoundField, part: str, text: str, *, wrong: bool) -> Params:
    autocomplete = bound.field.widget.attrs.get("autocomplete", "")
    width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
    return {
        "id": f"{id_of(bound)}_{part}",
        "name": f"{bound.html_name}_{part}",
        "label": part.capitalize(),
        "value": text or None,
        "classes": f"{width} govuk-input--error" if wrong else width,
        "autocomplete": f"{autocomplete}-{part}" if autocomplete == "bday" else None,
        "attributes": {"aria-invalid": "true"} if wrong else {},
    }


def _labelled(bound: BoundField, *, heading: bool) -> Params:
    label = {"text": bound.label, "isPageHeading": heading, "classes": "govuk-label--l" if heading else None}
    return {"id": id_of(bound), "name": bound.html_name, "label": label, **_around(bound)}


def _grouped(bound: BoundField, *, heading: bool) -> Params:
    classes = "govuk-fieldset__legend--l" if heading else "govuk-fieldset__legend--s"
    legend = {"text": bound.label, "isPageHeading": heading, "classes": classes}
    return {"idPrefix": id_of(bound), "name": bound.html_name, "fieldset": {"legend": legend}, **_around(bound)}


def _around(bound: BoundField) -> Params:
    return {"hint": {"text": bound.help_text} if bound.help_text else None, "errorMessage": _error(bound)}


def _error(bound: BoundField) -> Params | None:
    """All errors of a field under it, one a line: a password can break several rules at once."""
    if not bound.errors:
        return None
    return {"html": format_html_join(mark_safe("<br>"), "{}", ((text,) for text in bound.errors))}


def _items(bound: BoundField, chosen: set[str]) -> list[Params]:
    hints = getattr(bound.field, "hints", {})
    return [
        {
            "value": str(value),
            "text": text,
            "checked": str(value) in chosen,
            "hint": {"text": hints[value]} if value in hints else None,
        }
        for value, text in bound.field.choices  # type: ignore[attr-defined]  # a field of choices
    ]


def _attributes(bound: BoundField) -> Params:
    wanted = {name: value for name, value in bound.field.widget.attrs.items() if name not in UNWANTED}
    return wanted | ({"aria-invalid": "true"} if bound.errors else {})


def _typed(bound: BoundField) -> str | None:
    value = bound.value()
    return None if value in (None, "") else str(value)


def hidden_fields(form: BaseForm) -> SafeString:
    """The form's hidden inputs, as Django renders them."""
    return mark_safe("".join(str(bound) for bound in form.hidden_fields()))


# The first that fits: Django's own widgets inherit from one another.
BUILDERS = (
    (DateWidget, _date),
    (forms.PasswordInput, _password),
    (FileWidget, _file),
    (forms.Textarea, _textarea),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.TextInput, _text_input),
)
