"""council.toml: the one we ship is right, and each mistake in it stops the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from portal.council.colours import contrast_on_white
from portal.council.identity import Council, DocumentKind, RoleCode, council
from portal.council.reading import read_council

OURS = settings.ROOT / "council.toml"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Our file with one thing changed."""
    text = OURS.read_text()
    assert old in text, f"council.toml does not hold {old}"
    path = tmp_path / "council.toml"
    path.write_text(text.replace(old, new))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SystemExit) as stopped:
        read_council(path)
    return str(stopped.value)


def test_our_file_is_right() -> None:
    assert isinstance(read_council(OURS), Council)


def test_the_roles_are_the_guide_s_to_the_letter_and_in_its_order() -> None:
    assert [role.label for role in council().roles if role.enabled] == [
        "Power of Attorney (POA)",
        "DWP Appointee",
        "Deputy",
        "Nominated financial representative",
        "Direct Payment nominee",
    ]


def test_executors_are_known_but_switched_off() -> None:
    assert not council().role(RoleCode.EXECUTOR).enabled


def test_each_role_opens_what_the_money_rules_say() -> None:
    everything = list(DocumentKind)
    opens = {role.code: role.opens for role in council().roles}
    assert opens[RoleCode.POWER_OF_ATTORNEY] == opens[RoleCode.DEPUTY] == everything
    assert opens[RoleCode.DWP_APPOINTEE] == [DocumentKind.FINANCIAL_ASSESSMENT]
    assert opens[RoleCode.DIRECT_PAYMENT_NOMINEE] == [DocumentKind.REMITTANCE_ADVICE]
    assert opens[RoleCode.NOMINATED_FINANCIAL_REPRESENTATIVE] == []


def test_a_role_and_a_kind_of_document_are_found_by_their_code() -> None:
    assert council().role("deputy").label == "Deputy"
    assert council().document_type("remittance_advice").plural == "Direct Payment remittance advices"


@pytest.mark.parametrize("find", [Council.role, Council.document_type])
def test_a_code_nobody_knows_is_an_error(find: object) -> None:
    with pytest.raises(KeyError):
        find(council(), "wizard")  # type: ignore[operator]


def test_the_notice_is_short_and_names_what_the_law_asks_for() -> None:
    sections = council().notice.sections
    text = " ".join(paragraph for section in sections for paragraph in section.paragraphs)
    assert len(text.split()) <= 300
    assert [section.heading for section in sections] == [
        "Who we are",
        "What we collect",
        "Why, and the legal reason",
        "Who we share with",
        "How long we keep it",
        "Your rights",
        "Questions",
        "If you want to complain",
    ]
    assert "Data Protection Officer" in text
    assert "Information Commissioner" in text


