"""C4: what an editor fills in to explain a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.casework.presenters.lines import ANY, DIRECTIONS, TYPES
from portal.design.fields import RadiosField, SelectField, TextAreaField, TextField
from portal.documents.explaining.dictionary import Entry
from portal.documents.explaining.sentences import lines_of, mistakes_in
from portal.documents.models import LineExplanation

LONGEST = 2000


class ExplanationForm(forms.Form):
    """The texts of one explanation."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = TextField(label="Title", hint="What the line is, in a few words", missing="Enter a title", max_length=100)
    explanation = TextAreaField(
        label="Explanation",
        hint="One version on each line. The first one whose values the line has is shown",
        missing="Enter an explanation",
        max_length=LONGEST,
        rows=8,
    )
    gross = TextAreaField(label="Explanation when we invoice contributions", max_length=LONGEST, rows=3, optional=True)
    examples = TextAreaField(label="Examples, for colleagues", max_length=LONGEST, rows=3, optional=True)
    tried_on = TextField(
        label="Reference of a document to try it on",
        hint="Leave it empty for the newest one with such a line",
        max_length=64,
        optional=True,
    )

    def clean_explanation(self) -> str:
        """Lines that can all be said."""
        return _without_mistakes(self.cleaned_data["explanation"])

    def clean_gross(self) -> str:
        """The same."""
        return _without_mistakes(self.cleaned_data["gross"])

    def entry_for(self, explanation: LineExplanation) -> Entry:
        """What was written, for the line this explanation is about."""
        return self._entry(explanation.code, explanation.type, explanation.direction)

    def _entry(self, code: str, type_: str, direction: Any) -> Entry:
        texts = {name: self.cleaned_data[name] for name in ("title", "explanation", "gross", "examples")}
        return Entry(code=code, type=type_, direction=direction, **texts)


class NewExplanationForm(ExplanationForm):
    """An explanation for a code or type that has none."""

    field_order = ("code", "type", "direction")

    code = TextField(label="Code", hint="As printed on the advice", missing="Enter the code", max_length=100)
    type = SelectField(label="Type", choices=list(TYPES.items()), missing="Select a type")
    direction = RadiosField(
        label="When is it shown?", choices=list(DIRECTIONS.items()), missing="Select when it is shown"
    )

    @property
    def entry(self) -> Entry:
        """What was written."""
        cleaned = self.cleaned_data
        return self._entry(cleaned["code"], _one(cleaned["type"]), _one(cleaned["direction"]))


def _one(chosen: str) -> str:
    return "" if chosen == ANY else chosen


def _without_mistakes(text: str) -> str:
    if mistakes := list(mistakes_in(text)):
        raise ValidationError(mistakes)
    return "\n".join(lines_of(text))
