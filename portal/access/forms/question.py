"""What the questions of a request have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from portal.access.models import AccessRequest

Data = Mapping[str, Any]
YES_NO = (("yes", "Yes"), ("no", "No"))
ADULT = 18


def is_adult(born: date) -> bool:
    """Whether somebody born on that day is 18 today (UK)."""
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= ADULT


class QuestionForm(forms.Form):
    """One page of the journey. Its fields are called as those of the draft, unless it says otherwise."""

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        self.draft = draft
        super().__init__(data, initial=self.saved())

    def saved(self) -> dict[str, Any]:
        """What the page shows before anything is typed."""
        return {name: getattr(self.draft, name) for name in self.base_fields}

    @property
    def answers(self) -> dict[str, Any]:
        """What the draft is to keep of a valid form."""
        return self.cleaned_data

    @property
    def detour(self) -> str:
        """The page a valid form leads to instead of the next question; "" for none."""
        return ""
