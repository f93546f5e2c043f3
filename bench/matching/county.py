"""Draws from a county who is on file, what is asked about some of them, and what is asked about people who are not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.matching.households import County, Somebody
from bench.matching.mistakes import KINDS, Typed, typed_about

LOOK_BACK = 500
# Several mistakes at once come more often than any one kind. The form demands a date: one seldom lacks.
OFTEN = {"two at once": 4, "no date": 0.25}


@dataclass(slots=True)
class Question:
    """What somebody typed, the kind of mistake in it, and whom it is about; `ref` is "" for nobody on file."""

    typed: Typed
    kind: str
    ref: str


@dataclass(slots=True)
class Drawn:
    """The questions of a run; filled while the people are drawn."""

    on_file: list[Question] = field(default_factory=list)
    decoys: list[Question] = field(default_factory=list)


def draw(county: County, people: int, asked: int, drawn: Drawn) -> Iterator[Somebody]:
    """The people on file, each with a number. Questions are spread evenly over them and over the kinds of mistake."""
    number, every = 0, max(1, people // asked)
    errors = County(county.chance.randrange(10**6))
    for household in county.households():
        if number >= people:
            return
        absent = _leave_out(household, county)
        for who in household:
            if who is absent:
                continue
            who.number = number
            if number % every == 0:
                _ask_about(who, drawn.on_file, errors)
            number += 1
            yield who
        if absent and len(drawn.decoys) < asked and county.chance.random() < 9 * asked / people:
            _ask_about(absent, drawn.decoys, errors)


def _leave_out(household: list[Somebody], county: County) -> Somebody | None:
    """In every third household of relatives one is not on file."""
    related = [who for who in household if who.relation]
    return county.chance.choice(related) if related and county.chance.random() < 0.33 else None


def _ask_about(who: Somebody, questions: list[Question], errors: County) -> None:
    """One question, of the kind that was asked least so far and can be asked about them."""
    so_far = Counter(question.kind for question in questions[-LOOK_BACK:])
    for kind in sorted(KINDS, key=lambda kind: so_far[kind] / OFTEN.get(kind, 1)):
        if typed := typed_about(who, kind, errors):
            questions.append(Question(typed, kind, who.ref if who.number >= 0 else ""))
            return
