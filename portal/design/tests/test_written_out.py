"""What stands on every page is written out, and is the same markup as govuk-frontend's macros give."""

from typing import Any

import pytest
from django.template import engines
from jinja2 import Environment

from portal.design.frame import Frame, Help, Link
from portal.design.tests.markup import parsed
from portal.design.tests.test_official_examples import macro_of

CHANGE = {"key": "Name", "value": "Mary Bloggs", "change_url": "/name", "change_text": "your name"}
PLAIN = {"key": "Address", "value": ["1 Mere Road", "Westmere"]}
ACTION = {"items": [{"href": "/name", "text": "Change", "visuallyHiddenText": "your name"}]}
ROWS = [
    {"key": {"text": "Name"}, "value": {"html": "Mary Bloggs"}, "actions": ACTION},
    {"key": {"text": "Address"}, "value": {"html": "1 Mere Road<br>Westmere"}},
]
LINKS = [Link("Documents", "/home", "true"), Link("Help", "/help", "page"), Link("My Account", "/account")]
OFFICIAL_LINKS = [
    {"text": "Documents", "href": "/home", "active": True},
    {"text": "Help", "href": "/help", "active": True, "current": True},
    {"text": "My Account", "href": "/account"},
]
FRAME = Frame("The service", "/home", "The council", "/council", Help("", "", "", "", ""), navigation=LINKS)


def environment() -> Environment:
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # Django's class for any engine
    return found


def ours(call: str, **context: Any) -> str:
    source = '{% from "design/components.html" import details, link_button, status_tag, summary_list %}' + call
    return environment().from_string(source).render(**context)


@pytest.mark.parametrize(
    ("call", "component", "params"),
    [
        (
            '{{ status_tag("Being checked", "light blue") }}',
            "tag",
            {"text": "Being checked", "classes": "govuk-tag--light-blue"},
        ),
        ('{{ link_button("Go", "/there") }}', "button", {"text": "Go", "href": "/there"}),
        (
            '{{ link_button("Go", "/there", secondary=true) }}',
            "button",
            {"text": "Go", "href": "/there", "classes": "govuk-button--secondary"},
        ),
        (
            '{% call details("Filter", open=true) %}Form{% endcall %}',
            "details",
            {"summaryText": "Filter", "html": "Form", "open": True},
        ),
        ("{{ summary_list(rows) }}", "summary-list", {"rows": ROWS}),
        ("{{ summary_list(rows[1:]) }}", "summary-list", {"rows": ROWS[1:]}),
        (
            '{{ summary_list(rows, title="Your details") }}',
            "summary-list",
            {"rows": ROWS, "card": {"title": {"text": "Your details"}}},
        ),
    ],
)
def test_a_component_is_what_the_macro_makes(call: str, component: str, params: dict[str, Any]) -> None:
    assert parsed(ours(call, rows=[CHANGE, PLAIN])) == parsed(str(macro_of(component)(params)))


@pytest.mark.parametrize("journey", [False, True])
def test_the_header_is_what_the_macros_make(journey: bool) -> None:
    header = environment().get_template("design/header.html").render(frame=FRAME, journey=journey)
    top = macro_of("generic-header")({"logoHtml": "The council", "url": "/council", "classes": "portal-header"})
    navigation = macro_of("service-navigation")(
        {"serviceName": "The service", "serviceUrl": "/home", "navigation": [] if journey else OFFICIAL_LINKS}
    )
    assert parsed(header) == parsed(f"<header>{top}{navigation}</header>")


def test_the_links_of_the_frame_are_what_the_macros_make() -> None:
    page = environment().from_string('{% extends "design/page.html" %}').render(frame=FRAME, title="", back_url="/home")
    skip = str(macro_of("skip-link")({"text": "Skip to main content", "href": "#main"})).strip()
    back = str(macro_of("back-link")({"text": "Back", "href": "/home"})).strip()
    assert skip in page
    assert back in page
