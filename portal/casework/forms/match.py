"""F2, tab Match: whom an officer looks for, and whom they choose."""

from collections.abc import Mapping
from typing import Any

from django import forms

from portal.design.fields import DateField, RadiosField, TextField


class FindForm(forms.Form):
    """Looks for people in what the finance system delivered."""

    controls = ("name", "date_of_birth_day", "date_of_birth_month", "date_of_birth_year", "postcode", "number")

    name = TextField(label="Name", hint="A surname, or a first name and a surname", max_length=200, optional=True)
    date_of_birth = DateField(label="Date of birth", missing="", optional=True, past=True)
    postcode = TextField(label="Postcode", max_length=10, width=10, optional=True)
    number = TextField(label="Person number", max_length=32, width=20, optional=True)

    def clean(self) -> dict[str, Any]:
        """Something must be given."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("name", "Enter a name, a date of birth, a postcode or a person number")
        return cleaned


NOBODY = "none"


class ChooseForm(forms.Form):
    """Which of the candidates a request is about."""

    def __init__(self, candidates: Mapping[str, tuple[str, str]], data: Any = None) -> None:
        """`candidates`: words and reasons of each, by public id."""
        super().__init__(data)
        choices = [(public_id, words) for public_id, (words, _) in candidates.items()]
        self.fields["person"] = RadiosField(
            label="Who is this request about?",
            choices=[*choices, (NOBODY, "None of these")],
            hints={public_id: reasons for public_id, (_, reasons) in candidates.items()},
            missing="Select who this request is about, or none of these",
        )
