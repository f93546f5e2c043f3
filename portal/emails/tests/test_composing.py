from typing import Any

import pytest
from jinja2 import UndefinedError

from portal.council.identity import council
from portal.emails.composing import TEMPLATES, compose

WORDS: dict[str, Any] = {
    "code": "8765 1263",
    "runs_out": "10:42am",
    "first_name": "Seán",
    "reference": "S_OBrien_1234_0",
    "asked_for": "Mary O’Brien",
    "answer_by": "5pm on Tuesday 3 June",
    "request_path": "/requests/5f0c",
    "answer_path": "/requests/5f0c/answer",
    "queue_path": "/staff/requests",
    "message_path": "/messages/5f0c",
    "waiting": 5,
    "new": 2,
    "due_today": 1,
    "overdue": 0,
    "second_check": 1,
    "hours_left": "2 hours",
    "sign_in_path": "/home",
    "reset_path": "/password/reset/abc",
    "documents": ["Direct Payment remittance advices"],
    "ends_on": "3 October 2026",
    "reason_text": "We could not match the details to our records.",
    "paragraph": "",
    "next_steps": ["Check the details and send a new request."],
    "at": "4:10pm on 3 June 2026",
    "until": "4 June 2026 at 4:10pm",
    "path": "/documents/zips/5f0c",
    "home_path": "/home",
    "count": 12,
    "more": 2,
    "payment_changed": True,
    "what": "Last night’s delivery was refused.",
    "file": "documents.jsonl",
    "step": "Reading the delivery",
    "error": "documents.jsonl: found 10 rows, expected 12 as in the manifest",
    "next_step": "Hand it over again.",
    "import_path": "/staff/imports/5f0c",
}
TEMPLATE_NAMES = sorted(file.stem for file in TEMPLATES.glob("[!_]*.md"))


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_every_email_says_who_it_is_from_and_how_to_reach_us(name: str) -> None:
    message = compose(name, WORDS)
    first_line = message.text.splitlines()[0]
    assert first_line.startswith(f"This email is from {council().name}. ")
    assert council().contact.email in message.text
    assert council().contact.phone in message.text


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_no_subject_holds_anything_about_a_person(name: str) -> None:
    subject = compose(name, WORDS).subject
    for word in ("Seán", "O’Brien", "OBrien", "8765", "£", "attorney", "deputy"):
        assert word.lower() not in subject.lower()


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_text_and_html_say_the_same_words(name: str) -> None:
    message = compose(name, WORDS)
    for line in message.text.splitlines():
        if not line.startswith("http"):
            assert line.removeprefix("* ").removesuffix(":") in message.html.replace("&#39;", "'")


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_links_lead_only_to_this_portal(name: str) -> None:
    message = compose(name, WORDS)
    for line in message.text.splitlines():
        if "http" in line:
            assert line.startswith("http://localhost:8000/")


def test_a_name_is_shown_as_text() -> None:
    message = compose("welcome", {"first_name": "<script>alert(1)</script>"})
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html


def test_a_name_cannot_begin_a_block_of_its_own() -> None:
    message = compose("welcome", {"first_name": "Ann\n\n=> //bad.example Click"})
    assert "\nhttp://localhost:8000//bad" not in message.text
    assert "Hello Ann => //bad.example Click," in message.text


def test_a_missing_value_is_a_fault_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        compose("welcome", {})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("request_approved", "Your Client Finance Portal request has been approved"),
        ("request_rejected", "Your Client Finance Portal request has been rejected"),
    ],
)
def test_decisions_use_the_words_of_the_guide(name: str, words: str) -> None:
    assert words in compose(name, WORDS).text


@pytest.mark.parametrize("words", ["=> @evil.example/ Sign in here", "## A heading", "> 8765 1263", "* A list"])
def test_nobodys_words_make_a_link_or_a_heading(words: str) -> None:
    message = compose("request_rejected", WORDS | {"paragraph": words})
    assert words in message.text.splitlines()
    assert "evil.example" not in message.html.replace("=&gt; @evil.example/ Sign in here", "")


@pytest.mark.parametrize(
    ("asked_for", "words"),
    [
        ("yourself", "request to see your own documents."),
        ("Mary O’Brien", "request to see the documents of Mary O’Brien."),
    ],
)
def test_an_email_says_whose_documents_it_is_about(asked_for: str, words: str) -> None:
    assert words in compose("request_received", WORDS | {"asked_for": asked_for}).text
