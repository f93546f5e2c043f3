"""Which older request asks for the same."""

from typing import Any

from django import forms

from portal.access.models import AccessRequest
from portal.casework.presenters.words import asked_for, role_label
from portal.design.fields import RadiosField
from portal.design.formats import day


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


def _told(request: AccessRequest) -> str:
    role = f", {role_label(request.role)}" if request.is_for_someone_else else ""
    return f"For {asked_for(request)}{role}. Sent {day(request.sent_at)}" if request.sent_at else ""
