"""The questions about the requester (A4, A6, A6a, A9)."""

from typing import Any

from portal.access.answers import own_address, own_name
from portal.access.forms.question import YES_NO, Data, QuestionForm, is_adult
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.council.identity import council
from portal.design.fields import CheckboxesField, DateField, RadiosField, TextField

CONTACT_LABELS = {"email": "Email (recommended)", "phone": "Phone", "post": "Post"}


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


class ContactForm(QuestionForm):
    """A9: how to reach the requester, by phone only if they gave a number, and what makes it easier for them."""

    adjustments = CheckboxesField(
        label="Do you need us to do anything differently?",
        choices=Account.Adjustment.choices,
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
        wanted = Account.Adjustment.INTERPRETER in self.cleaned_data.get("adjustments", [])
        if wanted and not self.cleaned_data.get("interpreter_language"):
            self.add_error("interpreter_language", "Enter the language you need an interpreter for")
