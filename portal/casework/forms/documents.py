"""What staff type about documents."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.design.fields import DateField, RadiosField, TextAreaField, TextField
from portal.documents.models import Document

WITHDRAW, LATER, NOW = "withdraw", "later", "now"
CHOICES = {
    WITHDRAW: "Withdraw it: nobody who has access sees it any more",
    LATER: "Publish it on a day",
    NOW: "Publish it now",
}


class DocumentSearchForm(forms.Form):
    """A number that is written on papers; never a name."""

    words = TextField(
        label="Find documents",
        hint="Person number or document reference, as it is written there",
        missing="Enter a person number or a document reference",
        max_length=64,
        spellcheck=False,
        width=20,
    )


class WithholdForm(forms.Form):
    """What is to happen to a document, and why."""

    what = RadiosField(label="What do you want to do?", choices=list(CHOICES.items()), missing="Select what to do")
    on = DateField(label="Publish it on", name="The day", missing="", hint="If you publish it on a day", optional=True)
    reason = TextAreaField(
        label="Why?", hint="For staff. It stays in the audit trail", missing="Enter why", max_length=500, rows=3
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, document: Document) -> "WithholdForm":
        """Empty, but for what the page shows of the document."""
        return cls(initial={"seen": document.state})

    def clean(self) -> dict[str, Any]:
        """A day that lies ahead, where one is needed."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("what") == LATER and "on" not in self.errors:
            on = told.get("on")
            if on is None:
                self.add_error("on", "Enter the day")
            elif on <= timezone.localdate():
                self.add_error("on", "The day must be in the future")
        return told
