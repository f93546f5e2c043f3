"""Who lives with whom: alone, as couples, parents with a grown-up child, brothers and sisters, in care homes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from simulator.decks import Deck
from simulator.families import Families
from simulator.names import Heritage, draw_heritage
from simulator.people import Name, Person
from simulator.places import Places

AT_HOME = ("direct_payment", "direct_payment", "home_care")
KINDS = ("alone", "couple", "care_home", "parent_and_child", "alone", "siblings", "care_home", "same_name", "care_home")


@dataclass(slots=True)
class Household:
    """People of one address whom the council pays for, and relatives who may act for them."""

    people: list[Person]
    relatives: list[Name] = field(default_factory=list)


class Households:
    """Deals out households until the council has its people."""

    def __init__(self, random: Random, places: Places, families: Families) -> None:
        self._random = random
        self._places = places
        self._families = families
        self._kinds = Deck(random, KINDS, usual="alone", usual_share=0.35)
        self._services = Deck(random, AT_HOME, usual="direct_payment", usual_share=0.4)
        self._in_care_homes = 0

    def deal(self, people: int) -> Iterator[Household]:
        """Households of `people` people in all."""
        left = people
        while left > 0:
            household = self._household(self._kinds.deal())
            del household.people[left:]
            left -= len(household.people)
            yield household

    def _household(self, kind: str) -> Household:
        heritage = draw_heritage(self._random)
        last = self._random.choice(heritage.last)
        match kind:
            case "couple":
                return self._couple(heritage, last)
            case "parent_and_child" | "same_name":
                return self._parent_and_child(heritage, last, same_name=kind == "same_name")
            case "siblings":
                return self._siblings(heritage, last)
            case "care_home":
                return self._care_home(heritage, last)
        return self._one_cared_for(heritage, last)

    def _one_cared_for(self, heritage: Heritage, last: str) -> Household:
        """Somebody alone, or with a spouse who needs no care; children live elsewhere."""
        name = self._families.name(heritage, last, married=True)
        person = self._families.person(name, self._families.born(19, 97), self._places.home(), self._at_home())
        return Household([person], [self._families.name(heritage, last) for _ in range(2)])

    def _couple(self, heritage: Heritage, last: str) -> Household:
        home, born = self._places.home(), self._families.born(66, 94)
        names = [self._families.name(heritage, last, sex, married=True) for sex in "fm"]
        births = (born, born + timedelta(days=self._random.randint(-2500, 2500)))
        people = [self._families.person(*who, home, self._at_home()) for who in zip(names, births, strict=True)]
        return Household(people, [self._families.name(heritage, last)])

    def _parent_and_child(self, heritage: Heritage, last: str, *, same_name: bool) -> Household:
        """A parent and a grown-up child with a learning disability; in some families both have one first name."""
        home = self._places.home()
        parent = self._families.name(heritage, last, married=True)
        child = self._families.name(heritage, last, parent.sex if same_name else None)
        if same_name:
            child.first, child.known_as = parent.first, "Junior"
        people = [
            self._families.person(parent, self._families.born(70, 88), home, self._at_home()),
            self._families.person(child, self._families.born(30, 52), home, ["direct_payment"]),
        ]
        return Household(people, [self._families.name(heritage, last)])

    def _siblings(self, heritage: Heritage, last: str) -> Household:
        """Brothers and sisters; some are twins."""
        home, born = self._places.home(), self._families.born(50, 85)
        births = (born, born if self._random.random() < 0.3 else born + timedelta(days=self._random.randint(400, 2000)))
        people = [
            self._families.person(self._families.name(heritage, last), birth, home, self._at_home()) for birth in births
        ]
        return Household(people, [self._families.name(heritage, last)])

    def _care_home(self, heritage: Heritage, last: str) -> Household:
        home = self._places.care_home(self._in_care_homes)
        self._in_care_homes += 1
        services = ["residential", "deferred_payment"] if self._in_care_homes % 2 else ["residential"]
        name = self._families.name(heritage, last, married=True)
        person = self._families.person(name, self._families.born(74, 101), home, services)
        return Household([person], [self._families.name(heritage, last)])

    def _at_home(self) -> list[str]:
        """What somebody who lives at home gets from the council."""
        return [self._services.deal()]
