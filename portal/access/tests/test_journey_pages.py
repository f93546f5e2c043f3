"""The journey of a request, page by page, for both branches and all roles."""

import re
from html import unescape
from typing import Any

import pytest

from portal.access.models import AccessRequest
from portal.access.tests.walking import BIRTHDAY, MYSELF, SOMEONE_ELSE, Walker, heading, known_addresses
from portal.accounts.models import Account
from portal.emails.models import Email

ROLES = {
    "power_of_attorney": "Power of Attorney (POA)",
    "dwp_appointee": "DWP Appointee",
    "deputy": "Deputy",
    "nominated_financial_representative": "Nominated financial representative",
    "direct_payment_nominee": "Direct Payment nominee",
}


@pytest.fixture
def walker(stranger: Account) -> Walker:
    known_addresses()
    return Walker(stranger)


def test_somebody_asks_for_themselves(walker: Walker) -> None:
    page = walker.walk(MYSELF)
    assert heading(page) == "Check your answers before you send your request"
    assert "27 March 1948" in page
    assert "P000123" in page
    assert "12 Orchard Lane" in page

    sent = walker.send()

    assert walker.url == f"/request/{sent.pk}/sent"
    assert sent.own_name == "Ffion O’Brien"
    assert (sent.own_uprn, sent.own_postcode, sent.contact_method) == ("100120000012", "WR5 2NP", "email")
    assert sent.reference == f"F_OBrien_{walker.account.pk}_0"


@pytest.mark.parametrize("role", ROLES)
def test_somebody_asks_for_someone_else_in_each_role(walker: Walker, role: str) -> None:
    steps = [(url, {**answers, "role": role} if "role" in answers else answers) for url, answers in SOMEONE_ELSE]
    page = walker.walk(steps)
    assert heading(page) == "Check your answers before you send your request"
    for shown in (ROLES[role], "Winston Okafor", "4 July 1939", "44 Orchard Lane", "Large print"):
        assert shown in page

    sent = walker.send()

    assert (sent.made_for, sent.role, sent.has_right) == ("someone_else", role, True)
    assert (sent.person_name, sent.person_uprn) == ("Winston Okafor", "100120000044")
    assert (sent.own_name, sent.own_uprn) == ("Ffion O’Brien", "100120000012")
    walker.account.refresh_from_db()
    assert (walker.account.adjustments, walker.account.contact_method) == (["large_print"], "post")


def test_headings_and_buttons_are_those_of_the_guide(walker: Walker) -> None:
    expected = [
        ("Request access to the Client Finance Portal", "Start"),
        ("Data Collection Notice", "Continue"),
        ("Who are you requesting access for?", "Continue"),
        ("Your role", "Continue to Your Name"),
        ("Your Name", "Continue to your address"),
        ("Your address", "Continue to Care Recipient Name"),
        ("Care Recipient Name", "Continue to Date of Birth"),
        ("Date of Birth", "Continue to their address"),
        ("Winston Okafor's address", 'Lookup<span class="govuk-visually-hidden"> address</span>'),
        ("Choose Winston Okafor's address", "Continue to Preferred Contact Method"),
        ("Preferred Contact Method", "Continue"),
    ]
    page = walker.open(walker.url)
    for (title, button), (_, answers) in zip(expected, SOMEONE_ELSE, strict=True):
        assert heading(page := unescape(page)) == title
        assert f"{button}\n</button>" in page
        page = walker.answer(**answers)
    assert "Send Request\n</button>" in page


def test_the_roles_are_offered_in_the_councils_order_then_none(walker: Walker) -> None:
    page = walker.walk(SOMEONE_ELSE[:3])

    places = [page.index(f">{label}</option>") for label in (*ROLES.values(), "None of these")]
    assert places == sorted(places)
    assert "Executor" not in page


