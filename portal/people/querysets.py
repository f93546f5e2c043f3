"""How people are looked up: by what somebody typed about them, or by staff who search."""

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast, Replace, Upper

from portal.people.keys import last_name_key, postcode_area

if TYPE_CHECKING:
    from portal.people.models import Person  # noqa: F401  ruff does not see the name in the base class below

MOST_SHOWN: Final = 20
NOBODY: Final = Q(pk=None)
TEXT: Final = TextField()


class PersonQuerySet(models.QuerySet["Person"]):
    """People on file, those no longer held by their source included."""

    def like(
        self, last_name: str, date_of_birth: date | None, postcode: str, *, first_name: str = ""
    ) -> "PersonQuerySet":
        """At most 20 people whom these typed details may be about, best first.

        They have the same date of birth or the same surname, and an address, now or before, in the same postcode area.
        With both the same the area does not matter: people move. Without a UK postcode both must be the same.
        """
        born, surname = _born_on(date_of_birth), _has_surname(last_name)
        chosen = (born & surname) | (_lives_near(postcode) & (born | surname))
        worth = [(born, 4), (surname, 2), (_lives_at(postcode), 1), (_is_called(first_name), 1)]
        return self._with_places().filter(chosen).order_by(*_best_first(worth))[:MOST_SHOWN]

    def search(
        self, *, name: str = "", date_of_birth: date | None = None, postcode: str = "", number: str = ""
    ) -> "PersonQuerySet":
        """At most 20 people to whom everything given applies; nobody when nothing is given.

        `name` is a surname, alone or after other names. A postcode alone is looked for in every row: slower than the
        rest, and fit for a search now and then.
        """
        given = [
            condition
            for typed, condition in (
                (number, Q(person_ref__in={number, number.upper(), number.lower()})),
                (name, Q(last_name_key__in=_surnames_in(name))),
                (date_of_birth, _born_on(date_of_birth)),
                (postcode, _lives_at(postcode)),
            )
            if typed
        ]
        if not given:
            return self.none()
        first_word = name.partition(" ")[0]
        return self._with_places().filter(*given).order_by(*_best_first([(_is_called(first_word), 1)]))[:MOST_SHOWN]

    def _with_places(self) -> "PersonQuerySet":
        """Addresses as text without spaces: finance systems write postcodes in many ways."""
        return self.alias(places=Upper(Replace(Cast("addresses", TEXT), Value(" ", TEXT), Value("", TEXT))))


def _best_first(worth: list[tuple[Q, int]]) -> tuple[Any, ...]:
    points = [Case(When(condition, then=Value(value)), default=Value(0)) for condition, value in worth]
    return sum(points[1:], start=points[0]).desc(), "last_name_key", "first_name", "pk"


def _born_on(day: date | None) -> Q:
    return Q(date_of_birth=day) if day else NOBODY


def _has_surname(last_name: str) -> Q:
    key = last_name_key(last_name)
    return Q(last_name_key=key) if key else NOBODY


def _is_called(first_name: str) -> Q:
    return Q(first_name__iexact=first_name) if first_name else NOBODY


def _lives_near(postcode: str) -> Q:
    area = postcode_area(postcode)
    return Q(postcode_areas__contains=[area]) if area else NOBODY


def _lives_at(postcode: str) -> Q:
    compact = "".join(letter for letter in postcode.upper() if letter.isalnum())
    return Q(places__contains=f'"POSTCODE":"{compact}"') if compact else NOBODY


def _surnames_in(name: str) -> list[str]:
    """The keys of the last word, the last two words, and so on: a surname may have several."""
    words = [key for word in name.split() if (key := last_name_key(word))]
    return list(accumulate(reversed(words), lambda after, before: before + after))
