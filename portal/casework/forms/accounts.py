"""What staff type about accounts."""

from typing import Any

from django import forms

from portal.accounts.models import Account
from portal.accounts.phones import e164
from portal.addresses.postcodes import NotAPostcode, normalise_postcode
from portal.design.fields import PhoneLikeField, TextAreaField, TextField

CALLABLE = "Enter a phone number we can call, with the area code"


class AccountSearchForm(forms.Form):
    """F7."""

    words = TextField(
        label="Search accounts",
        hint="Name, email address, phone number, reference of a request or person number",
        missing="Enter a name, an email address, a phone number, a reference or a person number",
        max_length=254,
        spellcheck=False,
        width=30,
    )


class CorrectForm(forms.Form):
    """Details put right for somebody who told us so."""

    first_name = TextField(label="First name", missing="Enter a first name", max_length=100, spellcheck=False)
    last_name = TextField(label="Last name", missing="Enter a last name", max_length=100, spellcheck=False)
    known_as = TextField(label="Any other name on our letters", max_length=100, optional=True, spellcheck=False)
    phone = PhoneLikeField(label="Phone number", max_length=40, optional=True, width=20)
    address = TextAreaField(label="Address lines", max_length=500, optional=True, rows=3)
    town = TextField(label="Town or city", max_length=100, optional=True)
    postcode = TextField(label="Postcode", max_length=10, optional=True, width=10)
    country = TextField(label="Country", hint="Leave empty for the UK", max_length=100, optional=True)
    reason = TextAreaField(
        label="Why do you correct this?",
        hint="For example, who told us and how we know it is them",
        missing="Enter why you correct this",
        max_length=500,
        rows=3,
    )

    @classmethod
    def about(cls, account: Account) -> "CorrectForm":
        """The form filled with what the account holds."""
        held = {name: getattr(account, name) for name in cls.base_fields if hasattr(account, name)}
        return cls(initial=held | {"address": "\n".join(account.address_lines)})

    def clean(self) -> dict[str, Any]:
        """A number that can be called, and a postcode that is one."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("phone") and not e164(told["phone"]):
            self.add_error("phone", CALLABLE)
        if told.get("postcode") and not told.get("country"):
            try:
                told["postcode"] = normalise_postcode(told["postcode"])
            except NotAPostcode:
                self.add_error("postcode", "Enter a full UK postcode")
        return told

    @property
    def told(self) -> dict[str, Any]:
        """The values as the account keeps them."""
        told = dict(self.cleaned_data)
        lines = [line for line in told.pop("address").splitlines() if line]
        return told | {"address_lines": lines, "phone_e164": e164(told["phone"])}


class CloseForm(forms.Form):
    """Closing an account."""

    reason = TextAreaField(
        label="Why do you close this account?",
        hint="Only the finance team sees it",
        missing="Enter why you close this account",
        max_length=500,
        rows=3,
    )


class AccountNoteForm(forms.Form):
    """A remark on an account."""

    text = TextAreaField(label="Add a note", missing="Enter a note", max_length=2000, rows=4)
