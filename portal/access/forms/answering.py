"""Answering what the finance team asked (A13)."""

from typing import Any

from django import forms

from portal.access.models import Question
from portal.design.fields import TextAreaField


class AnswerForm(forms.Form):
    """A13: the team's question is the label."""

    def __init__(self, *form: Any, question: Question, **options: Any) -> None:
        super().__init__(*form, **options)
        self.fields["answer"] = TextAreaField(
            label=question.text,
            missing="Enter your answer",
            max_length=1000,
            too_long="Your answer must be 1,000 characters or fewer",
            rows=6,
        )
