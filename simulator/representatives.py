"""Who formally acts for whom: relatives for one or several people of a household, organisations for many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from simulator.decks import Deck
from simulator.families import Families
from simulator.households import Household
from simulator.people import Name, Person, Representative
from simulator.places import Address, Places

ROLES = (
    "power_of_attorney", "direct_payment_nominee", "deputy", "organisation", "dwp_appointee",
    "nominated_financial_representative", "power_of_attorney", "organisation", "none", "two_attorneys",
)  # fmt: skip
ENDS = ("open", "open", "open", "will_end", "open", "ends_meanwhile", "open", "open")
ORGANISATIONS = ("Westmere County Council Deputyship Team", "Hartwell & Stone Solicitors LLP", "Meridian Deputies Ltd")


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody who acts for people is reached; the same in all their roles."""

    name: Name | None
    organisation: str
    address: Address
    email: str
    phone: str


class Representatives:
    """Appoints representatives."""

    def __init__(self, random: Random, places: Places, families: Families, today: date) -> None:
        self._random = random
        self._places = places
        self._families = families
        self._today = today
        self._refs = count(1)
        self._roles = Deck(random, ROLES, usual="none", usual_share=0.35)
        self._ends = Deck(random, ENDS, usual="open", usual_share=0.6)
        self._organisations = [self._organisation(name) for name in ORGANISATIONS]

    def appoint(self, household: Household) -> list[Representative]:
        """The representatives of a household's people; a relative with a role for one may have it for all."""
        role = self._roles.deal()
        if role == "none":
            return []
        if role == "organisation":
            organisation = self._random.choice(self._organisations)
            return [self.make(organisation, "deputy", household.people[0])]
        if role == "two_attorneys":
            return [
                self.make(self.contact(name), "power_of_attorney", household.people[0]) for name in household.relatives
            ]
        return self._relative(role, household)

    def contact(self, relative: Name, address: Address | None = None) -> Contact:
        email = self._families.email(relative)
        return Contact(relative, "", address or self._places.home(), email, self._families.phone())

    def make(self, contact: Contact, role: str, person: Person, starts_on: date | None = None) -> Representative:
        random = self._random
        return Representative(
            ref=f"R{next(self._refs):06}",
            person_ref=person.ref,
            role=role,
            name=contact.name,
            organisation=contact.organisation,
            address=contact.address,
            starts_on=starts_on or self._today - timedelta(days=random.randint(300, 3000)),
            email=contact.email,
            phone=contact.phone,
            told_at=person.joins_at,
        )

    def ends(self) -> str:
        """How the next role ends: "open", "will_end" (a date is known) or "ends_meanwhile"."""
        return self._ends.deal()

    def _relative(self, role: str, household: Household) -> list[Representative]:
        contact = self.contact(household.relatives[0])
        return [self.make(contact, role, person) for person in self._suited(role, household.people)]

    def _suited(self, role: str, people: Iterable[Person]) -> list[Person]:
        if role == "direct_payment_nominee":
            return [person for person in people if "direct_payment" in person.services]
        return list(people)

    def _organisation(self, name: str) -> Contact:
        email = f"deputies@{name.split(maxsplit=1)[0].lower()}.example"
        return Contact(None, name, self._places.home(), email, self._families.phone())
