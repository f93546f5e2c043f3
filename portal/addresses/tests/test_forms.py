"""The address pattern's forms."""

import pytest

from portal.addresses.address import Address, FoundAddress
from portal.addresses.forms import AddressAbroadForm, ChooseAddressForm, ManualAddressForm, PostcodeForm
from portal.addresses.models import EntryWay


def found(count: int) -> list[FoundAddress]:
    return [
        FoundAddress(f"{number:06}", str(1000 + number), (f"{number} Foley Road",), "Westmere", "WR5 2NP")
        for number in range(1, count + 1)
    ]


def test_a_postcode_is_cleaned() -> None:
    form = PostcodeForm({"postcode": "wr5-2np"})
    assert form.is_valid()
    assert form.cleaned_data["postcode"] == "WR5 2NP"


@pytest.mark.parametrize(("typed", "error"), [("", "Enter a postcode"), ("WR5", "Enter a full UK postcode, like ")])
def test_a_missing_or_partial_postcode_is_told(typed: str, error: str) -> None:
    assert error in str(PostcodeForm({"postcode": typed}).errors["postcode"])


def test_a_postcode_without_addresses_is_told() -> None:
    form = PostcodeForm({"postcode": "wr52np"})
    assert form.is_valid()
    form.add_nothing_found()
    assert form.errors["postcode"] == [
        "We could not find an address for WR5 2NP. Check it, or enter the address yourself"
    ]


def test_up_to_ten_addresses_are_radios_and_more_are_a_list() -> None:
    assert ChooseAddressForm(found=found(10)).fields["address"].widget.__class__.__name__ == "RadioSelect"
    assert ChooseAddressForm(found=found(11)).fields["address"].widget.__class__.__name__ == "Select"


def test_nothing_is_chosen_beforehand_even_when_there_is_only_one() -> None:
    form = ChooseAddressForm(found=found(1))
    assert form["address"].value() is None
    assert [text for _, text in form.fields["address"].widget.choices] == [
        "1 Foley Road, Westmere",
        "My address is not in the list",
    ]


@pytest.mark.parametrize("data", [{}, {"address": ""}, {"address": "77"}])
def test_an_address_must_be_chosen(data: dict[str, str]) -> None:
    form = ChooseAddressForm(data, found=found(2))
    assert form.errors["address"] == ["Choose an address, or choose ‘not in the list’"]


def test_a_chosen_address_keeps_its_property_number() -> None:
    form = ChooseAddressForm({"address": "1002"}, found=found(2))
    assert form.is_valid()
    assert form.chosen == Address(("2 Foley Road",), "Westmere", "WR5 2NP", "", "1002", EntryWay.CHOSEN)


def test_an_address_may_not_be_in_the_list() -> None:
    form = ChooseAddressForm({"address": "other"}, found=found(2))
    assert form.is_valid()
    assert form.chosen is None


def test_an_address_is_typed_in() -> None:
    form = ManualAddressForm({"line_1": " 2  Foley Road ", "line_2": "", "town": "Westmere", "postcode": "wr52np"})
    assert form.is_valid()
    assert form.address == Address(("2 Foley Road",), "Westmere", "WR5 2NP", "", "", EntryWay.MANUAL)


def test_an_empty_address_names_everything_that_is_missing() -> None:
    assert ManualAddressForm({}).errors == {
        "line_1": ["Enter address line 1, such as the house number and street"],
        "town": ["Enter a town or city"],
        "postcode": ["Enter a postcode"],
    }


def test_browsers_do_not_fill_in_somebody_elses_address() -> None:
    tokens = {field.widget.attrs["autocomplete"] for field in ManualAddressForm(own=False).fields.values()}
    assert tokens == {"off"}


def test_an_address_abroad_is_kept_line_by_line() -> None:
    form = AddressAbroadForm({"address": "Rue Haute 7\n\n1000 Bruxelles\n", "country": "Belgium"})
    assert form.is_valid()
    assert form.abroad == Address(("Rue Haute 7", "1000 Bruxelles"), "", "", "Belgium", "", EntryWay.ABROAD)
    assert form.abroad == Address(("Rue Haute 7", "1000 Bruxelles"), "", "", "Belgium", "", EntryWay.ABROAD)
