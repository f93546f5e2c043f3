"""The form fields of the house: Django's, with the cleaning and the sentences of screens.md 0.3.

All take keyword-only arguments: `label`, `hint` (one short sentence), `missing` (the error when nothing is given),
`optional` (adds "(optional)" to the label), `initial`, and where it makes sense `max_length`, `too_long`,
`autocomplete`, `width` (characters: 2, 3, 4, 5, 10, 20 or 30), `inputmode`, `spellcheck`.
"""

from typing import Any

from django import forms

from portal.design.choices import CheckboxesField, CheckboxField, RadiosField, SelectField
from portal.design.dates import DateField
from portal.design.files import FileField
from portal.design.text import clean_lines, clean_text
from portal.design.wording import label_of, sentence_of

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FileField",
    "PasswordField",
    "PhoneLikeField",
    "RadiosField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "clean_lines",
    "clean_text",
]

EMAIL_FORMAT = "Enter an email address in the correct format, like name@example.com"


class TextField(forms.CharField):
    """One line of text."""

    input_type = "text"

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        missing: str = "",
        max_length: int | None = None,
        too_long: str = "",
        optional: bool = False,
        autocomplete: str = "",
        width: int | None = None,
        inputmode: str = "",
        spellcheck: bool | None = None,
        autocapitalize: str = "",
        initial: Any = None,
    ) -> None:
        typed = {
            "autocomplete": autocomplete,
            "inputmode": inputmode,
            "spellcheck": "" if spellcheck is None else str(spellcheck).lower(),
            "autocapitalize": autocapitalize,
            "class": f"govuk-input--width-{width}" if width else "",
        }
        super().__init__(
            label=label_of(label, optional=optional),
            help_text=hint,
            required=not optional,
            max_length=max_length,
            initial=initial,
            widget=self.make_widget({name: value for name, value in typed.items() if value}),
            error_messages={
                "required": missing or sentence_of("Enter", label),
                "max_length": too_long or f"{label} must be {max_length} characters or fewer",
            },
        )

    def make_widget(self, attrs: dict[str, Any]) -> forms.Widget:
        """The control this field is typed into."""
        return forms.TextInput(attrs=attrs | {"type": self.input_type})

    def to_python(self, value: Any) -> str:
        """The cleaned text; "" for none."""
        return super().to_python(clean_text(value) if isinstance(value, str) else value) or ""


class EmailField(TextField):
    """An e-mail address, as typed but for spaces."""

    input_type = "email"
    default_validators = forms.EmailField.default_validators

    def __init__(self, *, label: str, max_length: int = 254, spellcheck: bool = False, **typed: Any) -> None:
        super().__init__(label=label, max_length=max_length, spellcheck=spellcheck, **typed)
        self.error_messages["invalid"] = EMAIL_FORMAT

    def to_python(self, value: Any) -> str:
        """The address without spaces: phones add one after a suggested word."""
        return super().to_python(value).replace(" ", "")

    def clean(self, value: Any) -> str:
        """Refuses letters such as "İ" before the @, which Django takes for an "i": in lower case they are two."""
        address: str = super().clean(value)
        if not address.isascii() and (not address.partition("@")[0].isascii() or len(address.lower()) > len(address)):
            raise forms.ValidationError(EMAIL_FORMAT)
        return address


class PhoneLikeField(TextField):
    """A phone number, kept as typed; whether it can be called is for the form that asks to say."""

    input_type = "tel"


class PasswordField(TextField):
    """A password: never shown again, never cleaned but for NFC, never cut."""

    def __init__(self, *, label: str, autocomplete: str = "current-password", **typed: Any) -> None:
        super().__init__(label=label, autocomplete=autocomplete, **typed)
        self.strip = False

    def make_widget(self, attrs: dict[str, Any]) -> forms.Widget:
        return forms.PasswordInput(attrs=attrs)

    def to_python(self, value: Any) -> str:
        """What was typed, every space of it."""
        return forms.CharField.to_python(self, value) or ""


class TextAreaField(TextField):
    """Several lines. With `max_length` the page counts the characters left."""

    def __init__(self, *, label: str, rows: int = 5, **typed: Any) -> None:
        self.rows = rows
        super().__init__(label=label, **typed)

    def make_widget(self, attrs: dict[str, Any]) -> forms.Widget:
        return forms.Textarea(attrs=attrs | {"rows": self.rows})

    def to_python(self, value: Any) -> str:
        """The cleaned lines; "" for none."""
        return forms.CharField.to_python(self, clean_lines(value) if isinstance(value, str) else value) or ""
