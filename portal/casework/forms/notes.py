"""F2, tab Notes."""

from django import forms

from portal.design.fields import TextAreaField


class NoteForm(forms.Form):
    """A remark for the finance team."""

    text = TextAreaField(label="Add a note", missing="Enter a note", max_length=4000, rows=4)
