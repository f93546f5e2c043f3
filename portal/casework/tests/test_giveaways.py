import pytest

from portal.casework.giveaways import giveaways


@pytest.mark.parametrize(
    "text",
    [
        "born 27/3/1948",
        "born 27.03.48",
        "27 March is not right",
        "the 3rd of June",
        "March 1948",
        "We have 1948",
        "sept 3",
    ],
)
def test_a_date_is_seen(text: str) -> None:
    assert giveaways(text) == ["a date"]


@pytest.mark.parametrize("text", ["She lives at WR5 2NP", "wr52np", "12 Orchard Lane", "3b, St John’s Road"])
def test_an_address_is_seen(text: str) -> None:
    assert giveaways(text) == ["an address"]


@pytest.mark.parametrize("text", ["£ 98", "98.30 a week", "1,200 pounds", "50 pence"])
def test_an_amount_is_seen(text: str) -> None:
    assert giveaways(text) == ["an amount of money"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We could not match your details.",
        "You may send a new request.",
        "Phone us and ask for the team.",
        "Two of 3",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert giveaways(text) == []


def test_several_are_named_in_turn() -> None:
    assert giveaways("£5 by 3 June to 12 Orchard Lane") == ["a date", "an address", "an amount of money"]
