"""Made-up people in their households: couples, twins, a parent and child of one name, care homes, students."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

_STREET_NAMES = """
Mill Orchard Church Station Victoria Chestnut Severn Abbey Cherry Foregate Malvern Teme Priory Bath Diglis Lansdowne
Barbourne Droitwich Ombersley Hallow Bransford Pershore Evesham Tolladine Astwood Hanbury Stourport Bromyard
"""
_STREETS = _STREET_NAMES.split()
_KINDS = ("Street", "Road", "Lane", "Close", "Avenue", "Drive", "Gardens", "Crescent", "Court", "Way")
_AREAS = ("WR", "DY", "B", "HR", "GL", "CV", "SW")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(slots=True)
class Address:
    """An address as a council writes it."""

    lines: list[str]
    postcode: str
    uprn: str


@dataclass(slots=True)
class Somebody:
    """A made-up adult, on file or not."""

    first: str
    last: str
    born: date
    address: Address
    heritage: int
    middle: str = ""
    known_as: str = ""
    previous: list[str] = field(default_factory=list)
    earlier: Address | None = None
    number: int = -1
    household: str = ""
    relation: str = ""

    @property
    def ref(self) -> str:
        """The person_ref of somebody on file."""
        return f"P{self.number:07}"


class Heritage(NamedTuple):
    """Names that go together; `share` of a hundred families."""

    share: int
    women: list[str]
    men: list[str]
    last: list[str]


@cache
def heritages() -> tuple[Heritage, ...]:
    """Those of names.txt."""
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    rows = (line.split("|") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Heritage(int(head.split()[1]), women.split(), men.split(), last.split()) for head, women, men, last in rows
    )


class County:
    """Makes households without end; the same seed, the same county."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 – made-up people, no secrets
        self._houses = 0
        self._postcode, self._street, self._left = "", "", 0

    def households(self) -> Iterator[list[Somebody]]:
        """Households, each with its people."""
        makers = (self._alone, self._couple, self._family, self._twins, self._same_name, self._students, self._home)
        while True:
            yield self.chance.choices(makers, (34, 34, 22, 2, 2, 1, 0.3))[0]()

    def address(self) -> Address:
        """The next house of a street, fifteen to a postcode."""
        if not self._left:
            self._begin_postcode()
        self._left -= 1
        self._houses += 1
        lines = [f"{self.chance.randint(1, 180)} {self._street}"]
        if self.chance.random() < 0.08:
            lines.insert(0, f"Flat {self.chance.randint(1, 30)}")
        return Address(lines, self._postcode, f"10012{self._houses:07}")

    def _begin_postcode(self) -> None:
        chance = self.chance
        area, letters = chance.choice(_AREAS), "".join(chance.choices(_LETTERS, k=2))
        self._postcode = f"{area}{chance.randint(1, 14)} {chance.randint(1, 9)}{letters}"
        self._street = f"{chance.choice(_STREETS)} {chance.choice(_KINDS)}"
        self._left = 15

    def _surname(self, heritage: int) -> str:
        names = heritages()[heritage].last
        # As in life: the first are common, the last rare.
        place = min(int(self.chance.expovariate(3.0 / len(names))), len(names) - 1)
        name = names[place]
        if heritage == 0 and self.chance.random() < 0.35:
            name = self._rare(name)
        return name

    def _rare(self, name: str) -> str:
        """A surname few people have, put together as many English ones are."""
        ends = ("ley", "ton", "worth", "by", "field", "shaw", "croft", "bourne", "stead", "more", "wick", "ham")
        return (
            name.partition("-")[0][:5].rstrip("aeiou")
            + self.chance.choice(("en", "el", "er", ""))
            + self.chance.choice(ends)
        )

    def _born(self, youngest: int = 1935, oldest: int = 2006) -> date:
        first = date(youngest, 1, 1)
        return first + timedelta(days=self.chance.randrange((date(oldest, 12, 31) - first).days))

    def _one(self, heritage: int, last: str, address: Address, born: date, *, woman: bool | None = None) -> Somebody:
        chance = self.chance
        woman = chance.random() < 0.55 if woman is None else woman
        names = heritages()[heritage].women if woman else heritages()[heritage].men
        place = min(int(chance.expovariate(2.0 / len(names))), len(names) - 1)
        made = Somebody(names[place], last, born, address, heritage)
        if chance.random() < 0.6:
            made.middle = chance.choice(names)
        if chance.random() < 0.05:
            made.known_as = chance.choice((made.middle or made.first, made.first[:4]))
        if woman and chance.random() < 0.3:
            made.previous = [self._surname(heritage)]
        if chance.random() < 0.2:
            made.earlier = Address(
                [f"{chance.randint(1, 99)} {chance.choice(_STREETS)} Road"], _other_postcode(chance), ""
            )
        return made

    def _heritage(self) -> int:
        return self.chance.choices(range(len(heritages())), [each.share for each in heritages()])[0]

    def _alone(self) -> list[Somebody]:
        heritage = self._heritage()
        return [self._one(heritage, self._surname(heritage), self.address(), self._born())]

    def _couple(self) -> list[Somebody]:
        heritage, address = self._heritage(), self.address()
        last, born = self._surname(heritage), self._born(1930, 1995)
        he = self._one(heritage, last, address, born, woman=False)
        she = self._one(heritage, last, address, born + timedelta(days=self.chance.randint(-2500, 2500)), woman=True)
        he.relation = she.relation = "spouse"
        return [he, she]

    def _family(self) -> list[Somebody]:
        pair = self._couple()
        parent = pair[0]
        born = parent.born + timedelta(days=self.chance.randint(7500, 13000))
        child = self._one(parent.heritage, parent.last, parent.address, born)
        child.relation = "child"
        return [*pair, child]

    def _twins(self) -> list[Somebody]:
        heritage, address, born = self._heritage(), self.address(), self._born(1940, 2006)
        last = self._surname(heritage)
        one = self._one(heritage, last, address, born)
        other = self._one(heritage, last, address, born)
        while other.first == one.first:
            other = self._one(heritage, last, address, born)
        one.relation = other.relation = "twin"
        return [one, other]

    def _same_name(self) -> list[Somebody]:
        heritage, address, born = self._heritage(), self.address(), self._born(1930, 1970)
        parent = self._one(heritage, self._surname(heritage), address, born)
        child = self._one(heritage, parent.last, address, born + timedelta(days=self.chance.randint(7500, 13000)))
        child.first = parent.first
        parent.relation = child.relation = "same name"
        return [parent, child]

    def _students(self) -> list[Somebody]:
        address = self.address()
        return [self._stranger(address, 1999, 2007) for _ in range(self.chance.randint(4, 6))]

    def _home(self) -> list[Somebody]:
        address = self.address()
        address.lines = [f"{self.chance.choice(_STREETS)} House Care Home", *address.lines]
        return [self._stranger(address, 1928, 1950) for _ in range(self.chance.randint(20, 60))]

    def _stranger(self, address: Address, youngest: int, oldest: int) -> Somebody:
        heritage = self._heritage()
        return self._one(heritage, self._surname(heritage), address, self._born(youngest, oldest))


def _other_postcode(chance: Random) -> str:
    return (
        f"{chance.choice(_AREAS)}{chance.randint(1, 14)} {chance.randint(1, 9)}{''.join(chance.choices(_LETTERS, k=2))}"
    )
