"""The components as our Jinja2 renders them, against the official examples of govuk-frontend (fixtures/README.md)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from jinja2 import Environment

from portal.design.tests.markup import parsed

FIXTURES = Path(__file__).parent / "fixtures"
# The design's templates have their markup themselves: test_written_out.py.
WRITTEN_OUT = {"back-link", "details", "generic-header", "service-navigation", "skip-link", "summary-list", "tag"}
TEMPLATES = Path(__file__).parent.parent / "templates" / "design"


def macro_of(component: str) -> Any:
    """The macro of a component in the environment every page is rendered in."""
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # Django's class for any engine
    return getattr(environment.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module, name)


def examples() -> list[tuple[str, str, dict[str, Any], str]]:
    """Component, name, parameters and HTML of every official example."""
    found = []
    for path in sorted(FIXTURES.glob("*.json")):
        for example in json.loads(path.read_text())["fixtures"]:
            found.append((path.stem, example["name"], example["options"], example["html"]))
    return found


@pytest.mark.parametrize("component", sorted(path.stem for path in FIXTURES.glob("*.json")))
def test_every_official_example_of_a_component_is_rendered_as_published(component: str) -> None:
    """No example is left out: if one has to be, it is to be listed here with the reason."""
    macro = macro_of(component)
    for part, name, options, html in examples():
        if part == component:
            assert parsed(str(macro(options))) == parsed(html), name


def test_the_examples_are_those_of_the_components_we_use() -> None:
    used = set()
    for template in TEMPLATES.glob("*.html"):
        used |= set(re.findall(r"govuk_frontend_jinja/components/([a-z-]+)/", template.read_text()))
    inside_others = {"error-message", "fieldset", "hint", "label"}
    assert {path.stem for path in FIXTURES.glob("*.json")} == used | inside_others | WRITTEN_OUT
