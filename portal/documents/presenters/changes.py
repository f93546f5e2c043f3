"""D2: what changed since last time, in one sentence and line by line."""

from dataclasses import dataclass

from portal.design.formats import money
from portal.documents.bodies import RemittanceLine
from portal.documents.differences import Change, Difference, Part
from portal.documents.explaining.figures import UNITS
from portal.documents.explaining.voice import Reader

# As something new, and as something known.
NAMES = {
    "rate_adjustment": ("earlier weeks put right", "earlier weeks put right"),
    "contribution_adjustment": ("earlier contributions put right", "earlier contributions put right"),
    "one_off": ("a single payment", "the single payment"),
    "manual_adjustment": ("a correction", "the correction"),
    "overpayment_recovery": ("an overpayment we take back", "the overpayment we take back"),
    "suspension": ("weeks without payment", "the weeks without payment"),
    "returned_payment": ("a payment the bank sent back", "the payment the bank sent back"),
}
SAYS_WHAT = ("one_off", "manual_adjustment", "suspension", "other")
KINDS = {"new": "new", "gone": "only last time", "rate": "another rate", "amount": "another amount"}


@dataclass(frozen=True, slots=True)
class Changes:
    """The sentence in front; the rows below, each what changed and what it makes of the payment; what they come to."""

    sentence: str
    rows: tuple[tuple[str, str], ...]
    whole: str


def changes(found: Difference, reader: Reader) -> Changes:
    """How a difference is told."""
    rows = (
        (f"{_capital(_known(one.line, reader))}: {_kind(part, one.line)}", more_or_less(part.pence))
        for one in found.changes
        for part in one.parts
    )
    whole = more_or_less(found.pence) if found.pence else "the same"
    return Changes(sentence(found, reader), tuple(rows), whole)


def sentence(found: Difference, reader: Reader) -> str:
    """How much more or less it is, and the line that moved most."""
    most = found.moved_most
    if found.pence == 0 or most is None:
        return "This is the same as last time."
    how_much = f"This is {more_or_less(found.pence)} than last time"
    if most.pence * found.pence > 0:
        return f"{how_much}, mainly because of {because(most, reader)}."
    return f"{how_much}. What moved most went the other way ({more_or_less(most.pence)}): {because(most, reader)}."


def because(change: Change, reader: Reader) -> str:
    """What a change comes from, to stand after "because of"."""
    part, line = change.main, change.line
    if part.kind == "new":
        return _new(line, reader)
    if part.kind == "gone":
        each_time = line.type in ("direct_payment", "client_contribution")
        return f"the end of {_known(line, reader)}" if each_time else _new(line, reader, when=" last time")
    if part.kind == "quantity":
        return f"{_kind(part, line)} in {_known(line, reader)}"
    return f"{'a new rate for' if part.kind == 'rate' else 'a change of'} {_known(line, reader)}"


def more_or_less(pence: int) -> str:
    """E.g. "£24.60 less"."""
    return f"{money(abs(pence))} {'more' if pence > 0 else 'less'}"


def _new(line: RemittanceLine, reader: Reader, when: str = "") -> str:
    if line.type in NAMES:
        name = NAMES[line.type][0]
        if when and line.type == "overpayment_recovery":
            name = "an overpayment we took back"
    else:
        name = _known(line, reader).removesuffix(_what(line))
    return f"{name}{when}{_what(line)}"


def _known(line: RemittanceLine, reader: Reader) -> str:
    if line.type == "direct_payment":
        return "the direct payment"
    if line.type == "client_contribution":
        return f"{reader.your} contribution"
    name = NAMES[line.type][1] if line.type in NAMES else f"‘{line.code}’"
    return f"{name}{_what(line)}"


def _what(line: RemittanceLine) -> str:
    what = line.reason or line.description
    return f" ({what})" if what and line.type in SAYS_WHAT else ""


def _kind(part: Part, line: RemittanceLine) -> str:
    if part.kind != "quantity":
        return KINDS[part.kind]
    more, units = (part.pence > 0) == (line.amount_pence > 0), UNITS.get(line.unit or "week")
    if not units:
        return "more of it" if more else "less of it"
    return f"{'more' if more else 'fewer'} {units}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
