"""The published user guide as web pages: the same headings, one page for each part."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import slugify


@dataclass(frozen=True)
class Part:
    """One part of the guide. Its text is a template that leaves the level of its headings open."""

    title: str  # as in the printed guide
    text: str

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def template(self) -> str:
        return f"pages/guide/{self.text}.html"


PARTS = (
    Part("What is the Client Finance Portal?", "what-it-is"),
    Part("Who can register?", "who-can-register"),
    Part("Registration Link", "registration-link"),
    Part("Step By Step Guide for Registration", "registration"),
    Part("Step by Step Guide for Requesting Access", "requesting-access"),
)


def part_called(slug: str) -> Part | None:
    """The part with this address, if there is one."""
    return next((part for part in PARTS if part.slug == slug), None)


def neighbours(part: Part) -> dict[str, Any]:
    """The parts before and after, as the pagination component wants them."""
    at = PARTS.index(part)
    shown: dict[str, Any] = {}
    if at > 0:
        shown["previous"] = _link(PARTS[at - 1], "Previous")
    if at + 1 < len(PARTS):
        shown["next"] = _link(PARTS[at + 1], "Next")
    return shown


def _link(part: Part, text: str) -> dict[str, Any]:
    return {"href": reverse("pages:guide-part", args=[part.slug]), "text": text, "labelText": part.title}
