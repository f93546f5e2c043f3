"""Answering what the finance team asked (A13)."""

from typing import Any

from django import forms

from portal.access.forms.files import EvidenceFileField
from portal.access.models import Question
from portal.design.fields import TextAreaField


class AnswerForm(forms.Form):
    """A13: words, a file, or both. The team's question is the label."""

    def __init__(self, *form: Any, question: Question, **options: Any) -> None:
        super().__init__(*form, **options)
        self.question = question
        self.fields["answer"] = TextAreaField(
            label=question.text,
            hint="Answer in words, or add a file below",
            optional=True,
            max_length=1000,
            too_long="Your answer must be 1,000 characters or fewer",
            rows=6,
        )
        self.fields["answer"].label = question.text  # nothing but the question: one of the two is needed
        self.fields["file"] = EvidenceFileField(label="Upload a file or photo", optional=True)

    def clean(self) -> dict[str, Any]:
        """Words, a file, or one that was added before."""
        cleaned = super().clean() or {}
        given = cleaned.get("answer") or cleaned.get("file") or self.question.evidence.exists()
        if not self.errors and not given:
            self.add_error("answer", "Enter your answer, or choose a file")
        return cleaned
