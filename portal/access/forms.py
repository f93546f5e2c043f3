"""The questions of a request. Each form fills itself from the draft, and gives what the draft is to keep."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from portal.access.answers import own_address, own_name
from portal.access.models import AccessRequest
from portal.council.identity import council
from portal.design.fields import CheckboxesField, DateField, RadiosField, SelectField, TextAreaField, TextField

Data = Mapping[str, Any]
YES_NO = (("yes", "Yes"), ("no", "No"))
NO_ROLE = "none"
ADULT = 18
ADJUSTMENTS = (
    ("large_print", "Large print"),
    ("easy_read", "Easy Read"),
    ("braille", "Braille"),
    ("audio", "Audio"),
    ("bsl", "British Sign Language (BSL)"),
    ("interpreter", "An interpreter"),
    ("someone_else", "Someone else to speak for me"),
)
CONTACT_LABELS = {"email": "Email (recommended)", "phone": "Phone", "post": "Post"}


def is_adult(born: date) -> bool:
    """Whether somebody born on that day is 18 today (UK)."""
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= ADULT


class QuestionForm(forms.Form):
    """One page of the journey. Its fields are called as those of the draft, unless it says otherwise."""

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        self.draft = draft
        super().__init__(data, initial=self.saved())

    def saved(self) -> dict[str, Any]:
        """What the page shows before anything is typed."""
        return {name: getattr(self.draft, name) for name in self.base_fields}

    @property
    def answers(self) -> dict[str, Any]:
        """What the draft is to keep of a valid form."""
        return self.cleaned_data

    @property
    def detour(self) -> str:
        """The page a valid form leads to instead of the next question; "" for none."""
        return ""


class NoticeForm(QuestionForm):
    """A2."""

    agree = RadiosField(
        label="Do you agree to us using your details in this way?",
        choices=YES_NO,
        missing="Select yes if you agree, or no if you do not",
    )

    def saved(self) -> dict[str, Any]:
        agreed = self.draft.notice_agreed_at and self.draft.notice_version == council().notice.version
        return {"agree": "yes" if agreed else None}

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "notice_version": council().notice.version,
            "notice_language": "en",
            "notice_agreed_at": timezone.now(),
        }

    @property
    def detour(self) -> str:
        return "" if self.cleaned_data["agree"] == "yes" else "notice-refused"


class WhoForm(QuestionForm):
    """A3, as radios, or as the drop-down of the printed guide."""

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        self.fields["made_for"] = self._made_for()

    def saved(self) -> dict[str, Any]:
        return {"made_for": self.draft.made_for}

    @staticmethod
    def _made_for() -> forms.ChoiceField:
        label, missing = "Who are you requesting access for?", "Select who you are requesting access for"
        choices = AccessRequest.For.choices
        if council().who_as_select:
            return SelectField(label=label, choices=choices, missing=missing)
        hints = {"myself": "I get care and support", "someone_else": "I have a formal role for them"}
        return RadiosField(label=label, choices=choices, missing=missing, hints=hints)


class MeForm(QuestionForm):
    """A4: the date of birth; name and address are shown above it."""

    own_date_of_birth = DateField(
        label="Date of birth",
        hint="For example, 27 3 1948",
        missing="Enter your date of birth",
        autocomplete="bday",
        past=True,
    )
    own_letter_reference = TextField(
        label="A reference from a letter we sent you",
        hint="It helps us to find your documents",
        optional=True,
        max_length=64,
        too_long="The reference must be 64 characters or fewer",
        width=20,
        spellcheck=False,
        autocomplete="off",
    )

    def clean(self) -> None:
        if not own_address(self.draft)["address_lines"]:
            self.add_error(None, "Enter your address")

    @property
    def answers(self) -> dict[str, Any]:
        address = {f"own_{name}": value for name, value in own_address(self.draft).items()}
        return self.cleaned_data | own_name(self.draft) | address

    @property
    def detour(self) -> str:
        return "" if is_adult(self.cleaned_data["own_date_of_birth"]) else "under-age"


class RoleForm(QuestionForm):
    """A5: the right to see the documents, and the role, in the council's order."""

    has_right = RadiosField(
        label="Do you have the legal or formal right to see this person's money documents?",
        choices=YES_NO,
        missing="Select yes if you have the right to see this person's money documents",
        inline=True,
    )
    role = SelectField(
        label="Who is the person to you? Choose your role",
        choices=lambda: [
            *((role.code.value, role.label) for role in council().roles if role.enabled),
            (NO_ROLE, "None of these"),
        ],
        missing="Choose your role",
    )

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        # Somebody who says no need not go on to choose a role.
        self.fields["role"].required = self.data.get("has_right") != "no"

    def saved(self) -> dict[str, Any]:
        return {"has_right": "yes" if self.draft.has_right else None, "role": self.draft.role}

    @property
    def answers(self) -> dict[str, Any]:
        return {"has_right": True, "role": self.cleaned_data["role"]}

    @property
    def detour(self) -> str:
        has_role = self.cleaned_data["has_right"] == "yes" and self.cleaned_data["role"] != NO_ROLE
        return "" if has_role else "no-role"


