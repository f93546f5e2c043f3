"""One text for each e-mail, shown as plain text and as HTML with the same words.

A template's first line is the subject. Below it, blocks are separated by empty lines: `## ` a heading, `* ` a list,
`> ` something to stand out, `=> /path Words` a link to a page of the portal, anything else a paragraph.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.council.identity import council

TEMPLATES = Path(__file__).parent / "templates" / "emails"
VALUE = "\ue000"  # stands before each value until the blocks are told apart: nobody's words make a heading or a link


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail ready to be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an e-mail: heading, list, standout, link or paragraph."""

    kind: str
    lines: list[str]
    url: str = ""


def compose(template: str, context: dict[str, Any]) -> Message:
    """Fills a template. Raises jinja2.UndefinedError if a value it needs is missing."""
    written = _environment().get_template(f"{template}.md").render(context, council=council())
    subject, _, body = written.partition("\n")
    blocks = [_without_marks(_block(part)) for part in re.split(r"\n\s*\n", body.strip())]
    subject = subject.replace(VALUE, "")
    html = render_to_string("emails/frame.html", {"subject": subject, "blocks": blocks})
    return Message(subject, "\n\n".join(map(_as_text, blocks)) + "\n", html)


@cache
def _environment() -> Environment:
    # Plain text: nothing to escape here. A value is kept on one line, so that none can begin a block of its own.
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701  HTML is made, and escaped, from the finished blocks
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: VALUE + " ".join(str(value).split()),
    )
    made.globals["documents_of"] = documents_of
    return made


def documents_of(asked_for: str) -> str:
    """Whose documents, in the middle of a sentence: "your own documents" or "the documents of Mary Bloggs"."""
    return "your own documents" if asked_for == "yourself" else f"the documents of {asked_for}"


def _block(part: str) -> Block:
    lines = [line.strip() for line in part.splitlines()]
    first = lines[0]
    if first.startswith("=> "):
        path, _, words = first[3:].partition(" ")
        return Block("link", [words], settings.BASE_URL + path)
    for kind, mark in (("heading", "## "), ("list", "* "), ("standout", "> ")):
        if first.startswith(mark):
            return Block(kind, [line.removeprefix(mark) for line in lines])
    return Block("paragraph", [" ".join(lines)])


def _without_marks(block: Block) -> Block:
    return Block(block.kind, [line.replace(VALUE, "") for line in block.lines], block.url.replace(VALUE, ""))


def _as_text(block: Block) -> str:
    if block.kind == "link":
        return f"{block.lines[0]}:\n{block.url}"
    if block.kind == "list":
        return "\n".join(f"* {line}" for line in block.lines)
    return "\n".join(block.lines)