@pytest.mark.parametrize(
    ("url", "answers", "errors"),
    [
        ("/request/notice", {}, ["Select yes if you agree, or no if you do not"]),
        ("/request/who", {}, ["Select who you are requesting access for"]),
        (
            "/request/role",
            {},
            ["Select yes if you have the right to see this person's money documents", "Choose your role"],
        ),
        ("/request/your-name", {"own_first_name": " "}, ["Enter your first name", "Enter your last name"]),
        ("/request/your-address", {}, ["Select yes if this is still your address"]),
        ("/request/your-address/postcode", {"postcode": "WR5"}, ["Enter a full UK postcode, like "]),
        ("/request/person-name", {}, ["Enter the person's first name", "Enter the person's last name"]),
        ("/request/person-dob", {}, ["Enter the person's date of birth"]),
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


def test_change_leads_back_to_the_check_page(walker: Walker) -> None:
    page = walker.walk(SOMEONE_ELSE)
    assert 'href="/request/person-name?change"' in page

    walker.open("/request/person-name?change")
    page = walker.answer(person_first_name="Wynston", person_last_name="Okafor")

    assert walker.url == "/request/check"
    assert "Wynston Okafor" in page


def test_a_changed_branch_asks_what_is_newly_needed_then_returns_to_the_check_page(walker: Walker) -> None:
    walker.walk(MYSELF)

    walker.open("/request/who?change")
    walker.answer(made_for="someone_else")
    for url, answers in SOMEONE_ELSE[3:-1]:
        # Name and address were confirmed with the first branch, so they are not asked again.
        if url in ("/request/your-name", "/request/your-address"):
            continue
        assert walker.url == f"{url}?change"
        page = walker.answer(**answers)

    assert walker.url == "/request/check"
    assert "Send Request" in page


def test_both_branches_are_kept_until_one_is_sent(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    walker.open("/request/who?change")
    walker.answer(made_for="myself")
    assert walker.url == "/request/me?change"
    walker.answer(**MYSELF[3][1])
    assert walker.url == "/request/check"

    walker.open("/request/who?change")
    page = walker.answer(made_for="someone_else")
    assert "Winston Okafor" in page

    sent = walker.send()
    assert (sent.person_last_name, sent.own_date_of_birth, sent.own_letter_reference) == ("Okafor", None, "")


def test_name_and_address_can_be_changed_where_they_are_confirmed(walker: Walker) -> None:
    page = walker.walk(MYSELF[:3])
    assert "/request/your-name?change" in page

    walker.open("/request/your-name?change")
    walker.answer(own_first_name="Fi", own_last_name="O’Brien")
    assert walker.url == "/request/me?change"
    walker.open("/request/your-address/postcode?change")
    walker.answer(postcode="WR5 2NP")
    page = walker.answer(address="100120000044")

    assert walker.url == "/request/me?change"
    assert "Fi O’Brien" in page
    assert "44 Orchard Lane" in page
    walker.account.refresh_from_db()
    assert walker.account.first_name == "Ffion"


def test_back_from_a_changed_name_leads_to_where_it_is_confirmed(walker: Walker) -> None:
    walker.walk(MYSELF[:3])
    assert 'href="/request/me?change" class="govuk-back-link"' in walker.open("/request/your-name?change")
    walker.url = "/request/me"
    walker.answer(**BIRTHDAY)
    assert 'href="/request/check" class="govuk-back-link"' in walker.open("/request/your-name?change")


def test_back_leads_through_the_questions_in_reverse(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    back = re.compile(r'href="([^"]*)" class="govuk-back-link"')
    visited = []
    while walker.url != "/home":
        visited.append(walker.url)
        [before] = back.findall(walker.open(walker.url))
        walker.open(before)

    assert visited == [
        "/request/check",
        "/request/contact",
        "/request/person-address",
        "/request/person-dob",
        "/request/person-name",
        "/request/your-address",
        "/request/your-name",
        "/request/role",
        "/request/who",
        "/request/notice",
        "/request/start",
    ]


def test_somebody_without_a_phone_is_not_offered_a_call(walker: Walker) -> None:
    Account.objects.update(phone="", phone_e164="")
    walker.walk(MYSELF[:4])

    page = walker.open("/request/contact")
    assert 'value="phone"' not in page
    assert 'value="post"' in page


def test_somebody_who_has_moved_gives_a_new_address(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:5])

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
    walker.walk(SOMEONE_ELSE[:8])
    walker.open("/request/person-address/abroad")

    walker.answer(address="Calle Mayor 3\r\n28013 Madrid", country="Spain")

    assert walker.url == "/request/contact"
    assert walker.draft.person_address_lines == ["Calle Mayor 3", "28013 Madrid"]
    assert walker.draft.person_country == "Spain"


def test_without_address_search_the_address_is_typed(stranger: Account) -> None:
    walker = Walker(stranger)  # no address was ever loaded
    walker.walk(SOMEONE_ELSE[:8])

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


def test_the_draft_survives_signing_out(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:7])

    later = Walker(walker.account)
    page = later.open("/request/start")
    assert "Carry on with your saved request, or start again?" in page
    later.answer(draft="carry_on")

    assert later.url == "/request/person-dob"


def test_starting_again_throws_the_old_draft_away(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:7])
    old = walker.draft

    walker.open("/request/start")
    walker.answer(draft="start_again")

    assert walker.url == "/request/notice"
    assert walker.draft != old
    assert walker.draft.person_first_name == ""


def test_a_deep_link_without_a_draft_leads_to_the_start(walker: Walker) -> None:
    for url in ("/request/role", "/request/check", "/request/person-address/choose", "/request/your-address"):
        walker.open(url)
        assert walker.url == "/request/start"
    assert not AccessRequest.objects.exists()


def test_a_question_of_the_other_branch_leads_to_the_open_question(walker: Walker) -> None:
    walker.walk(MYSELF[:3])

    for url in ("/request/role", "/request/person-dob", "/request/person-address"):
        walker.open(url)
        assert walker.url == "/request/me"


def test_nothing_is_asked_before_the_notice_and_the_branch(walker: Walker) -> None:
    walker.walk(MYSELF[:1])

    for url in ("/request/who", "/request/me", "/request/contact"):
        walker.open(url)
        assert walker.url == "/request/notice"


def test_missing_answers_are_links_on_the_check_page(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:5])

    page = walker.open("/request/check")

    assert '<a class="govuk-link" href="/request/person-dob?change">Enter their date of birth</a>' in page
    assert "Send Request" not in page


