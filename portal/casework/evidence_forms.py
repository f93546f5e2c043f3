"""What an officer says of a file while they look at it."""

from django import forms

from portal.access.models import Evidence
from portal.design.fields import RadiosField


class MarkForm(forms.Form):
    """Beside the file."""

    mark = RadiosField(label="What do you think of it?", choices=Evidence.Mark.choices, missing="Select a mark")
