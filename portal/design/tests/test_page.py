"""The page frame, read as HTML (screens.md 0.1 and 0.2)."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django import forms
from django.test import Client, RequestFactory

from portal.design import fields
from portal.design.colours import darker
from portal.design.frame import Frame, Help
from portal.design.presenters import page_title
from portal.design.tests.everything import shown
from portal.design.tests.gallery import components, question
from portal.design.tests.markup import elements, parsed

DESIGN = Path(__file__).parent.parent
FRAME = Frame(
    "Client Finance Portal", "/", "Westmere County Council", "https://x.example", Help("", "", "", "", "/help")
)


class NameForm(forms.Form):
    first_name = fields.TextField(label="What is your first name?", missing="Enter your first name")


def gallery() -> str:
    return components(RequestFactory().get("/gallery/", {"said": "1"})).content.decode()


def test_the_parts_of_a_page_stand_in_their_order() -> None:
    page = gallery().partition("<body")[2]
    parts = [
        'href="#main" class="govuk-skip-link"',
        "Westmere County Council",
        "govuk-service-navigation",
        'action="/gallery/signed-out"',
        "We are sorry.",
        '<nav aria-label="Back">',
        '<main class="govuk-main-wrapper" id="main" tabindex="-1">',
        "We have your request.",
        "<h1",
        "</main>",
        "Help with this page",
        "<footer",
        "<dialog",
    ]
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_page_has_one_main_heading_and_no_id_twice() -> None:
    page = gallery()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    bare = '{% extends "design/page.html" %}{% set title = "Help" %}'
    assert len(elements(shown(bare, RequestFactory().get("/")), "h1")) == 1


def test_no_page_carries_a_style_or_a_script_of_its_own() -> None:
    page = gallery()
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r" on[a-z]+=", page)
    assert all("src" in script for script in elements(page, "script"))


def test_nothing_on_a_page_is_gov_uks_alone() -> None:
    css = (DESIGN / "static" / "design" / "portal.css").read_text()
    for forbidden in ("GDS Transport", "crest", "@font-face", "govuk-brand-colour:#1d70b8", "/assets/"):
        assert forbidden not in css
    assert "GOV.UK" not in gallery()


def test_a_logo_speaks_the_councils_name() -> None:
    frame = replace(FRAME, logo="design/icon.svg")
    page = shown('{% extends "design/page.html" %}{% set title = "Help" %}', frame=frame)
    (logo,) = elements(page, "img")
    assert logo["alt"] == "Westmere County Council"
    assert logo["src"].endswith("design/icon.svg")


def test_in_a_journey_nothing_leads_away_but_signing_out() -> None:
    page = question(RequestFactory().get("/gallery/question")).content.decode()
    navigation = page[page.index("govuk-service-navigation") : page.index("<main")]
    assert ">Documents<" not in navigation
    assert "Sign out" in navigation


@pytest.mark.parametrize(
    ("heading", "errors", "numbers", "title"),
    [
        ("Your name", [], (None, None), "Your name – Client Finance Portal – Westmere County Council"),
        ("Your name", [{}], (None, None), "Error: Your name – Client Finance Portal – Westmere County Council"),
        ("Requests", [], (2, 4), "Requests (page 2 of 4) – Client Finance Portal – Westmere County Council"),
        ("Requests", [], (1, 1), "Requests – Client Finance Portal – Westmere County Council"),
        ("Client Finance Portal", [], (None, None), "Client Finance Portal – Westmere County Council"),
    ],
)
def test_a_title_says_what_page_of_whose_portal(
    heading: str, errors: list[dict[str, str]], numbers: tuple[int | None, int | None], title: str
) -> None:
    assert page_title(heading, FRAME, errors, *numbers) == title


def test_a_question_page_shows_its_errors_first() -> None:
    source = '{% extends "design/question.html" %}{% set title = "Your name" %}{% set button = "Next" %}'
    page = shown(source, RequestFactory().get("/"), form=NameForm({}))
    assert "<title>Error: Your name – Client Finance Portal – " in page
    assert page.index('<a href="#id_first_name">Enter your first name</a>') < page.index("<h1")
    assert "csrfmiddlewaretoken" in page
    form = next(form for form in elements(page, "form") if form.get("method") == "post" and "action" not in form)
    assert "novalidate" in form
    assert "Next" in parsed(page)


def test_the_label_of_a_single_question_is_the_heading() -> None:
    source = '{% extends "design/question.html" %}{% set title = "Your name" %}{% set question_as_heading = true %}'
    page = shown(source, RequestFactory().get("/"), form=NameForm())
    assert len(elements(page, "h1")) == 1
    assert re.search(r"<h1[^>]*>\s*<label[^>]*>\s*What is your first name\?", page)


def test_a_form_that_was_not_sent_has_no_errors() -> None:
    page = shown(
        '{% extends "design/question.html" %}{% set title = "X" %}', RequestFactory().get("/"), form=NameForm()
    )
    assert "There is a problem" not in page


def test_names_are_shown_as_text() -> None:
    source = """{% extends "design/page.html" %}{% set title = name %}{% set caption = name %}
    {% from "design/components.html" import summary_list, table, status_tag, inset, details, panel with context %}
    {% block content %}{{ summary_list([{"key": name, "value": name, "change_url": "/", "change_text": name}], name) }}
    {{ summary_list([{"key": name, "value": [name, name]}]) }}
    {{ table(name, [name, name], [[name, name]], foot=[name, name]) }}{{ status_tag(name) }}{{ inset(name) }}
    {% call details(name) %}{{ name }}{% endcall %}{% call panel(name) %}{{ name }}{% endcall %}{% endblock %}"""
    page = shown(source, RequestFactory().get("/"), name="<script>alert('O’Brien')</script>")
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 16


def test_the_councils_colours_are_a_style_sheet_of_their_own(client: Client) -> None:
    answer = client.get("/brand.css")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age=3600" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert re.search(r"--govuk-brand-colour: #[0-9a-f]{6};", answer.content.decode())
    assert client.post("/brand.css").status_code == 405


def test_a_colour_gets_darker() -> None:
    assert darker("#0b6e4f", 0) == "#0b6e4f"
    assert darker("#0b6e4f", 0.5) == "#063728"
    assert darker("#ffffff", 1) == "#000000"


def test_the_built_style_is_that_of_its_source() -> None:
    """After a change in frontend/ run frontend/build."""
    frontend = DESIGN / "frontend"
    sources = [
        *sorted(frontend.glob("*.scss")),
        *(frontend / name for name in ("build", "package.json", "package-lock.json")),
    ]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    assert (frontend / "built-from.sha256").read_text().strip() == digest


def test_the_lock_file_names_no_registry() -> None:
    lock = (DESIGN / "frontend" / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "6.3.0" in lock
