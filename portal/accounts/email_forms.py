"""M5: the question which e-mails to send."""

from django import forms

from portal.design import fields
from portal.emails.models import EmailChoices

NAMES = {
    "new_document": "There is a new document",
    "payment_changed": "A payment is not the same as the one before",
    "reminders": "Reminders, for example that your access ends soon",
}


class EmailChoicesForm(forms.Form):
    """Nothing ticked is an answer too."""

    wanted = fields.CheckboxesField(label="Email me when", choices=list(NAMES.items()), optional=True)

    @classmethod
    def of(cls, choices: EmailChoices) -> "EmailChoicesForm":
        """The form as the account left it."""
        return cls(initial={"wanted": [name for name in NAMES if getattr(choices, name)]})

    @property
    def choices(self) -> dict[str, bool]:
        """What is wanted, by the names of EmailChoices."""
        return {name: name in self.cleaned_data["wanted"] for name in NAMES}
