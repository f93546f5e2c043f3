"""What changed since last time: every penny of it, and the line that moved most in front."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents import bodies
from portal.documents.bodies import RemittanceLine
from portal.documents.differences import difference
from portal.documents.explaining.voice import Reader
from portal.documents.presenters.changes import changes
from portal.documents.tests.simulated import advices
from portal.documents.tests.test_explaining import PEOPLE
from portal.documents.tests.worked_examples import REMITTANCE

MARY = Reader(own=True, first_name="Mary")


def line(type_: str, pence: int, code: str = "X", **rest: Any) -> RemittanceLine:
    return RemittanceLine(line=1, code=code, type=type_, amount_pence=pence, **rest)  # type: ignore[arg-type]  # any type


def pay(units: str, rate: str, pence: int) -> RemittanceLine:
    return line("direct_payment", pence, "DP", units=units, weeks="4", unit="hour", rate=rate)


def told(now: list[RemittanceLine], before: list[RemittanceLine], reader: Reader = MARY) -> tuple[str, list[str]]:
    """The sentence, and the rows below it."""
    found = changes(difference(now, before), reader)
    return found.sentence, [" ".join(row) for row in found.rows]


USUAL = [pay("14", "21.48", 120288), line("client_contribution", -39320, "CC", weeks="4", rate="98.30")]


def test_the_same_amount_is_the_same_as_last_time() -> None:
    assert told(USUAL, USUAL) == ("This is the same as last time.", [])


def test_a_changed_line_is_split_into_its_rate_and_its_quantity() -> None:
    now, before = [pay("15", "21.48", 128880)], [pay("14", "20.65", 115640)]
    assert told(now, before) == (
        "This is £132.40 more than last time, mainly because of more hours in the direct payment.",
        ["The direct payment: another rate £49.80 more", "The direct payment: more hours £82.60 more"],
    )


def test_two_rates_in_one_period_are_set_against_one() -> None:
    now = [pay("14", "21.48", 60144), pay("14", "20.65", 57820)]
    now = [line("direct_payment", p.amount_pence, "DP", units="28", unit="hour", rate=p.rate) for p in now]
    before = [line("direct_payment", 115640, "DP", units="56", unit="hour", rate="20.65")]
    assert told(now, before)[1] == ["The direct payment: another rate £23.24 more"]


@pytest.mark.parametrize(
    ("now", "before", "because"),
    [
        (
            [*USUAL, line("one_off", 14640, reason="respite")],
            USUAL,
            "This is £146.40 more than last time, mainly because of a single payment (respite).",
        ),
        (
            USUAL,
            [*USUAL, line("one_off", 14640, reason="respite")],
            "This is £146.40 less than last time, mainly because of a single payment last time (respite).",
        ),
        (
            [USUAL[0], line("client_contribution", -40000, "CC", weeks="4", rate="100.00")],
            USUAL,
            "This is £6.80 less than last time, mainly because of a new rate for your contribution.",
        ),
        (
            [USUAL[0]],
            USUAL,
            "This is £393.20 more than last time, mainly because of the end of your contribution.",
        ),
        (
            [*USUAL, line("overpayment_recovery", -15000), line("one_off", 10000), line("other", 6000, "FH")],
            USUAL,
            ("This is £10.00 more than last time. What moved most went the other way (£150.00 less): "
            "an overpayment we take back."),
        ),
    ],
)  # fmt: skip
def test_the_sentence_names_the_line_that_moved_most(
    now: list[RemittanceLine], before: list[RemittanceLine], because: str
) -> None:
    assert told(now, before)[0] == because


def test_somebody_else_reads_whose_contribution_it_is() -> None:
    assert "Mary’s contribution" in told([USUAL[0]], USUAL, Reader(own=False, first_name="Mary"))[0]


PENCE = st.integers(-500_000, 500_000)
NUMBERS = st.decimals(0, 200, places=2).map(str)
LINES = st.lists(
    st.builds(
        RemittanceLine,
        line=st.just(1),
        code=st.sampled_from(["DP", "CC", "Adj", "X"]),
        type=st.sampled_from(RemittanceLine.__annotations__["type"].__args__),
        amount_pence=PENCE,
        reason=st.sampled_from([None, "training"]),
        weeks=st.none() | NUMBERS,
        units=st.none() | NUMBERS,
        unit=st.sampled_from([None, "hour", "week"]),
        rate=st.none() | NUMBERS,
    )
    | st.builds(pay, st.just("10"), st.just("20"), st.just(80000))
    | st.builds(pay, st.just("7"), st.just("20.65"), st.just(57820)),
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(now=LINES, before=LINES)
def test_any_difference_adds_up_to_the_penny(now: list[RemittanceLine], before: list[RemittanceLine]) -> None:
    found = difference(now, before)
    assert found.pence == sum(one.amount_pence for one in now) - sum(one.amount_pence for one in before)
    assert all(change.pence and all(part.pence for part in change.parts) for change in found.changes)
    assert changes(found, MARY).sentence


def test_simulated_differences_add_up_and_name_the_line_that_moved_most() -> None:
    for person in advices(PEOPLE):
        for before, now in itertools.pairwise(person):
            found = difference(now.lines, before.lines)
            assert found.pence == now.net_pence - before.net_pence
            most = found.moved_most
            if most and found.pence:
                assert abs(most.pence) == max(abs(change.pence) for change in found.changes)
                name = changes(found, MARY).sentence
                assert any(word in name for word in words_for(most.line)), (name, most.line)


def words_for(moved: RemittanceLine) -> tuple[str, ...]:
    """How the sentence may call a line."""
    return {
        "direct_payment": ("the direct payment",),
        "client_contribution": ("your contribution",),
        "rate_adjustment": ("earlier weeks put right",),
        "contribution_adjustment": ("earlier contributions put right",),
        "one_off": (f"({moved.reason or moved.description})",),
        "manual_adjustment": ("a correction",),
        "overpayment_recovery": ("overpayment we t",),
        "suspension": ("weeks without payment",),
        "returned_payment": ("a payment the bank sent back",),
    }.get(moved.type, (f"‘{moved.code}’",))


def test_the_worked_example_against_an_ordinary_advice() -> None:
    now = bodies.read(REMITTANCE, bodies.RemittanceBody)
    found = changes(difference(now.lines, USUAL), MARY)
    assert found.sentence == ("This is £43.62 less than last time, mainly because of an overpayment we take back.")
    assert found.whole == "£43.62 less"
