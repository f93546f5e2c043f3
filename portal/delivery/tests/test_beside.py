"""A check that runs while rows are read: its error comes before all others, and nobody goes on after it."""

from collections.abc import Iterator
from threading import Event, Timer

import pytest

from portal.delivery.reading.beside import beside, while_nothing_is_wrong

MOST_SECONDS = 60


class Damaged(Exception):
    """What the check finds in a test."""


class Broken(Exception):
    """What else goes wrong in a test."""


def damaged() -> None:
    raise Damaged


def test_the_checks_error_is_raised_when_the_body_found_nothing() -> None:
    with pytest.raises(Damaged), beside(damaged):
        pass


def test_the_checks_error_comes_before_the_bodys() -> None:
    with pytest.raises(Damaged), beside(damaged):
        raise Broken


def test_the_bodys_error_is_raised_when_the_check_found_nothing() -> None:
    with pytest.raises(Broken), beside(lambda: None):
        raise Broken


def test_the_check_is_waited_for() -> None:
    body_is_over, ended = Event(), list[bool]()

    def check() -> None:
        ended.append(body_is_over.wait(MOST_SECONDS))

    with beside(check):
        Timer(0.05, body_is_over.set).start()

    assert ended == [True]


def test_nobody_goes_on_when_the_check_found_something() -> None:
    known, taken = Event(), list[int]()

    def items() -> Iterator[int]:
        yield 1
        known.set()
        assert isinstance(checked.exception(MOST_SECONDS), Damaged)
        yield 2

    def check() -> None:
        known.wait(MOST_SECONDS)
        raise Damaged

    with pytest.raises(Damaged), beside(check) as checked:
        for number in while_nothing_is_wrong(checked, items()):
            taken.append(number)

    assert taken == [1]
