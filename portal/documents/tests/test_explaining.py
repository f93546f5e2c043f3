"""Every line explained: from its own figures, to whoever reads, and honestly where nobody knows."""

import os
from typing import Any

import pytest

from portal.documents import bodies
from portal.documents.explaining.dictionary import Dictionary, Entry, starting_dictionary, starting_entries
from portal.documents.explaining.lines import working
from portal.documents.explaining.sentences import ALWAYS, PLACES, fill, mistakes_in
from portal.documents.explaining.voice import Reader
from portal.documents.tests.simulated import advices
from portal.documents.tests.worked_examples import REMITTANCE
from tests.support.factories import REMITTANCE_BODY

MARY, PETER = Reader(own=True, first_name="Mary"), Reader(own=False, first_name="Mary")
# Give the number of people to try more than the few hundred advices of an ordinary run.
PEOPLE = int(os.environ.get("SIMULATED_PEOPLE", "60"))

WORKED_EXAMPLE = [
    "The amount agreed in your support plan: 14 hours a week for 4 weeks at £21.48 an hour.",
    (
        "Your share of the cost, £98.30 a week. We take it off here. "
        "Pay it into the direct payment account so there is enough for the full budget."
    ),
    "Your weekly amount changed on 6 April 2026. This pays the extra for 4 weeks we had paid at the old rate.",
    "Your contribution changed. This puts right 4 weeks: £98.30 a week, not £92.15.",
    "A single payment agreed with your social worker, on top of the usual amount: Personal assistant’s training.",
    "A correction made by our payments team: Agency credit note.",
    "We paid too much before. We are taking back £150.00 of £430.00; £280.00 is still to take back.",
]


def remittance(*lines: dict[str, Any], **changes: Any) -> bodies.RemittanceBody:
    """An advice of these lines."""
    numbered = [{"line": place, "code": "X"} | line for place, line in enumerate(lines, start=1)]
    body = REMITTANCE_BODY | {"lines": numbered, "net_pence": sum(line["amount_pence"] for line in lines)}
    return bodies.read(body | changes, bodies.RemittanceBody)


def sentences(body: bodies.RemittanceBody, reader: Reader = MARY, dictionary: Dictionary | None = None) -> list[str]:
    found = (dictionary or starting_dictionary()).explain(body, ref="RA-2026-05", reader=reader)
    return [one.sentence for one in found]


def test_each_line_of_the_worked_example_has_a_sentence_with_its_own_figures() -> None:
    assert sentences(bodies.read(REMITTANCE, bodies.RemittanceBody)) == WORKED_EXAMPLE


def test_somebody_else_reads_the_persons_name() -> None:
    for own, others in zip(
        sentences(bodies.read(REMITTANCE, bodies.RemittanceBody)),
        sentences(bodies.read(REMITTANCE, bodies.RemittanceBody), PETER),
        strict=True,
    ):
        assert others == own.replace("your", "Mary’s").replace("Your", "Mary’s")


def test_a_council_that_invoices_contributions_says_so() -> None:
    body = remittance({"type": "client_contribution", "amount_pence": 0})
    gross = Dictionary(tuple(starting_entries()), gross=True)
    assert sentences(body, dictionary=gross) == ["Your share of the cost. We send a separate invoice."]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            {"type": "direct_payment", "weeks": "4", "rate": "300.72", "amount_pence": 120288},
            "The amount agreed in your support plan: 4 weeks at £300.72.",
        ),
        (
            {"type": "direct_payment", "weeks": "4", "units": "56", "unit": "hour", "rate": "2", "amount_pence": 11200},
            "The amount agreed in your support plan: 56 hours at £2.00 an hour.",
        ),
        (
            {"type": "direct_payment", "weeks": "4", "units": "9", "unit": "hour", "rate": "1", "amount_pence": 100},
            "The amount agreed in your support plan: £1.00.",
        ),
        (
            {"type": "rate_adjustment", "weeks": "1", "from": "2026-04-06", "amount_pence": -100},
            ("Your weekly amount changed on 6 April 2026. "
            "We had paid 1 week at the old rate, so this takes the extra back."),
        ),
        (
            {"type": "contribution_adjustment", "from": "2026-04-06", "to": "2026-05-03", "amount_pence": 10},
            "Your contribution changed from 6 April 2026. This puts right 4 weeks.",
        ),
        (
            {"type": "manual_adjustment", "amount_pence": -3550},
            ("A correction of £35.50 made by our payments team. "
            "We have not been given the reason. Ask us and quote RA-2026-05."),
        ),
        ({"type": "overpayment_recovery", "amount_pence": -500}, "We paid too much before. We are taking back £5.00."),
        (
            {"type": "suspension", "reason": "Hospital stay", "amount_pence": 0},
            "No payment for these weeks. The reason is: Hospital stay.",
        ),
        (
            {"type": "other", "code": "ZQ", "amount_pence": -100},
            "We do not have a plain explanation for ‘ZQ’ yet. Ask us and quote RA-2026-05.",
        ),
    ],
)  # fmt: skip
def test_what_a_line_does_not_say_is_not_said(line: dict[str, Any], sentence: str) -> None:
    assert sentences(remittance(line)) == [sentence]


