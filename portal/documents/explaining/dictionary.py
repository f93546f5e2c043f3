"""The line dictionary: which explanation a line gets."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from portal.documents.bodies import RemittanceBody, RemittanceLine
from portal.documents.explaining.lines import values_of
from portal.documents.explaining.sentences import fill
from portal.documents.explaining.voice import Reader

STARTING_FILE = Path(__file__).with_name("line_dictionary.toml")
UNKNOWN = "We do not have a plain explanation for ‘{code}’ yet. Ask us and quote {ref}."

Direction = Literal["", "added", "taken_off"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One explanation. `code`, `type`, `direction` "": any. `gross`: said instead when contributions are invoiced."""

    title: str
    explanation: str
    code: str = ""
    type: str = ""
    direction: Direction = ""
    gross: str = ""
    examples: str = ""

    def explains(self, line: RemittanceLine) -> bool:
        """Whether this entry is for such a line."""
        return (
            (not self.code or same_code(self.code, line.code))
            and self.type in ("", line.type)
            and self.direction in ("", direction_of(line))
        )

    @property
    def how_special(self) -> tuple[bool, bool, bool]:
        """The entry for the code comes before one for the type, and that before one for either direction."""
        return bool(self.code), bool(self.type), bool(self.direction)


@dataclass(frozen=True, slots=True)
class Explained:
    """A line and what it means. `known`: the dictionary has it; `ask`: the sentence sends the reader to the council."""

    line: RemittanceLine
    title: str
    sentence: str
    reason: str
    known: bool
    ask: bool


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All entries, for a council that takes contributions off (net) or sends an invoice for them (gross)."""

    entries: tuple[Entry, ...]
    gross: bool = False

    def find(self, line: RemittanceLine) -> Entry | None:
        """The most special entry for the line; None for a code nobody has explained yet."""
        return max((one for one in self.entries if one.explains(line)), key=lambda one: one.how_special, default=None)

    def explain(self, body: RemittanceBody, *, ref: str, reader: Reader) -> list[Explained]:
        """Every line of an advice with its sentence, in their order. `ref` is what the reader quotes to the council."""
        return [self._explained(line, reader.words | values_of(line, body, ref)) for line in body.lines]

    def _explained(self, line: RemittanceLine, values: dict[str, str]) -> Explained:
        entry = self.find(line)
        said = fill(self._explanation(entry), values)
        told = said.places & {"reason", "what"} or line.reason is None
        return Explained(
            line=line,
            title=entry.title if entry else "",
            sentence=said.text,
            reason="" if told else line.reason or "",
            known=entry is not None,
            ask="ref" in said.places,
        )

    def _explanation(self, entry: Entry | None) -> str:
        if entry is None:
            return UNKNOWN
        return entry.gross if self.gross and entry.gross else entry.explanation


def direction_of(line: RemittanceLine) -> Direction:
    """Whether the line takes something off."""
    return "taken_off" if line.amount_pence < 0 else "added"


def same_code(one: str, other: str) -> bool:
    """Codes are compared as people read them: "ADJ" is "Adj"."""
    return one.casefold() == other.casefold()


def starting_entries(path: Path = STARTING_FILE) -> list[Entry]:
    """What a portal starts with."""
    found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["line"], list[Entry])
    return [msgspec.structs.replace(one, explanation=one.explanation.strip()) for one in found]


def starting_dictionary(*, gross: bool = False, more: Iterable[Entry] = ()) -> Dictionary:
    """The dictionary of a portal where nobody has changed anything; `more` entries on top."""
    return Dictionary((*starting_entries(), *more), gross=gross)