def test_the_only_contact_method_is_not_asked(walker: Walker, only_email: None) -> None:
    walker.walk(MYSELF[:4])
    assert walker.url == "/request/check"

    assert walker.send().contact_method == "email"


def test_the_branch_can_be_a_drop_down_as_in_the_printed_guide(walker: Walker, who_as_select: None) -> None:
    page = walker.walk(MYSELF[:2])

    assert "<select" in page
    assert ">Myself</option>" in page


def test_two_clicks_on_send_lead_to_the_same_receipt(walker: Walker) -> None:
    walker.walk(MYSELF)
    form = {"request": str(walker.draft.pk)}

    first, second = (walker.client.post("/request/check", form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Email.objects.count() == 1


def test_back_after_sending_shows_what_was_sent(walker: Walker) -> None:
    walker.walk(MYSELF)
    sent = walker.send()

    page = walker.open("/request/check")

    assert heading(page) == "You have already sent this"
    assert sent.reference in page
    assert "Send Request" not in page
    assert "?change" not in page


def test_the_same_request_is_stopped_on_the_check_page(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    sent = walker.send()
    walker.url = "/request/start"

    page = walker.walk(SOMEONE_ELSE)

    assert "You already asked for Winston Okafor on " in page
    assert f'href="/requests/{sent.pk}"' in page
    assert "Send Request" not in page
    walker.client.post("/request/check", {"request": str(walker.draft.pk)})
    assert AccessRequest.objects.sent().count() == 1


def test_somebody_elses_draft_is_missing(walker: Walker, mary: Account) -> None:
    walker.walk(MYSELF)

    for sent in (str(walker.draft.pk), "nonsense", ""):
        assert Walker(mary).client.post("/request/check", {"request": sent}).status_code == 404


def test_opening_pages_changes_nothing(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    before = AccessRequest.objects.values().get()

    for url, _ in SOMEONE_ELSE:
        walker.open(url)
    walker.open("/request/notice/refused")

    assert AccessRequest.objects.values().get() == before


def test_odd_names_are_shown_as_text(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:6])
    walker.answer(person_first_name="<script>alert(1)</script>", person_last_name="李 =cmd()")
    for url, answers in SOMEONE_ELSE[7:]:
        assert walker.url == url
        page = walker.answer(**answers)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
