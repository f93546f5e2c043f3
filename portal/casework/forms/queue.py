"""What the finance team types, chooses and ticks on the queue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.filters import NOBODY, NOT_ASSESSED, When
from portal.casework.forms.ids import is_id
from portal.casework.presenters.words import TAGS, role_label
from portal.casework.queue import Show
from portal.council.identity import council
from portal.design.fields import CheckboxesField, CheckboxField, DateField, SelectField, TextField

Status = AccessRequest.Status

STATUSES: Final = {
    Show.TO_DO: (Status.SUBMITTED, Status.IN_REVIEW),
    Show.DECIDED: (Status.APPROVED, Status.REJECTED),
}
EVERY_STATUS: Final = tuple(status for status in Status if status is not Status.DRAFT)
WHENS: Final = {When.OVERDUE: "Overdue", When.TODAY: "Due today", When.LATER: "Due later"}


class SearchForm(forms.Form):
    """The search box of the queue."""

    words = TextField(
        label="Search all requests",
        hint="Reference, name, email address, postcode or person number",
        missing="Enter a reference, a name, an email address, a postcode or a person number",
        max_length=254,
        spellcheck=False,
        width=30,
    )


class FilterForm(forms.Form):
    """The filter panel. The names of its fields are those of portal/casework/filters.py and of the address."""

    def __init__(self, show: Show, staff: Iterable[Account], data: Any = None) -> None:
        """`staff`: who may have a request in hand."""
        super().__init__(data)
        statuses = STATUSES.get(show, EVERY_STATUS if show in (Show.ALL, Show.FOUND) else ())
        if statuses:
            self.fields["status"] = _any_of("Status", [(status, TAGS[status].text) for status in statuses])
        self.fields["for"] = _any_of("For", AccessRequest.For.choices)
        self.fields["role"] = _any_of("Role", [(role.code, role_label(role.code)) for role in council().roles])
        self.fields["match"] = _any_of("Match", [*AccessRequest.MatchBand.choices, (NOT_ASSESSED, "Not assessed yet")])
        if show is not Show.DECIDED:
            self.fields["due"] = _any_of("Due", list(WHENS.items()))
        people = [(str(account.pk), account.name) for account in staff]
        self.fields["assigned"] = _any_of("Assigned to", [(NOBODY, "Nobody"), *people])
        self.fields["sent_from"] = _day("Sent from")
        self.fields["sent_to"] = _day("Sent to")
        self.fields["flagged"] = CheckboxField(label="Flagged only")

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("sent_from"), cleaned.get("sent_to")
        if first and last and last < first:
            self.add_error("sent_to", "Sent to must not be before sent from")
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, by the names of their fields. Only once the form has been found valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class Tick:
    """A ticked request and the version the officer's page showed."""

    request_id: UUID
    version: int

    def __str__(self) -> str:
        return f"{self.request_id}.{self.version}"


class TicksField(CheckboxesField):
    """The boxes in the rows; cleans to a list of Tick, at most as many as a page has."""

    shape: Final = re.compile(r"([0-9a-f-]{36})\.([0-9]{1,9})")

    def valid_value(self, value: Any) -> bool:
        """Whatever has the shape of a tick: the list may have moved on since the page was opened."""
        found = self.shape.fullmatch(str(value))
        return bool(found) and is_id(str(value)[:36])

    def clean(self, value: Any) -> list[Tick]:
        """Each request once."""
        pairs = (typed.split(".") for typed in dict.fromkeys(super().clean(value)))
        return [Tick(UUID(number), int(version)) for number, version in pairs]


class TickForm(forms.Form):
    """The bulk bar."""

    ticked = TicksField(label="Requests", choices=(), missing="Tick at least one request")


class AssignTickedForm(TickForm):
    """Who is to look after the ticked requests."""

    def __init__(self, staff: Iterable[Account], data: Any = None) -> None:
        """`staff`: who may decide."""
        super().__init__(data)
        self.colleagues = {str(account.pk): account for account in staff}
        self.fields["to"] = SelectField(
            label="Who will look after these requests?",
            choices=[(pk, account.name) for pk, account in self.colleagues.items()],
            missing="Select who will look after these requests",
        )

    @property
    def colleague(self) -> Account:
        """The one chosen."""
        return self.colleagues[self.cleaned_data["to"]]


def _any_of(label: str, choices: Any) -> SelectField:
    field = SelectField(label=label, choices=[("", "Any"), *choices], empty="", optional=True)
    field.label = label  # a filter needs no "(optional)"
    return field


def _day(label: str) -> DateField:
    field = DateField(label=label, missing="", optional=True, name=label)
    field.label = label
    return field