class YourNameForm(QuestionForm):
    """A6."""

    own_first_name = TextField(
        label="First name",
        missing="Enter your first name",
        max_length=100,
        autocomplete="given-name",
        spellcheck=False,
    )
    own_last_name = TextField(
        label="Last name", missing="Enter your last name", max_length=100, autocomplete="family-name", spellcheck=False
    )

    def saved(self) -> dict[str, Any]:
        return own_name(self.draft)


class YourAddressForm(QuestionForm):
    """A6a: the address we know is shown above it."""

    same = RadiosField(
        label="Is this still your address?",
        choices=YES_NO,
        missing="Select yes if this is still your address",
        inline=True,
    )

    def saved(self) -> dict[str, Any]:
        return {}

    @property
    def answers(self) -> dict[str, Any]:
        return {f"own_{name}": value for name, value in own_address(self.draft).items()}

    @property
    def detour(self) -> str:
        return "" if self.cleaned_data["same"] == "yes" else "your-address-postcode"


class PersonNameForm(QuestionForm):
    """A7. Another person's data: browsers must not fill it in."""

    person_first_name = TextField(
        label="First name",
        missing="Enter the person's first name",
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )
    person_last_name = TextField(
        label="Last name", missing="Enter the person's last name", max_length=100, autocomplete="off", spellcheck=False
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
        missing="Enter the person's date of birth",
        past=True,
    )

    @property
    def detour(self) -> str:
        return "" if is_adult(self.cleaned_data["person_date_of_birth"]) else "under-age"


class ContactForm(QuestionForm):
    """A9: how to reach the requester, by phone only if they gave a number, and what makes it easier for them."""

    adjustments = CheckboxesField(
        label="Do you need us to do anything differently?",
        choices=ADJUSTMENTS,
        hint="Choose all you need",
        optional=True,
    )
    interpreter_language = TextField(
        label="Language you need an interpreter for", optional=True, max_length=100, width=20, autocomplete="off"
    )

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        self.fields["contact_method"] = self._contact_method()
        self.order_fields(["contact_method"])

    def _contact_method(self) -> RadiosField:
        account = self.draft.account
        offered = [method for method in council().contact_methods if method != "phone" or account.phone]
        methods = sorted(offered, key=lambda method: method != "email")
        return RadiosField(
            label="How do you want us to contact you?",
            choices=[(method, CONTACT_LABELS[method]) for method in methods],
            hints={"email": f"Quickest. We use {account.email}", "phone": f"We use {account.phone}"},
            missing="Select how you want us to contact you",
        )

    def saved(self) -> dict[str, Any]:
        account = self.draft.account
        return {
            "contact_method": self.draft.contact_method,
            "adjustments": account.adjustments,
            "interpreter_language": account.interpreter_language,
        }

    def clean(self) -> None:
        wanted = "interpreter" in self.cleaned_data.get("adjustments", [])
        if wanted and not self.cleaned_data.get("interpreter_language"):
            self.add_error("interpreter_language", "Enter the language you need an interpreter for")


class CarryOnForm(forms.Form):
    """A1 when a draft is kept."""

    draft = RadiosField(
        label="Carry on with your saved request, or start again?",
        choices=(("carry_on", "Carry on with my saved request"), ("start_again", "Start again")),
        hints={"start_again": "We will delete your saved answers"},
        missing="Select carry on, or start again",
    )


class WithdrawForm(forms.Form):
    """A12: why a request is taken back."""

    reason = TextAreaField(
        label="Why do you want to withdraw it?",
        optional=True,
        max_length=500,
        too_long="Your reason must be 500 characters or fewer",
        rows=3,
    )
