"""The questions about the represented person (A7, A7b). Another person’s data: browsers must not fill it in."""

from portal.access.forms.question import QuestionForm, is_adult
from portal.design.fields import DateField, TextField


class PersonNameForm(QuestionForm):
    """A7. Another person’s data: browsers must not fill it in."""

    person_first_name = TextField(
        label="First name",
        missing="Enter the person’s first name",
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )
    person_last_name = TextField(
        label="Last name", missing="Enter the person’s last name", max_length=100, autocomplete="off", spellcheck=False
    )
    person_known_as = TextField(
        label="Other name on our letters",
        hint="For example, a previous last name",
        optional=True,
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )


class PersonBirthForm(QuestionForm):
    """A7b."""

    person_date_of_birth = DateField(
        label="Date of Birth",
        name="Date of birth",
        hint="For example, 27 3 1948",
        missing="Enter the person’s date of birth",
        past=True,
    )

    @property
    def detour(self) -> str:
        return "" if is_adult(self.cleaned_data["person_date_of_birth"]) else "under-age"
