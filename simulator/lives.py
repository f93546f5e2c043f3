"""What happens to people between deliveries: they join, move, change their name, die; roles for them end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from simulator.days import Period
from simulator.decks import Deck
from simulator.families import Families
from simulator.households import Household
from simulator.people import Person, Representative, Row, Stay
from simulator.places import Places
from simulator.representatives import Representatives

DAY = timedelta(days=1)
EVENTS = ("joins", "moves", "quiet", "dies", "quiet", "changes_name", "quiet", "quiet", "loses_phone", "quiet", "quiet")


@dataclass(frozen=True, slots=True)
class Telling:
    """One row of one delivery (0 is the full one)."""

    delivery: int
    file: str
    row: Row


class Lives:
    """Lives people's lives through the periods; `periods[n]` ends with the night of delivery n."""

    def __init__(
        self,
        random: Random,
        places: Places,
        families: Families,
        representatives: Representatives,
        periods: list[Period],
    ) -> None:
        self._random = random
        self._places = places
        self._families = families
        self._representatives = representatives
        self._periods = periods
        self._events = Deck(random, EVENTS, usual="quiet", usual_share=0.85)

    def event(self) -> str:
        return self._events.deal()

    def begin(self, event: str, person: Person) -> None:
        """Somebody may come to the council only in the middle of the simulation."""
        if event == "joins":
            person.joins_at = self._random.randint(1, max(1, len(self._periods) - 2))

    def tell(self, event: str, person: Person, household: Household) -> Iterator[Telling]:
        """The person's rows: when they join, and again when something has happened."""
        yield Telling(person.joins_at, "people.jsonl", person.row())
        if person.joins_at + 1 >= len(self._periods) or event in ("quiet", "joins"):
            return
        when = self._random.randint(person.joins_at + 1, len(self._periods) - 1)
        executor = self._happen(event, person, household, when)
        yield Telling(when, "people.jsonl", person.row())
        if executor:
            yield Telling(min(when + 1, len(self._periods) - 1), "representatives.jsonl", executor.row())

    def tell_of(self, representative: Representative) -> Iterator[Telling]:
        """The representative's rows; some roles end on a known day, some end meanwhile."""
        ending, begins, last = self._representatives.ends(), representative.told_at, len(self._periods) - 1
        if ending == "will_end":
            representative.ends_on = self._periods[last].told_on + timedelta(days=self._random.randint(20, 700))
        yield Telling(begins, "representatives.jsonl", representative.row())
        if ending == "ends_meanwhile" and begins < last:
            when = self._random.randint(begins + 1, last)
            representative.ends_on = self._periods[when].told_on - self._random.randint(2, 9) * DAY
            yield Telling(when, "representatives.jsonl", representative.row())

    def _happen(self, event: str, person: Person, household: Household, when: int) -> Representative | None:
        told_on = self._periods[when].told_on
        match event:
            case "dies":
                person.died_on = told_on - self._random.randint(3, 20) * DAY
                return self._executor(person, household)
            case "moves" if "residential" not in person.services:
                moved_on = told_on - self._random.randint(3, 25) * DAY
                person.stays[-1].last = moved_on - DAY
                person.stays.append(Stay(self._places.home(), first=moved_on))
            case "changes_name":
                name = person.name
                name.previous_last = [*name.previous_last, name.last]
                name.last = f"{name.last}-Marsh" if "-" not in name.last else "Marsh"
            case _:
                person.phone = self._families.phone()
        return None

    def _executor(self, person: Person, household: Household) -> Representative | None:
        if not household.relatives or not person.died_on:
            return None
        contact = self._representatives.contact(household.relatives[-1])
        return self._representatives.make(contact, "executor", person, starts_on=person.died_on + 2 * DAY)
