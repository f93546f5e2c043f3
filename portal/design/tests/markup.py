"""HTML as a test compares it: elements, attributes in any order, text with its spaces collapsed."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: _words(name, value) for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.seen.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.seen.append(text)


def _words(name: str, value: str | None) -> object:
    return sorted((value or "").split()) if name == "class" else value or ""


def parsed(html: str) -> list[object]:
    """The elements and the text of some HTML, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen


def elements(html: str, tag: str) -> list[dict[str, str]]:
    """The attributes of all elements of a kind; classes as one string in alphabetical order."""
    found = [one for one in parsed(html) if isinstance(one, tuple) and one[0] == tag]
    return [
        {name: " ".join(value) if isinstance(value, list) else value for name, value in attrs.items()}
        for _, attrs in found
    ]
