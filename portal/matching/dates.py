"""Compares a typed date of birth with the one on file."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from portal.matching import weights
from portal.matching.records import Comparison, Level

SAME = Comparison(Level.SAME, "same", weights.BORN_SAME, is_safe=True)
DIFFERENT = Comparison(Level.DIFFERENT, "different", weights.BORN_DIFFERENT)
_SWAPPED = Comparison(Level.NEAR, "day and month swapped", weights.BORN_SWAPPED, is_safe=True)
_DIGIT = Comparison(Level.NEAR, "one digit differs", weights.BORN_DIGIT, is_safe=True)
_TRANSPOSED = Comparison(Level.NEAR, "two digits swapped", weights.BORN_TRANSPOSED, is_safe=True)
_NEXT_DAY = Comparison(Level.NEAR, "one day off", weights.BORN_NEXT_DAY, is_safe=True)
_JANUARY = Comparison(Level.NEAR, "same year; the file says 1 January", weights.BORN_FIRST_OF_JANUARY)
# So many years lie between a parent and a child, who may share name, house, and even day and month.
GENERATION: Final = range(15, 46)
_YEARS = {1: "one year off", 10: "ten years off", 100: "a hundred years off"}


def compare_dates(typed: date | None, held: date | None) -> Comparison:
    """A slip of the finger or of memory is near; anything else contradicts."""
    if typed is None:
        return Comparison(Level.NOT_GIVEN, "not given")
    if held is None:
        return Comparison(Level.NOT_HELD, "not held")
    if typed == held:
        return SAME
    found = _of_a_slip(typed, held)
    years = abs(typed.year - held.year)
    if found.is_safe and years in GENERATION:
        return replace(found, words=f"{found.words}; {years} years apart, may be parent and child", is_safe=False)
    return found


def _of_a_slip(typed: date, held: date) -> Comparison:
    if typed.year == held.year and (typed.day, typed.month) == (held.month, held.day):
        return _SWAPPED
    if (typed.day, typed.month) == (held.day, held.month) and abs(typed.year - held.year) in _YEARS:
        words = _YEARS[abs(typed.year - held.year)]
        return Comparison(Level.NEAR, words, weights.BORN_YEAR, is_safe=True)
    return _of_digits(typed, held)


def _of_digits(typed: date, held: date) -> Comparison:
    if sum((typed.day != held.day, typed.month != held.month, typed.year != held.year)) > 1:
        return _of_parts(typed, held)
    written, on_file = _written(typed), _written(held)
    unlike = [place for place in range(8) if written[place] != on_file[place]]
    if len(unlike) == 1:
        return _DIGIT
    if len(unlike) == 2 and sorted(written) == sorted(on_file) and unlike[0] // 2 == unlike[1] // 2:
        return _TRANSPOSED
    return _of_parts(typed, held)


def _written(day: date) -> str:
    return f"{day.day:02}{day.month:02}{day.year:04}"


def _of_parts(typed: date, held: date) -> Comparison:
    if abs(typed - held) <= timedelta(days=1):
        return _NEXT_DAY
    if typed.year == held.year and (held.day, held.month) == (1, 1):
        return _JANUARY
    unlike = [part for part in ("day", "month", "year") if getattr(typed, part) != getattr(held, part)]
    if len(unlike) == 1:
        return Comparison(Level.DIFFERENT, f"different {unlike[0]}", weights.BORN_TWO_PARTS)
    return DIFFERENT
