"""O2: which e-mails to list."""

from django import forms

from portal.casework.presenters.emails import KINDS, STATES
from portal.design.fields import SelectField


class FilterForm(forms.Form):
    """Which e-mails to list; neither filter says anything about a person."""

    status = SelectField(
        label="Status", choices=[(each.value, tag.text) for each, tag in STATES.items()],
        empty="All", optional=True,
    )  # fmt: skip
    template = SelectField(
        label="Email", choices=sorted(KINDS.items(), key=lambda kind: kind[1]),
        empty="All", optional=True,
    )  # fmt: skip
