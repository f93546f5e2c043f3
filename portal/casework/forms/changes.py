"""F10: which rows to deal with."""

from typing import Any
from uuid import UUID

from django import forms

from portal.casework.forms.ids import is_id


class IdsField(forms.MultipleChoiceField):
    """Ticked rows; takes whatever has the shape of an id: a colleague may have dealt with the row meanwhile."""

    def valid_value(self, value: Any) -> bool:
        """Whether it is an id, of a row or of none."""
        return is_id(str(value))


class TickForm(forms.Form):
    """Which rows to apply."""

    ticked = IdsField(error_messages={"required": "Tick at least one row"})

    def clean_ticked(self) -> list[UUID]:
        """As ids."""
        return [UUID(ticked) for ticked in self.cleaned_data["ticked"]]