MISTAKES = [
    ('name = "Westmere County Council"', 'name = " "', "name is empty."),
    ('name = "Westmere County Council"', "", "name is missing."),
    ('name = "Westmere County Council"', "name = 7", "name: Expected `str`, got `int`."),
    ("website =", 'colour = "red"\nwebsite =', "colour is not a setting. Settings here: name, website,"),
    ("relay =", 'fax = "1"\nrelay =', "contact.fax is not a setting. Settings here: email, phone, relay,"),
    ("relay = ", "# relay = ", "contact.relay is missing."),
    ('"https://www.westmere.example"', '"www.westmere.example"', "website is 'www.westmere.example'. It must start"),
    ('"WM5 2NP"', '"WM52NP"', "example_postcode is 'WM52NP'. Write a full postcode with one space, like WR5 2NP."),
    ('"WM5 2NP"', '"WM5"', "example_postcode is 'WM5'."),
    ('"client.finance@westmere.example"', '"client.finance"', "contact.email is 'client.finance'."),
    ('"donotreply@westmere.example"', '"do not@reply"', "sender.email is 'do not@reply'."),
    ('# logo = "westmere.svg"', 'logo = "westmere.gif"', "logo is 'westmere.gif'. It must be an SVG or PNG file."),
    ("step_pence = 25000", "step_pence = 0", "money.savings_rules #1: step_pence must be at least 1,"),
    ("upper_pence = 2325000", "upper_pence = 5", "money.savings_rules #1: step_pence must be at least 1, and upper"),
    ("review_within_days = 28", "review_within_days = 0", "money.review_within_days is 0. It must be at least 1."),
    ('feed = "payments"', 'feed = "people"', "deliveries.feeds: people is named 2 times."),
    ('feed = "payments"', 'feed = "invoices"', "deliveries.feeds #4.feed is 'invoices'."),
    ("warn_after_days = 100", "warn_after_days = 201", "deliveries.addresses: warn_after_days must be at least 1,"),
    ("warn_after_hours = 28", "warn_after_hours = 0", "deliveries.feeds #1: warn_after_hours must be at least 1,"),
    (
        "late_after_hours = 52",
        "late_after_hours = 27",
        "deliveries.feeds #1: warn_after_hours must be at least 1, late",
    ),
    (
        "late_after_hours = 52",
        "late_after_hours = 9999",
        "deliveries.feeds #1: warn_after_hours must be at least 1, late",
    ),
    ('contributions = "net"', 'contributions = "none"', "money.contributions is 'none'. Allowed: net, gross."),
    ('["email", "phone", "post"]', "[]", "contact_methods is empty. Name at least one."),
    ('["email", "phone", "post"]', '["email", "email"]', "contact_methods: email is named 2 times."),
    ('["email", "phone", "post"]', '["pigeon"]', "contact_methods #1 is 'pigeon'. Allowed: email, phone, post."),
    ('"#0b6e6e"', '"teal"', "colours.brand is 'teal'. Write it as #rrggbb, like #0b6e6e."),
    ('"#0b6e6e"', '"#0b6"', "colours.brand is '#0b6'."),
    ('"#0b6e6e"', '"#b1d8d8"', "colours.brand: #b1d8d8 is too light. Its contrast on white is 1.5; 3.0 is needed."),
    ('"#0a5a8a"', '"#3a9ad0"', "colours.link: #3a9ad0 is too light. Its contrast on white is 3.1; 4.5 is needed."),
    ('"#0b6e4f"', '"#ffdd00"', "colours.button: #ffdd00 is too light."),
    (
        'nation = "England"',
        'nation = "Cornwall"',
        "working_time.nation is 'Cornwall'. Allowed: England, Wales, Scotland,",
    ),
    ("opens = 09:00:00", "opens = 18:00:00", "working_time: opens (18:00) must be before closes (17:00)."),
    ("answer_within_days = 1", "answer_within_days = 0", "working_time.answer_within_days is 0. It must be 1 or more."),
    ("2026-12-29", "2026-02-30", "The file is not TOML:"),
    ("citizen_idle_minutes = 20", "citizen_idle_minutes = 1", "sessions.citizen_idle_minutes is 1. It must be 5 or"),
    (
        "longest_hours = 12",
        "longest_hours = 0",
        "sessions.staff_idle_minutes (30 minutes) is more than longest_hours (0).",
    ),
    ('"dwp_appointee"', '"deputy"', "roles: deputy is named 2 times."),
    ('"dwp_appointee"', '"deputy"', "roles: dwp_appointee is missing. To switch a role off, keep it"),
    ('"dwp_appointee"', '"wizard"', "roles #2.code is 'wizard'. Allowed: power_of_attorney, dwp_appointee,"),
    ('["financial_assessment"]', '["secrets"]', "roles #2.opens #1 is 'secrets'. Allowed: remittance_advice,"),
    ('"always"', '"perhaps"', "roles #4.needs_evidence is 'perhaps'. Allowed: always, first_time, never."),
    ("has_end_date = false", "has_end_date = 0", "roles #1.has_end_date: Expected `bool`, got `int`."),
    ('"Your letter from DWP, called form BF57."', '""', "roles: proof of dwp_appointee is empty."),
    ('kind = "remittance_advice"', 'kind = "financial_assessment"', "document_types: remittance_advice is missing."),
    ('kind = "remittance_advice"', 'kind = "financial_assessment"', "financial_assessment is named 2 times."),
    ('version = "2026-11"', 'version = ""', "notice.version is empty."),
    ('"Please tell us first.', '"' + "Please tell us. " * 100, "notice.sections has "),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_is_named_in_a_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert sentence in refusal(changed(tmp_path, old, new))


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    first = changed(tmp_path, '"WM5 2NP"', '"WM5"')
    first.write_text(first.read_text().replace('"#0b6e6e"', '"#ffffff"'))
    said = refusal(first)
    assert "example_postcode is" in said
    assert "colours.brand: #ffffff is too light" in said


def test_switching_every_role_off_is_a_mistake(tmp_path: Path) -> None:
    path = changed(tmp_path, "has_end_date =", "enabled = false\nhas_end_date =")
    path.write_text(path.read_text().replace("has_end_date = false\nenabled = false", "has_end_date = false"))
    assert "every role is switched off" in refusal(path)


def test_a_notice_without_sections_is_a_mistake(tmp_path: Path) -> None:
    text = OURS.read_text()
    path = tmp_path / "council.toml"
    path.write_text(text[: text.index("[[notice.sections]]")].replace("[notice]", "[notice]\nsections = []"))
    assert "notice.sections is empty." in refusal(path)


def test_a_file_that_is_not_there_or_not_text_is_said(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refusal(tmp_path / "nowhere.toml")
    (tmp_path / "council.toml").write_bytes(b"\xff\xfe")
    assert "not text in UTF-8" in refusal(tmp_path / "council.toml")


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_the_portal_does_not_start_with_a_mistake(tmp_path: Path) -> None:
    bad = changed(tmp_path, 'nation = "England"', 'nation = "Cornwall"')
    start = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=settings.ROOT,
        env=os.environ | {"COUNCIL_FILE": str(bad), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert start.returncode == 1
    assert f"The portal cannot start: {bad} has a mistake." in start.stderr
    assert "working_time.nation is 'Cornwall'" in start.stderr
    assert "Traceback" not in start.stderr
