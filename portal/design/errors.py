"""Which control an error is about. Owns the ids, so that every link of the error summary lands on a control.

Radios and checkboxes are linked to their first one, a date to its first box to put right.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField

from portal.design.dates import DateParts, DateWidget


def summary_of(form: BaseForm) -> list[dict[str, Any]]:
    """Every error of a form in the order of its fields, each with the address of the control it is about."""
    errors = [{"text": text, "href": f"#{first_control(form)}"} for text in form.non_field_errors()]
    for bound in form:
        errors += [{"text": text, "href": f"#{target(bound)}"} for text in bound.errors]
    return errors


def target(bound: BoundField) -> str:
    """The id of the control that takes the focus when this field is to be put right."""
    if bound.is_hidden:
        return first_control(bound.form)
    if not isinstance(bound.field.widget, DateWidget):
        return id_of(bound)
    wrong = wrong_parts(bound)
    return f"{id_of(bound)}_{next((part for part in DateParts._fields if part in wrong), 'day')}"


def first_control(form: BaseForm) -> str:
    """The id of the first control a form shows; "main" when it shows none."""
    shown = form.visible_fields()
    return target(shown[0]) if shown else "main"


def id_of(bound: BoundField) -> str:
    """The id of a field's control, or the beginning of its controls' ids."""
    return bound.auto_id or bound.html_name


def wrong_parts(bound: BoundField) -> set[str]:
    """The boxes of a date that are to be put right: all of them unless the error knows better."""
    errors = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    return {part for error in errors for part in _parts(error)}


def _parts(error: ValidationError) -> Iterable[str]:
    parts: Iterable[str] = (error.params or {}).get("parts", DateParts._fields)
    return parts
