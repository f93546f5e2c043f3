"""What staff fill in to end somebody's access (F9)."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone

from portal.access.end_reasons import why_ended
from portal.access.models import Grant
from portal.casework.presenters.end_reasons import end_reason
from portal.design.fields import DateField, RadiosField, TextAreaField
from portal.design.formats import day

Reason = Grant.EndReason
REASONS: Final = (
    Reason.ROLE_ENDED,
    Reason.PERSON_DIED,
    Reason.REPRESENTATIVE_DIED,
    Reason.PERSON_ASKED,
    Reason.SAFEGUARDING,
    Reason.MISTAKE,
    Reason.STAFF,
)
OF_A_ROLE: Final = (Reason.ROLE_ENDED, Reason.REPRESENTATIVE_DIED)
NOW, ON_A_DAY = "now", "on"


class EndForm(forms.Form):
    """Why, and from when on."""

    controls = ("seen", "reason", "when", "on_day", "on_month", "on_year", "note")

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, grant: Grant, **form: Any) -> None:
        super().__init__(**form)
        self.grant = grant
        reasons = [reason for reason in REASONS if not (grant.is_own and reason in OF_A_ROLE)]
        self.fields["reason"] = RadiosField(
            label="Why does this access end?",
            hint="Under each reason is what the holder reads",
            choices=[(reason.value, end_reason(reason)) for reason in reasons],
            hints={reason.value: _hint(reason, own=grant.is_own) for reason in reasons},
            missing="Select why this access ends",
        )
        self.fields["when"] = RadiosField(
            label="When does it end?",
            choices=[(NOW, "Now"), (ON_A_DAY, "After a day in the future")],
            missing="Select when this access ends",
        )
        self.fields["on"] = DateField(
            label="Last day of access",
            hint="Only if it ends after a day in the future",
            missing="",
            optional=True,
            name="The last day",
        )
        self.fields["note"] = TextAreaField(
            label="Note", hint="Only the finance team sees it, but the person can ask for it",
            optional=True, max_length=2000, rows=3,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A day exactly where one is needed, and a note where the reason says nothing."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("when") == ON_A_DAY and "on" not in self.errors:
            self._check_day(told.get("on"))
        if told.get("reason") in (Reason.STAFF, Reason.SAFEGUARDING) and not told.get("note"):
            self.add_error("note", "Enter a note that says why")
        return told

    @property
    def last_day(self) -> date | None:
        """The last day (UK); None for an end now."""
        last_day: date | None = self.cleaned_data["on"]
        return last_day if self.cleaned_data["when"] == ON_A_DAY else None

    def _check_day(self, on: date | None) -> None:
        if on is None:
            self.add_error("on", "Enter the last day of access")
        elif on < timezone.localdate():
            self.add_error("on", "The last day must be today or later")
        elif self.grant.last_day and on > self.grant.last_day:
            self.add_error("on", f"The last day must not be after {day(self.grant.last_day)}, when it ends already")


def _hint(reason: Reason, *, own: bool) -> str:
    words = why_ended(reason=reason, own=own)
    return f"No email is sent. In the portal they only read: {words}" if reason == Reason.SAFEGUARDING else words
