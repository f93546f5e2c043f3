"""Reading ahead in a thread: what happens when the reading, or what is done with it, ends too early."""

import threading
from collections.abc import Iterator
from time import sleep

import pytest

from portal.delivery.reading.ahead import read_ahead
from tests.support.waiting import wait_until


class Broken(Exception):
    """What goes wrong in a test."""


@pytest.fixture(autouse=True)
def every_thread_ends() -> Iterator[None]:
    """Whatever a test does, nothing reads any more when it is over."""
    yield
    assert "read-ahead" not in [thread.name for thread in threading.enumerate()]


def numbers(read: list[int], *, broken_at: int | None = None) -> Iterator[int]:
    for number in range(100):
        if number == broken_at:
            raise Broken
        read.append(number)
        yield number


def test_all_items_come_in_their_order() -> None:
    with read_ahead(numbers([]), most=2) as ahead:
        assert list(ahead) == list(range(100))


def test_no_more_items_wait_than_may() -> None:
    read: list[int] = []

    with read_ahead(numbers(read), most=2) as ahead:
        assert next(ahead) == 0
        wait_until(lambda: len(read) >= 4)
        sleep(0.02)
        # One is taken, two wait, and one is in the hand.
        assert read == [0, 1, 2, 3]


def test_an_error_while_reading_is_raised_behind_the_items_before_it() -> None:
    taken: list[int] = []

    with pytest.raises(Broken), read_ahead(numbers([], broken_at=3), most=2) as ahead:
        taken.extend(ahead)

    assert taken == [0, 1, 2]


def test_an_error_of_the_reader_is_raised_and_ends_the_reading() -> None:
    read: list[int] = []

    with pytest.raises(Broken), read_ahead(numbers(read), most=2) as ahead:
        next(ahead)
        raise Broken

    assert len(read) < 100


def test_who_takes_no_more_ends_the_reading() -> None:
    read: list[int] = []

    with read_ahead(numbers(read), most=2) as ahead:
        next(ahead)

    assert len(read) < 100


def test_nothing_to_read_is_the_end() -> None:
    with read_ahead(list[int](), most=2) as ahead:
        assert list(ahead) == []
