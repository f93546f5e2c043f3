"""From which day to which day is reported."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.casework.reports.span import MOST_DAYS, Span
from portal.design.fields import DateField


class SpanForm(forms.Form):
    """Two days; what is left empty is as in the last four weeks."""

    since = DateField(label="From", missing="Enter the first day", name="From")
    until = DateField(label="To", missing="Enter the last day", name="To")

    def clean(self) -> dict[str, Any]:
        """In order, not in the future, and not too far apart."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("since"), cleaned.get("until")
        if last and last > timezone.localdate():
            self.add_error("until", "To must be today or earlier")
        elif first and last and first > last:
            self.add_error("until", "To must not be before from")
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("until", f"Choose at most {MOST_DAYS} days")
        return cleaned

    @property
    def span(self) -> Span:
        """The days chosen; the last four weeks if none were, or not rightly."""
        if self.is_bound and self.is_valid():
            return Span(self.cleaned_data["since"], self.cleaned_data["until"])
        return Span.lately()


def span_form(typed: Any) -> SpanForm:
    """The form for an address; unbound, with the last four weeks, where it names no day."""
    names = [f"{name}_{part}" for name in SpanForm.base_fields for part in ("day", "month", "year")]
    if any(name in typed for name in names):
        return SpanForm(typed)
    usual = Span.lately()
    return SpanForm(initial={"since": usual.first, "until": usual.last})
