"""A page as its reader gets it: text without markup, and how long its sentences are."""

import re
from html.parser import HTMLParser

BREAKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "caption", "address", "title", "br"}
ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘])|[:\n]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"title": [], "h1": [], "main": []}
        self.links: list[str] = []
        self.ids: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.texts:
            self._open.append(tag)
        if tag in BREAKS:
            self.texts["main"].append("\n")
        if tag == "a" and "main" in self._open:
            self.links.append(given.get("href") or "")
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.texts[tag].append(data)


class Reading:
    """What somebody reads on a page."""

    def __init__(self, page: bytes) -> None:
        reader = _Reader()
        reader.feed(page.decode())
        self.title, self.h1 = (" ".join("".join(reader.texts[tag]).split()) for tag in ("title", "h1"))
        self.lines = [" ".join(line.split()) for line in "".join(reader.texts["main"]).split("\n") if line.strip()]
        self.links, self.ids = reader.links, reader.ids

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def sentences(self) -> list[str]:
        """Everything of more than two words that ends like a sentence."""
        found = [part.strip() for line in self.lines for part in ENDS.split(line)]
        return [part for part in found if part.endswith((".", "?", "!")) and len(part.split()) > 2]
