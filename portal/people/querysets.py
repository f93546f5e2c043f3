"""How staff look people up. Whom a request is about is found in assessing.py."""

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast, Replace, Upper

from portal.matching.keys import postcode_key
from portal.people.keys import last_name_key
from portal.people.match_keys import MatchKey

if TYPE_CHECKING:
    from portal.people.models import Person  # noqa: F401  ruff does not see the name in the base class below

MOST_SHOWN: Final = 20
NOBODY: Final = Q(pk=None)
TEXT: Final = TextField()


class PersonQuerySet(models.QuerySet["Person"]):
    """People on file, those no longer held by their source included."""

    def search(
        self, *, name: str = "", date_of_birth: date | None = None, postcode: str = "", number: str = ""
    ) -> "PersonQuerySet":
        """At most 20 people to whom everything given applies; nobody when nothing is given.

        `name` is a surname, alone or after other names; `postcode` one of any address they have or had.
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


def _is_called(first_name: str) -> Q:
    return Q(first_name__iexact=first_name) if first_name else NOBODY


def _lives_at(postcode: str) -> Q:
    """Found by the key; the text is compared because two postcodes may share one."""
    compact = "".join(letter for letter in postcode.upper() if letter.isalnum())
    key = postcode_key(postcode)
    if key is None:
        return NOBODY
    living_there = MatchKey.objects.filter(key=key).values("person_id")
    return Q(pk__in=living_there, places__contains=f'"POSTCODE":"{compact}"')


def _surnames_in(name: str) -> list[str]:
    """The keys of the last word, the last two words, and so on: a surname may have several."""
    words = [key for word in name.split() if (key := last_name_key(word))]
    return list(accumulate(reversed(words), lambda after, before: before + after))
