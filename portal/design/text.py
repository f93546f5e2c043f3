"""Cleans what people type or paste, the same way everywhere (screens.md 0.3)."""

import re
import unicodedata

# Characters nobody sees: soft hyphen, zero-width and directional ones, byte order mark. They come along with
# copied text and make two equal names differ.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
# No field takes a text as long as this. Putting it into NFC takes the square of its length when it is made of accents
# alone (minutes for a megabyte), so it stays as it is, for the field to refuse.
TOO_LONG = 5_000
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def clean_text(text: str) -> str:
    """One line: trimmed, spaces collapsed, invisible characters gone, NFC. Apostrophes and accents stay as typed."""
    return " ".join(_visible(text).split())


def clean_lines(text: str) -> str:
    """The same for text of several lines: one kind of line break, at most one blank line in a row."""
    lines = [" ".join(line.split()) for line in _visible(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def composed(text: str) -> str:
    """The text in NFC: the same letters typed on two keyboards become the same characters."""
    return unicodedata.normalize("NFC", text) if len(text) < TOO_LONG else text


def _visible(text: str) -> str:
    return CONTROLS.sub("", composed(text.translate(INVISIBLE)))
