"""The address pattern (screens.md 2.1): a postcode, a choice from the list, or the address typed in."""

from typing import Any

from django import forms

from portal.addresses.address import Address, FoundAddress
from portal.addresses.models import EntryWay
from portal.addresses.postcodes import NotAPostcode, normalise_postcode
from portal.council.identity import council
from portal.design import fields

NOT_IN_THE_LIST = "other"
MOST_RADIOS = 10
LONGEST_LINE = 100


class PostcodeField(fields.TextField):
    """A full UK postcode; its cleaned value is normalised, e.g. "WR5 2NP"."""

    def __init__(self, *, missing: str = "Enter a postcode", autocomplete: str = "postal-code") -> None:
        super().__init__(
            label="Postcode",
            missing=missing,
            max_length=40,
            too_long=incomplete_postcode(),
            autocomplete=autocomplete,
            autocapitalize="characters",
            width=10,
            spellcheck=False,
        )

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        try:
            return normalise_postcode(typed) if typed else ""
        except NotAPostcode:
            raise forms.ValidationError(incomplete_postcode()) from None


def incomplete_postcode() -> str:
    """The error for a postcode that cannot be read, with an example from the council's own area."""
    return f"Enter a full UK postcode, like {council().example_postcode}"


def nothing_found(postcode: str) -> str:
    """The error for a postcode without addresses."""
    return f"We could not find an address for {postcode}. Check it, or enter the address yourself"


class PostcodeForm(forms.Form):
    """Asks for a postcode. The page's button is the guide's ‹Lookup›, or ‹Find address›."""

    def __init__(self, *args: Any, autocomplete: str = "postal-code", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"] = PostcodeField(autocomplete=autocomplete)

    def add_nothing_found(self) -> None:
        """Tells that the (valid) postcode has no addresses."""
        self.add_error("postcode", nothing_found(self.cleaned_data["postcode"]))


class ChooseAddressForm(forms.Form):
    """Offers the addresses found; nothing is chosen beforehand, also when there is only one."""

    def __init__(
        self,
        *args: Any,
        found: list[FoundAddress],
        not_in_list: str = "My address is not in the list",
        label: str = "Choose your address",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = {address.uprn: address for address in found}
        choices = [(uprn, str(address)) for uprn, address in self.found.items()]
        kind = fields.RadiosField if len(choices) <= MOST_RADIOS else fields.SelectField
        self.fields["address"] = kind(
            label=label,
            hint=f"Addresses at {found[0].postcode}" if found else "",
            choices=[*choices, (NOT_IN_THE_LIST, not_in_list)],
            missing="Choose an address, or choose ‘not in the list’",
        )

    @property
    def chosen(self) -> Address | None:
        """The address chosen; None when it is not in the list and has to be typed in."""
        found = self.found.get(self.cleaned_data["address"])
        return found.as_address() if found else None


class ManualAddressForm(forms.Form):
    """A UK address typed in. `own=False` for the address of somebody else: browsers must not fill that in."""

    def __init__(self, *args: Any, own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line_1"] = _line(
            "Address line 1",
            missing="Enter address line 1, such as the house number and street",
            autocomplete="address-line1" if own else "off",
        )
        self.fields["line_2"] = _line("Address line 2", optional=True, autocomplete="address-line2" if own else "off")
        self.fields["town"] = _line(
            "Town or city", missing="Enter a town or city", autocomplete="address-level2" if own else "off"
        )
        self.fields["postcode"] = PostcodeField(autocomplete="postal-code" if own else "off")

    @property
    def address(self) -> Address:
        """What was typed."""
        typed = self.cleaned_data
        lines = tuple(line for line in (typed["line_1"], typed["line_2"]) if line)
        return Address(lines, typed["town"], typed["postcode"], "", "", EntryWay.MANUAL)


class AddressAbroadForm(forms.Form):
    """An address outside the UK: as it stands on an envelope there, and the country."""

    def __init__(self, *args: Any, own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"] = fields.TextAreaField(
            label="Address",
            missing="Enter the address",
            max_length=500,
            too_long="Address must be 500 characters or fewer",
            autocomplete="street-address" if own else "off",
        )
        self.fields["country"] = _line(
            "Country", missing="Enter a country", autocomplete="country-name" if own else "off"
        )

    @property
    def abroad(self) -> Address:
        """What was typed, line by line."""
        lines = tuple(line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip())
        return Address(lines, "", "", self.cleaned_data["country"], "", EntryWay.ABROAD)


def _line(label: str, **options: Any) -> fields.TextField:
    return fields.TextField(
        label=label,
        max_length=LONGEST_LINE,
        too_long=f"{label} must be {LONGEST_LINE} characters or fewer",
        spellcheck=False,
        **options,
    )
