"""Fields somebody chooses in: one of a few, one of many, any number, or a single box to tick (see fields.py)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from portal.design.wording import label_of, sentence_of

Pairs = Sequence[tuple[str, Any]]
Choices = Pairs | Callable[[], Pairs]


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
        sentence = missing or sentence_of("Select", label)
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
        sentence = missing or sentence_of("Select", label)
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
        sentence = missing or sentence_of("Select", label)
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
