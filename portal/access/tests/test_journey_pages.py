"""The journey of a request, page by page, for both branches and all roles."""

import re
from html import unescape

import pytest

from portal.access.models import AccessRequest
from portal.access.tests.walking import MYSELF, SOMEONE_ELSE, Walker, heading

ROLES = {
    "power_of_attorney": "Power of Attorney (POA)",
    "dwp_appointee": "DWP Appointee",
    "deputy": "Deputy",
    "nominated_financial_representative": "Nominated financial representative",
    "direct_payment_nominee": "Direct Payment nominee",
}


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
        ("Show us your role", "Continue"),
        ("Your Name", "Continue to your address"),
        ("Your address", "Continue to Care Recipient Name"),
        ("Care Recipient Name", "Continue to Date of Birth"),
        ("Date of Birth", "Continue to their address"),
        ("Winston Okafor’s address", 'Lookup<span class="govuk-visually-hidden"> address</span>'),
        ("Choose Winston Okafor’s address", "Continue to Preferred Contact Method"),
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
        "/request/evidence",
        "/request/role",
        "/request/who",
        "/request/notice",
        "/request/start",
    ]


def test_the_draft_survives_signing_out(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:8])

    later = Walker(walker.account)
    page = later.open("/request/start")
    assert "Carry on with your saved request, or start again?" in page
    later.answer(draft="carry_on")

    assert later.url == "/request/person-dob"


def test_starting_again_throws_the_old_draft_away(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:8])
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


def test_opening_pages_changes_nothing(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    before = AccessRequest.objects.values().get()

    for url, _ in SOMEONE_ELSE:
        walker.open(url)
    walker.open("/request/notice/refused")

    assert AccessRequest.objects.values().get() == before
