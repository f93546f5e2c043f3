"""What the question pages accept, refuse and lead to."""

from html import unescape
from typing import Any

import pytest

from portal.access.models import AccessRequest
from portal.access.tests.walking import MYSELF, SOMEONE_ELSE, Walker, heading
from portal.accounts.models import Account
from portal.addresses.models import KnownAddress


@pytest.mark.parametrize(
    ("url", "answers", "errors"),
    [
        ("/request/notice", {}, ["Select yes if you agree, or no if you do not"]),
        ("/request/who", {}, ["Select who you are requesting access for"]),
        (
            "/request/role",
            {},
            ["Select yes if you have the right to see this person’s money documents", "Choose your role"],
        ),
        ("/request/your-name", {"own_first_name": " "}, ["Enter your first name", "Enter your last name"]),
        ("/request/your-address", {}, ["Select yes if this is still your address"]),
        ("/request/your-address/postcode", {"postcode": "WR5"}, ["Enter a full UK postcode, like "]),
        ("/request/person-name", {}, ["Enter the person’s first name", "Enter the person’s last name"]),
        ("/request/person-dob", {}, ["Enter the person’s date of birth"]),
        ("/request/person-address", {}, ["Enter a postcode"]),
        ("/request/person-address", {"postcode": "WR5 9ZZ"}, ["We could not find an address for WR5 9ZZ."]),
        ("/request/person-address/manual", {}, ["Enter address line 1", "Enter a town or city", "Enter a postcode"]),
        ("/request/person-address/abroad", {}, ["Enter the address", "Enter a country"]),
        ("/request/contact", {}, ["Select how you want us to contact you"]),
        (
            "/request/contact",
            {"contact_method": "email", "adjustments": ["interpreter"]},
            ["Enter the language you need an interpreter for"],
        ),
    ],
)
def test_what_is_missing_is_told(walker: Walker, url: str, answers: dict[str, Any], errors: list[str]) -> None:
    walker.walk(SOMEONE_ELSE[:3])
    before = walker.draft.saved_at
    walker.open(url)

    page = unescape(walker.answer(**answers))

    assert "<title>Error: " in page
    for error in errors:
        assert error in page
    assert walker.draft.saved_at == before


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("", "", "", "Enter your date of birth"),
        ("27", "3", "", "Date of birth must include a year"),
        ("31", "2", "1948", "Date of birth must be a real date"),
        ("1", "1", "2999", "Date of birth must be in the past"),
        ("1", "1", "48", "Year must have 4 numbers"),
    ],
)
def test_the_date_of_birth_is_checked(walker: Walker, day: str, month: str, year: str, error: str) -> None:
    walker.walk(MYSELF[:3])

    page = walker.answer(own_date_of_birth_day=day, own_date_of_birth_month=month, own_date_of_birth_year=year)

    assert error in page


def test_saying_no_to_the_notice_deletes_the_draft(walker: Walker) -> None:
    walker.walk(MYSELF[:1])

    page = walker.answer(agree="no")

    assert heading(page) == "You cannot ask online"
    assert "03069 990 140" in page
    assert not AccessRequest.objects.of(walker.account).exists()


@pytest.mark.parametrize("answers", [{"has_right": "no"}, {"has_right": "yes", "role": "none"}])
def test_somebody_without_a_role_is_told_what_to_do(walker: Walker, answers: dict[str, str]) -> None:
    walker.walk(SOMEONE_ELSE[:3])

    page = walker.answer(**answers)

    assert heading(page) == "You cannot get access online"
    assert "There is a problem" not in page
    assert walker.draft.role == ""


def test_a_child_is_told_that_the_service_is_for_adults(walker: Walker) -> None:
    walker.walk(MYSELF[:3])

    page = walker.answer(**BORN_2015)

    assert heading(page) == "This service is for adults"
    assert walker.draft.own_date_of_birth is None


BORN_2015 = {"own_date_of_birth_day": "1", "own_date_of_birth_month": "1", "own_date_of_birth_year": "2015"}


def test_somebody_without_a_phone_is_not_offered_a_call(walker: Walker) -> None:
    Account.objects.update(phone="", phone_e164="")
    walker.walk(MYSELF[:4])

    page = walker.open("/request/contact")
    assert 'value="phone"' not in page
    assert 'value="post"' in page


def test_somebody_who_has_moved_gives_a_new_address(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:6])

    walker.answer(same="no")
    assert walker.url == "/request/your-address/postcode"
    walker.answer(postcode="wr52np")
    walker.answer(address="other")
    assert walker.url == "/request/your-address/manual"
    walker.answer(line_1="Flat 2", line_2="9 Mill Street", town="Westmere", postcode="WR1 1AA")

    assert walker.url == "/request/person-name"
    assert walker.draft.own_address_lines == ["Flat 2", "9 Mill Street"]
    assert (walker.draft.own_uprn, walker.draft.own_address_entered) == ("", "manual")


def test_an_address_abroad_is_taken(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:9])
    walker.open("/request/person-address/abroad")

    walker.answer(address="Calle Mayor 3\r\n28013 Madrid", country="Spain")

    assert walker.url == "/request/contact"
    assert walker.draft.person_address_lines == ["Calle Mayor 3", "28013 Madrid"]
    assert walker.draft.person_country == "Spain"


def test_without_address_search_the_address_is_typed(walker: Walker) -> None:
    KnownAddress.objects.all().delete()  # no address was ever loaded
    walker.walk(SOMEONE_ELSE[:9])

    page = walker.answer(postcode="WR5 2NP")

    assert "Address search is not working at the moment. Enter the address below." in page
    walker.answer(line_1="44 Orchard Lane", town="Westmere", postcode="WR5 2NP")
    assert walker.url == "/request/contact"


def test_an_account_without_an_address_is_asked_for_one(walker: Walker) -> None:
    Account.objects.update(address_lines=[], town="", postcode="")
    walker.walk(MYSELF[:3])
    assert "Enter your address" in walker.answer(**MYSELF[3][1])

    walker.open("/request/your-address?change")
    assert walker.url == "/request/your-address/postcode?change"


def test_the_only_contact_method_is_not_asked(walker: Walker, only_email: None) -> None:
    walker.walk(MYSELF[:4])
    assert walker.url == "/request/check"

    assert walker.send().contact_method == "email"


def test_the_branch_can_be_a_drop_down_as_in_the_printed_guide(walker: Walker, who_as_select: None) -> None:
    page = walker.walk(MYSELF[:2])

    assert "<select" in page
    assert ">Myself</option>" in page


def test_odd_names_are_shown_as_text(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:7])
    walker.answer(person_first_name="<script>alert(1)</script>", person_last_name="李 =cmd()")
    for url, answers in SOMEONE_ELSE[8:]:
        assert walker.url == url
        page = walker.answer(**answers)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
