"""The second check: what a senior reviewer fills in."""

from typing import Any

from portal.casework.forms.decisions import DecisionForm
from portal.design.fields import TextAreaField


class CheckForm(DecisionForm):
    """The second check: the words for whoever proposed the approval, needed when it goes back."""

    note = TextAreaField(
        label="Note to who proposed it",
        hint="Needed if you send it back. Only the finance team sees it, but the requester can ask for it",
        optional=True,
        max_length=1000,
        rows=3,
    )

    @property
    def sends_back(self) -> bool:
        """Whether the button to send it back was pressed."""
        return "send_back" in self.data

    def clean(self) -> dict[str, Any]:
        """A reason for sending it back."""
        cleaned = super().clean() or {}
        if self.sends_back and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Enter why you send it back")
        return cleaned
