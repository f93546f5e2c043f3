"""What staff fill in on the pages about deliveries."""

from django import forms

from portal.design.fields import TextField


class KeyForm(forms.Form):
    """Asks what a new key is for."""

    name = TextField(
        label="Name of the new key",
        hint="The system that will use it, for example “ContrOCC, nightly”",
        missing="Enter a name",
        max_length=100,
        autocomplete="off",
    )
