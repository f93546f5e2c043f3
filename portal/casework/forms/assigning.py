"""Who looks after a request, and why colleagues should look twice."""

from typing import Any

from django import forms

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.colleagues import who_can_decide
from portal.design.fields import SelectField, TextField


class AssignForm(forms.Form):
    """Which colleague looks after the request from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: AccessRequest, officer: Account, data: Any = None) -> None:
        """The requester is not among the colleagues; the officer is."""
        super().__init__(data, initial={"version": request.version})
        self.colleagues = {str(account.pk): account for account in who_can_decide(but=request.account_id)}
        self.fields["to"] = SelectField(
            label="Who will look after this request?",
            choices=[(pk, named(each, officer)) for pk, each in self.colleagues.items()],
            missing="Select who will look after this request",
        )

    @property
    def colleague(self) -> Account:
        """The one chosen."""
        return self.colleagues[self.cleaned_data["to"]]


class FlagForm(forms.Form):
    """Why colleagues should look twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = TextField(
        label="Why do you flag this request?",
        hint="Your colleagues see it. The requester can ask for it",
        missing="Enter why you flag this request",
        max_length=500,
    )


def named(colleague: Account, officer: Account) -> str:
    """The colleague's name; the officer finds their own at once."""
    return f"{colleague.name} (you)" if colleague.pk == officer.pk else colleague.name
