"""The questions of registering (screens.md R1 to R3a). Forms check and never write."""

import unicodedata
from typing import Any

from django import forms

from portal.accounts.models import Registration
from portal.accounts.passwords import problems_of
from portal.accounts.phones import e164
from portal.addresses.forms import PostcodeField
from portal.design import fields

NAME_LENGTH = 100
PHONE_LENGTH = 40
CALLABLE = "Enter a phone number we can call, with the area code"


def _name(label: str, missing: str = "", **options: Any) -> fields.TextField:
    return fields.TextField(
        label=label,
        missing=missing,
        max_length=NAME_LENGTH,
        too_long=f"{label} must be {NAME_LENGTH} characters or fewer",
        spellcheck=False,
        **options,
    )


class DetailsForm(forms.Form):
    """R1: name and phone number; and the postcode when an address is to be found."""

    first_name = _name("First name", "Enter your first name", autocomplete="given-name")
    last_name = _name("Last name", "Enter your last name", autocomplete="family-name")
    known_as = _name("Any other name on our letters", hint="For example, a previous last name", optional=True)
    phone = fields.PhoneLikeField(
        label="Phone number",
        hint="So we can call if we have a question about your request",
        missing="Enter a phone number",
        max_length=PHONE_LENGTH,
        too_long=CALLABLE,
        autocomplete="tel",
        width=20,
    )
    no_phone = fields.CheckboxField(label="I do not have a phone number")

    def __init__(self, *args: Any, asks_postcode: bool, finding: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding
        self.fields["phone"].required = False
        if asks_postcode:
            self.fields["postcode"] = PostcodeField()

    def clean(self) -> dict[str, Any]:
        """Adds `phone_e164`. A phone number is needed unless the person says there is none."""
        told: dict[str, Any] = super().clean() or {}
        told["phone_e164"] = ""
        if told.pop("no_phone", False):
            told["phone"] = ""
        elif not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Enter a phone number")
        elif "phone" in told:
            told["phone_e164"] = self._callable(told["phone"])
        if not self.finding:
            # Who types the address is asked for the postcode there.
            self.errors.pop("postcode", None)
        return told

    def _callable(self, typed: str) -> str:
        number = e164(typed)
        if not number:
            self.add_error("phone", CALLABLE)
        return number


def _email(label: str, hint: str = "") -> fields.EmailField:
    return fields.EmailField(
        label=label,
        hint=hint,
        missing="Enter your email address",
        autocomplete="email",
        width=30,
    )


def new_password(label: str) -> fields.PasswordField:
    """A password to be chosen. It is never cut: what is too long is told."""
    return fields.PasswordField(label=label, missing="Enter a password", autocomplete="new-password")


class ChooseLoginForm(forms.Form):
    """R2: the address and a password that fits the guide's rule and is not this person's own name."""

    email = _email("Your email address", "We will send a code here now, and your decision later")
    password = new_password("Create a password")

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration = registration

    def clean(self) -> dict[str, Any]:
        """Lists every rule the password breaks."""
        told: dict[str, Any] = super().clean() or {}
        if "password" in told:
            email = told.get("email", "")
            for problem in problems_of(told["password"], whose=self.registration, email=email):
                self.add_error("password", problem)
        return told


class ChangeEmailForm(forms.Form):
    """R3a: another address; everything else is kept."""

    email = _email("Your email address", "We will send a new code here")


class CodeForm(forms.Form):
    """R3: eight digits, with whatever people put between them, in any script's digits."""

    code = fields.TextField(
        label="Enter your code",
        hint="For example, 8765 1263",
        missing="Enter the code we sent you",
        autocomplete="one-time-code",
        inputmode="numeric",
        width=10,
        spellcheck=False,
    )

    def clean_code(self) -> str:
        """The digits as 0 to 9."""
        typed = [letter for letter in self.cleaned_data["code"] if letter not in ". " and _is_not_a_dash(letter)]
        digits = [str(unicodedata.decimal(letter, "")) for letter in typed]
        if not typed:
            raise forms.ValidationError("Enter the code we sent you")
        if "" in digits:
            raise forms.ValidationError("The code only has numbers")
        if len(digits) != 8:
            raise forms.ValidationError(f"The code has 8 numbers. You entered {len(digits)}")
        return "".join(digits)


def _is_not_a_dash(letter: str) -> bool:
    return unicodedata.category(letter) != "Pd"
