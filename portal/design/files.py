"""A field somebody chooses a file in (see fields.py). What the file is, is for the form that asks to find out."""

from django import forms

from portal.design.wording import label_of, sentence_of


class FileWidget(forms.FileInput):
    """The browser's own control for a file."""


class FileField(forms.FileField):
    """One file; None if none is needed and none was chosen. `accept`: what a browser offers first, ".pdf,.jpg"."""

    def __init__(
        self, *, label: str, hint: str = "", missing: str = "", accept: str = "", optional: bool = False
    ) -> None:
        super().__init__(
            label=label_of(label, optional=optional),
            help_text=hint,
            required=not optional,
            allow_empty_file=True,
            widget=FileWidget(attrs={"accept": accept} if accept else None),
            error_messages={"required": missing or sentence_of("Select", label)},
        )