def test_the_last_of_an_overpayment_is_said() -> None:
    owed = {"total_pence": 500, "recovered_before_pence": 400, "recovered_now_pence": 100, "remaining_pence": 0}
    body = remittance({"type": "overpayment_recovery", "amount_pence": -100}, overpayment=owed)
    assert sentences(body) == ["We paid too much before. We are taking back £1.00 of £5.00. That is the last of it."]


def test_lines_that_take_back_another_sum_than_the_overpayment_says_leave_it_out() -> None:
    owed = {"total_pence": 500, "recovered_before_pence": 0, "recovered_now_pence": 400, "remaining_pence": 100}
    body = remittance({"type": "overpayment_recovery", "amount_pence": -100}, overpayment=owed)
    assert sentences(body) == ["We paid too much before. We are taking back £1.00."]


def test_a_reason_that_the_sentence_does_not_tell_is_kept() -> None:
    body = remittance({"type": "direct_payment", "reason": "Back from hospital", "amount_pence": 100})
    assert starting_dictionary().explain(body, ref="", reader=MARY)[0].reason == "Back from hospital"


def test_the_entry_for_a_code_comes_before_the_one_for_its_type() -> None:
    mine = Entry("Fuel help", "Money for heating.", code="fh")
    body = remittance({"type": "one_off", "code": "FH", "amount_pence": 100})
    assert sentences(body, dictionary=starting_dictionary(more=[mine])) == ["Money for heating."]


def test_words_that_look_like_code_are_only_words() -> None:
    body = remittance({"type": "one_off", "reason": "{ref} {0.__class__} <b>", "amount_pence": 100})
    assert sentences(body)[0].endswith("on top of the usual amount: {ref} {0.__class__} <b>.")


@pytest.mark.parametrize(
    ("explanation", "mistake"),
    [
        ("Pays {wages}.", "{wages} is not a value of a line. Use one of those listed below"),
        ("Pays {amount!r}.", "A { or } stands alone. Write a value as {rate}"),
        ("Pays {weeks}.", "The last line must do without values a line may not have"),
    ],
)
def test_an_explanation_that_could_not_be_said_is_a_mistake(explanation: str, mistake: str) -> None:
    assert list(mistakes_in(explanation)) == [mistake]


def test_nothing_the_portal_starts_with_is_a_mistake() -> None:
    for entry in starting_entries():
        assert not list(mistakes_in(entry.explanation)), entry.title
        assert not list(mistakes_in(entry.gross)), entry.title
        assert fill(entry.explanation, dict.fromkeys(ALWAYS, "a")).text
        assert fill(entry.explanation, dict.fromkeys(PLACES, "a")).text


def test_no_line_of_simulated_advices_is_without_explanation() -> None:
    dictionary, count = starting_dictionary(), 0
    for body in (body for person in advices(PEOPLE) for body in person):
        for one in dictionary.explain(body, ref="RA", reader=MARY):
            assert one.known, one.line
            assert "{" not in one.sentence
            count += 1
    assert count > PEOPLE


def test_the_sum_of_a_line_is_shown_as_far_as_it_is_said() -> None:
    body = bodies.read(REMITTANCE, bodies.RemittanceBody)
    assert [working(line) for line in body.lines[:4]] == [
        "14 hours × 4 weeks × £21.48",
        "4 weeks × £98.30",
        "56 hours × (£21.48 − £20.65)",
        "4 weeks × (£98.30 − £92.15)",
    ]
