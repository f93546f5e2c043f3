"""What the finance team types. Forms check and never write."""

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

    def __init__(self, candidates: list[tuple[str, str]], data: Any = None) -> None:
        """`candidates`: public id and words of each."""
        super().__init__(data)
        self.fields["person"] = RadiosField(
            label="Who is this request about?",
            choices=[*candidates, (NOBODY, "None of these")],
            missing="Select who this request is about, or none of these",
        )
