"""F4: what an officer fills in to reject a request."""

from typing import Any

from django.utils.text import get_text_list

from portal.access.reject_reasons import reject_reason, reject_reasons
from portal.casework.forms.decisions import DecisionForm
from portal.casework.giveaways import giveaways
from portal.design.fields import CheckboxField, RadiosField, TextAreaField


class RejectForm(DecisionForm):
    """F4: why, in words from the list, and one paragraph of the officer's own."""

    field_order = ("version", "reason", "paragraph", "sure")

    paragraph = TextAreaField(
        label="Your own words to the requester",
        hint="One paragraph. Never say which detail was different",
        optional=True,
        max_length=1000,
        rows=4,
    )
    sure = CheckboxField(label="Send these words as they are")

    def __init__(self, *form: Any, **options: Any) -> None:
        super().__init__(*form, **options)
        reasons = reject_reasons()
        self.fields["reason"] = RadiosField(
            label="Why do you reject this request?",
            hint="Under each reason is what the requester reads",
            choices=[(reason.code, reason.label) for reason in reasons],
            hints={reason.code: reason.words for reason in reasons},
            missing="Select why you reject this request",
        )
        self.order_fields(self.field_order)

    def clean_paragraph(self) -> str:
        """One paragraph, whatever the line breaks."""
        return " ".join(self.cleaned_data["paragraph"].split())

    def clean(self) -> dict[str, Any]:
        """Words where the reason needs them, and a second look at words that give something away."""
        cleaned = super().clean() or {}
        paragraph, reason = cleaned.get("paragraph", ""), cleaned.get("reason")
        if reason and reject_reason(reason).needs_paragraph and not paragraph:
            self.add_error("paragraph", "Enter the reason in your own words")
        if (found := giveaways(paragraph)) and not cleaned.get("sure"):
            held = get_text_list(found, "and")
            self.add_error(
                "paragraph", f"Your words may hold {held}. Take that out, or tick “Send these words as they are”"
            )
        return cleaned

    @property
    def asks_if_sure(self) -> bool:
        """Whether the words give something away, so that the box to send them all the same is shown."""
        return self.is_bound and bool(giveaways(self.data.get("paragraph", "")))
