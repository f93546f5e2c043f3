"""The pages anybody may read: there, named, linked, plain, and true to the council's settings."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from portal.council.identity import council
from portal.pages.guide import PARTS
from portal.pages.tests.reading import Reading

NAMES = [
    "start",
    "guide",
    "guide-whole",
    "roles",
    "help",
    "accessibility",
    "cookies",
    "privacy",
    "terms",
    "contact",
    "feedback",
]
PUBLIC = [reverse(f"pages:{name}") for name in NAMES] + [
    reverse("pages:guide-part", args=[part.slug]) for part in PARTS
]
SOURCE_HEADINGS = [
    "What is the Client Finance Portal?",
    "Who can register?",
    "Registration Link",
    "Step By Step Guide for Registration",
    "Step one: Enter your details",
    "Step two: Create your login",
    "Step three: Enter your unique code",
    "Step four: Registration is complete",
    "Step by Step Guide for Requesting Access",
    "Step one: Navigating the Form",
    "Step two: Gathering information",
    "Step three: Data Collection Notice",
    "Step four: Requesting Access for yourself",
    "Step five: Requesting Access for someone else",
    "Step six: Access Confirmation",
]
LABELS = [
    "Register a new account – Step 1",
    "Register a New Account – Step 2",
    "Register a New Account – Step 3",
    "8765 1263",
    "Please send me a new code",
    "New Access Request",
    "My Account",
    "Request access to the Client Finance Portal",
    "Data Collection Notice",
    "Send Request",
    "J_Bloggs_1234_5",
    "Your Name",
    "Care Recipient Name",
    "Date of Birth",
    "Lookup",
    "Preferred Contact Method",
    "Your Client Finance Portal request has been rejected",
    "Your Client Finance Portal request has been approved",
]


def read(address: str) -> Reading:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Reading(response.content)


@pytest.fixture
def another_council(settings: LazySettings, tmp_path: Path) -> Iterator["AnotherCouncil"]:
    """Runs a test with a council whose file differs from ours in a few places."""
    yield AnotherCouncil(settings, tmp_path / "council.toml")
    council.cache_clear()


class AnotherCouncil:
    def __init__(self, settings: LazySettings, path: Path) -> None:
        self.settings, self.path = settings, path
        self.text = Path(settings.COUNCIL_FILE).read_text()

    def __call__(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_text(self.text.replace(old, new, 1))
        self.settings.COUNCIL_FILE = self.path
        council.cache_clear()


@pytest.mark.parametrize("address", PUBLIC)
def test_anybody_may_read_it(address: str) -> None:
    reading = read(address)
    assert reading.h1
    assert reading.title.startswith(f"{reading.h1} – ")
    assert reading.title.endswith(council().name)


def test_no_two_pages_share_a_title() -> None:
    titles = [read(address).title for address in PUBLIC]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_but_reading_is_allowed(address: str) -> None:
    assert Client().post(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_every_link_leads_somewhere(address: str) -> None:
    for link in read(address).links:
        if link.startswith(("mailto:", "tel:", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = Client().get(path or address)
        assert target.status_code == 200, link
        assert not anchor or anchor in Reading(target.content).ids, link


@pytest.mark.parametrize("address", PUBLIC)
def test_the_sentences_are_short(address: str) -> None:
    lengths = {sentence: len(sentence.split()) for sentence in read(address).sentences}
    longest = max(lengths, key=lambda sentence: lengths[sentence])
    legal = "Public Sector Bodies (Websites and Mobile Applications)"
    assert lengths[longest] <= 25 or legal in longest, longest
    assert sum(lengths.values()) / len(lengths) <= 15


def test_the_start_page_tells_what_and_who_and_how() -> None:
    reading = read("/")
    assert reading.title == f"Client Finance Portal – {council().name}"
    assert "Direct Payment remittance advices – available" in reading.lines
    assert "We check requests within 1 working day." in reading.text
    for role in council().roles:
        assert (role.label in reading.lines) == role.enabled
    assert reverse("accounts:register") in reading.links
    assert reverse("accounts:sign-in") in reading.links


def test_a_document_that_is_to_come_says_when(another_council: AnotherCouncil) -> None:
    another_council('label = "Remittance advice"', 'label = "Remittance advice"\ncoming = "March 2027"')
    assert "Direct Payment remittance advices – coming March 2027" in read("/").lines


@pytest.mark.parametrize("address", ["/", "/guide/registration-link"])
def test_with_registration_off_nobody_is_sent_to_register(another_council: AnotherCouncil, address: str) -> None:
    another_council("registration_open = true", "registration_open = false")
    reading = read(address)
    assert reverse("accounts:register") not in reading.links
    assert "You cannot create an account at the moment." in reading.text


def test_more_days_are_said_in_the_plural(another_council: AnotherCouncil) -> None:
    another_council("answer_within_days = 1", "answer_within_days = 3")
    assert "We check requests within 3 working days." in read("/").text


def test_the_guide_has_the_published_headings_and_labels() -> None:
    whole = read(reverse("pages:guide-whole"))
    headings = [line for line in whole.lines if line in SOURCE_HEADINGS]
    assert headings == SOURCE_HEADINGS
    for label in LABELS:
        assert label in whole.text


def test_each_part_of_the_guide_is_also_a_page_of_its_own() -> None:
    whole = read(reverse("pages:guide-whole")).lines
    for part in PARTS:
        page = read(reverse("pages:guide-part", args=[part.slug]))
        assert page.h1 == part.title
        assert set(page.lines[2:4]) <= set(whole)


def test_the_parts_lead_from_one_to_the_next() -> None:
    addresses = [reverse("pages:guide-part", args=[part.slug]) for part in PARTS]
    for before, after in itertools.pairwise(addresses):
        assert after in read(before).links
        assert before in read(after).links


def test_a_part_the_guide_does_not_have_is_not_found() -> None:
    assert Client().get("/guide/step-seven").status_code == 404


def test_the_guide_says_who_the_code_comes_from() -> None:
    text = read(reverse("pages:guide-whole")).text
    assert council().sender.name in text
    assert council().sender.email in text
    assert "Nobody reads what is sent to that address." in text


def test_the_guide_names_the_closing_time() -> None:
    assert "A request that comes after 5pm, or on a day we are closed" in read(reverse("pages:guide-whole")).text


def test_each_role_says_its_proof_where_to_get_it_and_how_long_it_lasts() -> None:
    reading = read(reverse("pages:roles"))
    for role in council().roles:
        for said in (role.meaning, role.proof, role.where_to_get_it, role.how_long_it_lasts):
            assert (said in reading.text) == role.enabled
    assert "The documents named on the form" in reading.lines


def test_help_explains_the_words_of_a_remittance_advice() -> None:
    reading = read("/help")
    for word in ("Adj", "MA (Manual Adjustment)", "Direct payment", "Remittance advice", "Contribution", "Deputy"):
        assert word in reading.lines
    assert "If someone is in danger now, call 999." in reading.lines


def test_contact_gives_every_way_to_reach_us() -> None:
    text = read("/contact").text
    contact = council().contact
    for way in (contact.email, contact.phone, contact.relay, contact.opening_hours, contact.post[0]):
        assert way in text


def test_the_privacy_notice_holds_the_short_one() -> None:
    text = read("/privacy").text
    for section in council().notice.sections:
        assert section.heading in text
        assert all(" ".join(paragraph.split()) in text for paragraph in section.paragraphs)


@pytest.mark.parametrize(
    ("nation", "who", "law"),
    [
        ("England", "Equality and Human Rights Commission", "England and Wales"),
        ("Scotland", "Equality and Human Rights Commission", "Scotland"),
        ("Northern Ireland", "Equality Commission for Northern Ireland", "Northern Ireland"),
    ],
)
def test_the_law_is_that_of_the_nation(another_council: AnotherCouncil, nation: str, who: str, law: str) -> None:
    another_council('nation = "England"', f'nation = "{nation}"')
    assert who in read("/accessibility").text
    assert f"The law of {law} applies" in read("/terms").text


def test_the_cookies_page_speaks_of_the_councils_own_longest_time(another_council: AnotherCouncil) -> None:
    another_council("longest_hours = 12", "longest_hours = 8")
    assert "8 hours after you sign in" in read("/cookies").text
