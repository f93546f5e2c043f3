"""What an officer says of evidence: whether a file shows the role, and where they saw what came another way."""

from django import forms

from portal.access.models import Evidence
from portal.design.fields import RadiosField, TextField


class MarkForm(forms.Form):
    """Beside the file."""

    mark = RadiosField(label="What do you think of it?", choices=Evidence.Mark.choices, missing="Select a mark")


class SeenForm(forms.Form):
    """Evidence that the council already holds, or that came by post or e-mail."""

    seen_in = TextField(
        label="Where did you see it?",
        hint="The system or the mailbox, for example Mosaic",
        missing="Enter where you saw it",
        max_length=100,
        too_long="Where you saw it must be 100 characters or fewer",
        autocomplete="off",
        width=20,
    )
    seen_reference = TextField(
        label="Its reference there",
        optional=True,
        max_length=100,
        too_long="The reference must be 100 characters or fewer",
        autocomplete="off",
        width=20,
        spellcheck=False,
    )
