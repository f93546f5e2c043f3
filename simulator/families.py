"""Makes up members of families: names, birthdays, ways to reach them."""

import unicodedata
from datetime import date, timedelta
from itertools import count
from random import Random

from simulator.names import NICKNAMES, Heritage, draw_first_name
from simulator.people import Name, Person, Stay
from simulator.places import Address

MAIL_HOSTS = ("example.com", "example.org", "example.net")
# Ofcom's numbers for drama: nobody is ever called.
PHONES = ("01632 960", "07700 900")


class Families:
    """Makes members. All ages are ages on `today`."""

    def __init__(self, random: Random, today: date) -> None:
        self._random = random
        self._today = today
        self._refs = count(200_113, 7)

    def name(self, heritage: Heritage, last: str, sex: str | None = None, *, married: bool = False) -> Name:
        """A member of the family `last`; some married women had another name before."""
        random = self._random
        sex = sex or random.choice("fm")
        first = draw_first_name(random, heritage, sex)
        middle = draw_first_name(random, heritage, sex) if random.random() < 0.35 else ""
        name = Name(first, last, sex, title=self._title(sex), middle="" if middle == first else middle)
        if first in NICKNAMES and random.random() < 0.4:
            name.known_as = NICKNAMES[first]
        if married and sex == "f" and random.random() < 0.6:
            name.previous_last = [random.choice([other for other in heritage.last if other != last])]
        return name

    def born(self, youngest: int, oldest: int) -> date:
        """A birthday of somebody between two ages, never today's age itself."""
        days = self._random.randint(youngest * 366, oldest * 365)
        return self._today - timedelta(days=days)

    def person(self, name: Name, born_on: date | None, home: Address, services: list[str]) -> Person:
        random = self._random
        person = Person(f"{next(self._refs)}", name, born_on, [Stay(home)], services)
        if random.random() < 0.45:
            person.email = self.email(name)
        if random.random() < 0.8:
            person.phone = self.phone()
        person.caution = random.random() < 0.03
        return person

    def email(self, name: Name) -> str:
        number = "" if self._random.random() < 0.3 else str(self._random.randint(1, 999))
        return f"{_ascii(name.first)}.{_ascii(name.last)}{number}@{self._random.choice(MAIL_HOSTS)}"

    def phone(self) -> str:
        return f"{self._random.choice(PHONES)} {self._random.randint(0, 999):03}"

    def _title(self, sex: str) -> str:
        return self._random.choice(("Mrs", "Mrs", "Miss", "Ms", "Dr") if sex == "f" else ("Mr", "Mr", "Mr", "Mr", "Dr"))


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ı", "i"))
    return "".join(letter for letter in letters.lower() if letter.isascii() and letter.isalpha()) or "me"
