"""The whole made-up council, household by household: nothing is kept, so a million people are as easy as sixty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from simulator.agreements import draw_package
from simulator.cast import Part, cast
from simulator.days import Period, periods
from simulator.decks import Deck
from simulator.documents import Issue
from simulator.dossiers import Dossier
from simulator.families import Families
from simulator.finances import draw_finances
from simulator.households import Household, Households
from simulator.lives import Lives, Telling
from simulator.people import Person, Representative
from simulator.places import Places
from simulator.representatives import Representatives
from simulator.stories import EVENTS, nothing_special


@dataclass(frozen=True, slots=True)
class Size:
    """How big a council, how long, until when, and by which chance."""

    people: int
    periods: int
    seed: int
    today: date


class Council:
    """Tells what goes out with which delivery. The same size tells the same."""

    def __init__(self, size: Size) -> None:
        self.places = Places(Random(f"places {size.seed}"))
        # One more than asked for: the full delivery stands for all that was before the first run.
        self.periods: list[Period] = periods(size.today, size.periods + 1)
        self._size = size
        self._random = Random(f"people {size.seed}")
        self._families = Families(self._random, size.today)
        self._representatives = Representatives(self._random, self.places, self._families, size.today)
        self._lives = Lives(self._random, self.places, self._families, self._representatives, self.periods)
        self._stories = Deck(self._random, EVENTS, usual=nothing_special, usual_share=0.5)

    def tell(self) -> Iterator[Issue | Telling]:
        """Every row and document of every delivery, household by household."""
        left = self._size.people
        for part in cast(self._families, self.places, self._representatives):
            if len(part.household.people) <= left:
                left -= len(part.household.people)
                yield from self._cast(part)
        households = Households(self._random, self.places, self._families)
        for household in households.deal(left):
            yield from self._household(household)

    def _cast(self, part: Part) -> Iterator[Issue | Telling]:
        """The cast lives quietly, with a bit of everything on their payments."""
        for representative in part.representatives:
            yield Telling(0, "representatives.jsonl", representative.row())
        for person in part.household.people:
            yield Telling(0, "people.jsonl", person.row())
            plan = part.plans[person.ref]
            dossier = Dossier(self._random, person, plan.finances, self.periods)
            if "deferred_payment" in person.services:
                yield from dossier.deferred_payment(self.places, rich=True)
            else:
                yield from dossier.direct_payment(plan.package, plan.event, None, run=dossier.last_run)

    def _household(self, household: Household) -> Iterator[Issue | Telling]:
        events = [(person, self._lives.event()) for person in household.people]
        for person, event in events:
            self._lives.begin(event, person)
        representatives = self._representatives.appoint(household)
        for person, event in events:
            yield from self._lives.tell(event, person, household)
            yield from self._dossier(person, representatives)
        for representative in representatives:
            yield from self._lives.tell_of(representative)

    def _dossier(self, person: Person, representatives: list[Representative]) -> Iterator[Issue | Telling]:
        finances = draw_finances(self._random, person, self._size.today)
        dossier = Dossier(self._random, person, finances, self.periods)
        if "deferred_payment" in person.services:
            yield from dossier.deferred_payment(self.places, rich=False)
        elif "direct_payment" not in person.services:
            yield from dossier.invoiced()
        elif dossier.last_run >= dossier.first_run:
            nominee = next((one for one in representatives if _is_nominee(one, person)), None)
            yield from dossier.direct_payment(draw_package(self._random), self._stories.deal(), nominee)


def _is_nominee(representative: Representative, person: Person) -> bool:
    return representative.role == "direct_payment_nominee" and representative.person_ref == person.ref
