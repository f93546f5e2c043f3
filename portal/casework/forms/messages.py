"""F15: what an officer fills in to find, give away, answer or close a message."""

from typing import Any, Final

from django import forms

from portal.accounts.models import Account
from portal.casework.colleagues import who_can_decide
from portal.casework.forms.assigning import named
from portal.council.identity import council
from portal.design.fields import RadiosField, SelectField, TextAreaField, TextField
from portal.documents.models import Message

OWN_WORDS: Final = "own"
LONGEST: Final = 4000
Outcome = Message.Outcome


class FindForm(forms.Form):
    """A message somebody names on the phone. Its reference says nothing about anybody: it may stand in an address."""

    reference = TextField(
        label="Find a message by its reference",
        hint="For example, ASK000123",
        missing="Enter the reference of a message",
        max_length=30,
        width=10,
    )


class GiveForm(forms.Form):
    """Which colleague looks after the message from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, message: Message, officer: Account, data: Any = None) -> None:
        super().__init__(data, initial={"version": message.version})
        self.colleagues = {str(account.pk): account for account in who_can_decide(but=message.account_id)}
        self.fields["to"] = SelectField(
            label="Who will look after this message?",
            choices=[(pk, named(each, officer)) for pk, each in self.colleagues.items()],
            missing="Select who will look after this message",
        )

    @property
    def colleague(self) -> Account:
        """The one chosen."""
        return self.colleagues[self.cleaned_data["to"]]


class AnswerForm(forms.Form):
    """An answer from the council's list, or in the officer's own words."""

    field_order = ("version", "template", "text")

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = TextAreaField(
        label="Your own words",
        hint="They read it after they sign in. Leave it empty to use the words above",
        optional=True,
        max_length=LONGEST,
        rows=8,
    )

    def __init__(self, *form: Any, **options: Any) -> None:
        super().__init__(*form, **options)
        templates = council().answer_templates
        self.fields["template"] = RadiosField(
            label="What do you want to answer?",
            choices=[*((each.code, each.label) for each in templates), (OWN_WORDS, "Something else")],
            hints={each.code: each.text for each in templates},
        )
        self.fields["template"].required = False  # words of one's own are enough; see clean()
        self.order_fields(self.field_order)

    @property
    def answer(self) -> str:
        """The words to send: the officer's own, or those of the list."""
        own: str = self.cleaned_data.get("text") or ""
        listed = {each.code: each.text for each in council().answer_templates}
        return own or listed.get(self.cleaned_data.get("template") or "", "")

    def clean(self) -> dict[str, Any]:
        """Words of one's own where nothing on the list was chosen."""
        cleaned = super().clean() or {}
        if not self.errors and not self.answer:
            missing = cleaned.get("template") == OWN_WORDS
            self.add_error(
                *(("text", "Enter your answer") if missing else ("template", "Select what you want to answer"))
            )
        return cleaned


class CloseForm(forms.Form):
    """How a message ended that has no answer in the portal."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = RadiosField(
        label="Why do you close this message?",
        choices=[
            (Outcome.PHONED.value, "I have answered by phone"),
            (Outcome.NOTHING_TO_DO.value, "It needs no answer"),
        ],
        hints={
            Outcome.PHONED.value: "They see that you called, and when",
            Outcome.NOTHING_TO_DO.value: "For example, they asked the same twice",
        },
        missing="Select why you close this message",
    )
    note = TextAreaField(
        label="Note for your colleagues", hint="What was said. They can ask to see it", optional=True,
        max_length=1000, rows=4,
    )  # fmt: skip
