"""What staff fill in on the pages about deliveries."""

from django import forms

from portal.delivery.presenters.keys import MAY
from portal.design.fields import RadiosField, TextField


class KeyForm(forms.Form):
    """Asks who uses a new key, and for what."""

    name = TextField(
        label="Name of the new key",
        hint="The system that will use it, for example “ContrOCC, nightly”",
        missing="Enter a name",
        max_length=100,
        autocomplete="off",
    )
    scope = RadiosField(label="What may it do?", choices=list(MAY.items()), missing="Select what it may do")
