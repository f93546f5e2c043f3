"""Choosing among a person's documents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from portal.council.identity import DocumentKind
from portal.design.fields import CheckboxesField, CheckboxField, DateField, SelectField
from portal.documents import tax_years
from portal.documents.presenters.words import label


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; nothing chosen means everything."""

    kinds: tuple[str, ...] = ()
    tax_year: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    not_opened: bool = False

    def __bool__(self) -> bool:
        return self != Choices()


class ChoiceForm(forms.Form):
    """The filter of D1. Offers only the kinds and tax years there are; asked with GET."""

    type = CheckboxesField(label="Type", choices=(), optional=True)
    tax_year = SelectField(label="Tax year", choices=(), optional=True, empty="All tax years")
    from_date = DateField(
        label="Issued from", name="The first date", missing="", hint="For example, 6 4 2025", optional=True
    )
    to_date = DateField(
        label="Issued to", name="The last date", missing="", hint="For example, 5 4 2026", optional=True
    )
    not_opened = CheckboxField(label="Only documents you have not opened yet")

    def __init__(self, data: Any, *, kinds: Collection[str], years: Collection[int]) -> None:
        super().__init__(data if self.is_asked(data) else None)
        self.kinds = kinds
        cast("CheckboxesField", self.fields["type"]).choices = [
            (kind.value, label(kind)) for kind in DocumentKind if kind in kinds
        ]
        cast("SelectField", self.fields["tax_year"]).choices = [(str(year), tax_years.words(year)) for year in years]

    @classmethod
    def is_asked(cls, query: Iterable[str]) -> bool:
        """Whether the query of an address asks for a choice at all."""
        return any(name.startswith(tuple(cls.base_fields)) for name in query)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("from_date"), cleaned.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", ValidationError("The last date must be the same as or after the first date"))
        return cleaned

    @property
    def choices(self) -> Choices:
        """What was chosen; everything while the form has errors."""
        if not self.is_bound or not self.is_valid():
            return Choices()
        cleaned = self.cleaned_data
        return Choices(
            kinds=tuple(cleaned["type"]),
            tax_year=int(cleaned["tax_year"]) if cleaned["tax_year"] else None,
            first_day=cleaned["from_date"],
            last_day=cleaned["to_date"],
            not_opened=cleaned["not_opened"],
        )
