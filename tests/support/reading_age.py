"""How hard a text is to read: how many words a sentence has, and the school grade that copes with it.

The grade is Kincaid's (US Navy, Research Branch Report 8-75, 1975): 0.39 × words to a sentence + 11.8 × syllables to a
word − 15.59. Grade 6 is read with ease at eleven or twelve; most adults read at about that level when tired.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

# A sentence ends at . ! ? or : before a space; "5.30pm" and "www.example.org" hold no end.
_END: Final = re.compile(r"(?<=[.!?:])[\"'”’)]*\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.,@/-][^\W_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
# Letters that are written and not spoken: the e of "came" and "asked", but not that of "table" or "wanted".
_SILENT: Final = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouycgszxl]es$|[aeiouy]les$")
# Two vowels side by side that are spoken apart: "idea", "being", "associate".
_APART: Final = re.compile(r"[aeiouy]ing|[^tscg]ia|[dn]ea$|rea$|ie[rt]|io[rd]|iu|ua|uou")
_BLOCKS: Final = {
    "p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "label", "legend", "caption", "summary", "div", "br",
    "option", "button", "figcaption", "section", "ul", "ol", "table", "tr", "form", "fieldset", "nav", "details",
}  # fmt: skip
_UNSEEN: Final = {"script", "style", "svg", "title", "select", "template"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where it stands."""

    text: str
    where: str

    @property
    def words(self) -> list[str]:
        """What is spoken as a word; a number, an amount or an address on the web counts as one."""
        return _WORD.findall(self.text)


def grade(sentences: Iterable[Sentence], easy: frozenset[str] = frozenset()) -> float:
    """The school grade of a text; the words in `easy` count as short ones. Raises ZeroDivisionError without words."""
    found = [sentence.words for sentence in sentences]
    words = [word for each in found for word in each]
    spoken = sum(1 if word.lower() in easy else syllables(word) for word in words)
    return 0.39 * len(words) / len(found) + 11.8 * spoken / len(words) - 15.59


@lru_cache(maxsize=10_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters: right for nine words in ten. Figures have one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if any(letter.isdigit() for letter in word) or "@" in word:
        return 1
    return sum(_of_part(part) for part in re.split(r"[-'./,]", word) if part) or 1


def _of_part(part: str) -> int:
    return max(1, len(_VOWELS.findall(part)) + len(_APART.findall(part)) - bool(_SILENT.search(part)))


def sentences_of(text: str, where: str) -> list[Sentence]:
    """The full sentences of a piece of text; a heading, a label or a name is none."""
    parts = [" ".join(part.split()) for part in _END.split(text.strip())]
    return [Sentence(part, where) for part in parts if part[-1:] in tuple(".!?:”") and len(part.split()) > 2]


def sentences_of_page(html: str, where: str) -> list[Sentence]:
    """The full sentences of a page's main part."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return [sentence for block in reader.blocks for sentence in sentences_of(block, where)]


class _Blocks(HTMLParser):
    """The text of each block inside <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._unseen = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside = self._inside or tag == "main"
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self._end_block()
        if tag == "main":
            self._end_block()
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._unseen:
            self._text.append(data)

    def _end_block(self) -> None:
        self.blocks.append("".join(self._text))
        self._text = []
