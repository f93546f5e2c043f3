"""What citizens read is easy: short sentences, and words that an eleven-year-old knows.

The limits are those the portal gave itself; why, and what counts as an easy word: docs/decisions/0907.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from portal.council.identity import council
from portal.documents.explaining.dictionary import starting_dictionary
from portal.documents.explaining.voice import Reader
from portal.documents.tests.simulated import advices
from portal.documents.tests.worked_examples import ASSESSMENT, REMITTANCE, STATEMENT
from portal.emails.composing import compose
from portal.emails.tests.test_composing import TEMPLATE_NAMES
from portal.emails.tests.test_composing import WORDS as EMAIL_WORDS
from portal.people.models import Person
from tests.guards.routes import Route, routes
from tests.guards.test_accessibility import NOTHING_TO_GET_WRONG, PAGES, address, visitor_of
from tests.guards.world import World
from tests.support.factories import DocumentFactory
from tests.support.reading_age import Sentence, grade, sentences_of, sentences_of_page, syllables

MEAN, LONGEST, GRADE = 15, 25, 6
# A text of fewer sentences has no grade worth the name: it is judged with the others of its kind.
ENOUGH = 4
# Names of roles and documents that the law and the council's letters use; the portal explains each where it is chosen.
EASY = frozenset({"appointee", "assessment", "attorney", "nominated", "remittance", "representative"})
LEGAL = {"pages:accessibility", "pages:cookies", "pages:privacy", "pages:terms", "access:notice"}
STAFF_ONLY = {"import_failed", "staff_digest"}


def for_citizens(route: Route) -> bool:
    """Whether it is a page that a member of the public reads."""
    return visitor_of(route) in {"nobody", "mary", "drafter", "drafter_for_self", "drafter_with_a_file"} and (
        "staff" not in route.name
    )


def check(found: Iterable[Sentence], *, legal: bool = False) -> None:
    """Each sentence is short enough, they are short on the whole, and the text is easy."""
    sentences = list(dict.fromkeys(found))
    lengths = [len(sentence.words) for sentence in sentences]
    too_long = [f"{each.where}: {each.text}" for each in sentences if len(each.words) > LONGEST]
    assert too_long == []
    assert sum(lengths) / len(lengths) <= MEAN
    if not legal:
        assert grade(sentences, EASY) <= GRADE, "\n".join(each.text for each in sentences)


def by_place(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each place that has enough of them, and the rest together."""
    places: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        places.setdefault(sentence.where, []).append(sentence)
    yield from (found for found in places.values() if len(found) >= ENOUGH)
    yield [sentence for found in places.values() if len(found) < ENOUGH for sentence in found]


@pytest.fixture
def her_documents(db: None, world: World) -> list[str]:
    """The addresses of a remittance advice, a statement and an assessment of Mary's, and of what hangs on them."""
    bodies = {
        "remittance_advice": REMITTANCE,
        "deferred_payment_statement": STATEMENT,
        "financial_assessment": ASSESSMENT,
    }
    person = Person.objects.get(person_ref="MARY")
    made = [
        DocumentFactory.create(person=person, kind=kind, body=body, issued_on=date(2026, 4, 30))
        for kind, body in bodies.items()
    ]
    helps = [f"/people/{person.public_id}/payment-help?{asked}" for asked in ("about=not-arrived", "about=more")]
    return [f"/documents/{document.public_id}" for document in made] + helps


def test_every_page_and_what_it_says_about_mistakes(world: World, her_documents: list[str]) -> None:
    ours = [route for route in PAGES if for_citizens(route)]
    clients = {visitor: world.client(visitor) for visitor in {visitor_of(route) for route in ours} | {"mary"}}
    found = []
    for route in ours:
        client, where = clients[visitor_of(route)], address(world, route)
        found += sentences_of_page(client.get(where, follow=True).content.decode(), route.name)
        if route.name not in NOTHING_TO_GET_WRONG and not route.name.startswith("pages:"):
            found += sentences_of_page(client.post(where, {}, follow=True).content.decode(), f"{route.name}, mistakes")
    for where in her_documents:
        found += sentences_of_page(clients["mary"].get(where).content.decode(), where)
    assert len({sentence.text for sentence in found}) > 300  # a guard that reads nothing finds nothing
    for page in by_place(found):
        check(page, legal=page[0].where in LEGAL)


@pytest.mark.parametrize("name", sorted(set(TEMPLATE_NAMES) - STAFF_ONLY))
def test_every_email(name: str) -> None:
    message = compose(name, EMAIL_WORDS)
    lines = [line for line in message.text.splitlines() if not line.startswith("http")]
    check(sentence for line in lines for sentence in sentences_of(line, name))


@pytest.mark.parametrize("reader", [Reader(own=True, first_name="Mary"), Reader(own=False, first_name="Mary")])
def test_what_lines_of_remittances_mean(reader: Reader) -> None:
    dictionary = starting_dictionary()
    explained = [
        line.sentence
        for bodies in advices(60)
        for body in bodies
        for line in dictionary.explain(body, ref="RA-2026-05", reader=reader)
    ]
    assert len(explained) > 100
    check(sentence for text in explained for sentence in sentences_of(text, "line"))


def test_why_requests_are_turned_down_and_what_is_asked() -> None:
    reasons = [text for reason in council().reject_reasons for text in (reason.words, *reason.next_steps)]
    questions = [question.text for question in council().question_templates]
    check(sentence for text in reasons + questions for sentence in sentences_of(text, "council.toml"))


@pytest.mark.parametrize(
    "text",
    [
        "The authority endeavours to facilitate expeditious determination of applications notwithstanding exigencies.",
        "We " + "really " * 24 + "do.",
        "We have to say this in a rather long sentence of sixteen words or it is fine. " * 5,
    ],
)
def test_a_hard_text_is_found(text: str) -> None:
    with pytest.raises(AssertionError):
        check(Sentence(each.text, str(number)) for number, each in enumerate(sentences_of(text, "")))


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("we", 1), ("came", 1), ("asked", 1), ("moved", 1), ("pages", 2), ("wanted", 2), ("table", 2), ("paying", 2),
        ("payment", 2), ("family", 3), ("account", 2), ("remittance", 3), ("financial", 3), ("reading", 2), ("idea", 3),
        ("£62.15", 1), ("5pm", 1), ("sign-in", 2), ("Mary’s", 2), ("people", 2), ("area", 3), ("being", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_grade_is_kincaids() -> None:
    # 12 words in 2 sentences, 15 syllables: 0.39 × 6 + 11.8 × 1.25 − 15.59
    found = sentences_of("We will write to you today. You need not answer this letter.", "")
    assert grade(found) == pytest.approx(1.5, abs=0.01)


def test_no_page_for_citizens_is_left_out() -> None:
    assert {route.name.split(":")[0] for route in routes() if for_citizens(route)} >= {
        "access",
        "accounts",
        "documents",
    }
