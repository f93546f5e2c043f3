"""The form fields of the house: Django's, with the cleaning and the sentences of screens.md 0.3.

All take keyword-only arguments: `label`, `hint` (one short sentence), `missing` (the error when nothing is given),
`optional` (adds "(optional)" to the label), `initial`, and where it makes sense `max_length`, `too_long`,
`autocomplete`, `width` (characters: 2, 3, 4, 5, 10, 20 or 30), `inputmode`, `spellcheck`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from portal.design.dates import DateField
from portal.design.text import clean_lines, clean_text

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "PasswordField",
    "PhoneLikeField",
    "RadiosField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "clean_lines",
    "clean_text",
]

Pairs = Sequence[tuple[str, Any]]
Choices = Pairs | Callable[[], Pairs]
EMAIL_FORMAT = "Enter an email address in the correct format, like name@example.com"


def label_of(label: str, *, optional: bool) -> str:
    """The label, saying so when nothing need be given."""
    return f"{label} (optional)" if optional and not label.endswith("(optional)") else label


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
                "required": missing or f"Enter {label[:1].lower()}{label[1:]}",
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


class RadiosField(forms.ChoiceField):
    """One of a few. `hints` maps a value to the hint under its label; `inline` puts two short answers side by side."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        missing: str = "",
        hint: str = "",
        hints: Mapping[str, str] | None = None,
        optional: bool = False,
        inline: bool = False,
        initial: Any = None,
    ) -> None:
        sentence = missing or f"Select {label[:1].lower()}{label[1:]}"
        self.hints, self.inline = hints or {}, inline
        super().__init__(
            label=label_of(label, optional=optional),
            choices=choices,
            help_text=hint,
            required=not optional,
            initial=initial,
            widget=forms.RadioSelect,
            error_messages={"required": sentence, "invalid_choice": sentence},
        )


class SelectField(forms.ChoiceField):
    """One of many. Starts on `empty` ("Choose one"), which is no answer."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        missing: str = "",
        hint: str = "",
        empty: str = "Choose one",
        optional: bool = False,
        autocomplete: str = "",
        initial: Any = None,
    ) -> None:
        sentence = missing or f"Select {label[:1].lower()}{label[1:]}"
        self.empty = empty
        super().__init__(
            label=label_of(label, optional=optional),
            choices=choices,
            help_text=hint,
            required=not optional,
            initial=initial,
            widget=forms.Select(attrs={"autocomplete": autocomplete} if autocomplete else None),
            error_messages={"required": sentence, "invalid_choice": sentence},
        )


class CheckboxesField(forms.MultipleChoiceField):
    """Any number of a few; cleans to a list of values. `hints` as for radios."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        missing: str = "",
        hint: str = "",
        hints: Mapping[str, str] | None = None,
        optional: bool = False,
        initial: Any = None,
    ) -> None:
        sentence = missing or f"Select {label[:1].lower()}{label[1:]}"
        self.hints = hints or {}
        super().__init__(
            label=label_of(label, optional=optional),
            choices=choices,
            help_text=hint,
            required=not optional,
            initial=initial,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": sentence, "invalid_choice": sentence, "invalid_list": sentence},
        )


class CheckboxField(forms.BooleanField):
    """One box to tick; cleans to a bool. Need not be ticked unless `missing` gives the sentence for it."""

    def __init__(self, *, label: str, hint: str = "", missing: str = "", initial: Any = None) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            initial=initial,
            widget=forms.CheckboxInput,
            error_messages={"required": missing},
        )
