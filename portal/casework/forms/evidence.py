"""What an officer says of a file while they look at it, and where else they saw evidence."""

from django import forms

from portal.access.models import Evidence
from portal.design.fields import RadiosField, TextField


class MarkForm(forms.Form):
    """Beside the file."""

    mark = RadiosField(label="What do you think of it?", choices=Evidence.Mark.choices, missing="Select a mark")


class SeenForm(forms.Form):
    """Where an officer saw evidence that was sent another way."""

    seen_in = TextField(
        label="Seen in",
        hint="The system you saw it in, for example our document store",
        missing="Enter the system you saw it in",
        max_length=100,
        width=30,
    )
    seen_reference = TextField(label="Reference there", optional=True, max_length=100, width=30)
