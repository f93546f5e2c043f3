"""What an officer fills in on F2 besides a decision: its menu, notes and evidence. Forms check and never write."""

from typing import Any

from django import forms

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.colleagues import who_can_decide
from portal.casework.presenters.words import asked_for, role_label
from portal.design.fields import RadiosField, SelectField, TextAreaField, TextField
from portal.design.formats import day


class AssignForm(forms.Form):
    """Which colleague looks after the request from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: AccessRequest, officer: Account, data: Any = None) -> None:
        """The requester is not among the colleagues; the officer is."""
        super().__init__(data, initial={"version": request.version})
        self.colleagues = {str(account.pk): account for account in who_can_decide(but=request.account_id)}
        self.fields["to"] = SelectField(
            label="Who will look after this request?",
            choices=[(pk, _named(each, officer)) for pk, each in self.colleagues.items()],
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


class MergeForm(forms.Form):
    """Which older request asks for the same."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: AccessRequest, older_ones: list[AccessRequest], data: Any = None) -> None:
        """`older_ones`: what it can be merged into."""
        super().__init__(data, initial={"version": request.version})
        self.older_ones = {str(each.pk): each for each in older_ones}
        self.fields["into"] = RadiosField(
            label="Which older request asks for the same?",
            choices=[(pk, each.reference) for pk, each in self.older_ones.items()],
            hints={pk: _told(each) for pk, each in self.older_ones.items()},
            missing="Select which older request asks for the same",
        )

    @property
    def older(self) -> AccessRequest:
        """The one chosen."""
        return self.older_ones[self.cleaned_data["into"]]


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


class NoteForm(forms.Form):
    """A remark for the finance team."""

    text = TextAreaField(label="Add a note", missing="Enter a note", max_length=4000, rows=4)


def _named(colleague: Account, officer: Account) -> str:
    return f"{colleague.name} (you)" if colleague.pk == officer.pk else colleague.name


def _told(request: AccessRequest) -> str:
    role = f", {role_label(request.role)}" if request.is_for_someone_else else ""
    return f"For {asked_for(request)}{role}. Sent {day(request.sent_at)}" if request.sent_at else ""
