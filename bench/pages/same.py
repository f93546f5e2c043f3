"""Whether three answers are the same page: its words and its markup, but for the space between tags and for tokens."""

import re
from typing import Final

TOKEN: Final = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def page_of(body: bytes) -> str:
    """What has to be the same."""
    text = TOKEN.sub(b'name="csrfmiddlewaretoken"', body).decode()
    for entity, character in (("&#x27;", "'"), ("&#39;", "'"), ("&#34;", '"'), ("&quot;", '"')):
        text = text.replace(entity, character)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([<>]) ?", r"\1", text).strip()


def difference(one: str, other: str) -> str:
    """Where two pages differ first; "" when they are the same."""
    if one == other:
        return ""
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    around = slice(max(0, place - 80), place + 80)
    return f"{one[around]!r} and {other[around]!r}"
