"""The streets, houses, flats and care homes of Westmere. The WM postcode area and its UPRNs are nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

TOWNS = (
    "Westmere",
    "Ashbourne Green",
    "Calder Regis",
    "Little Arden",
    "Severnham",
    "Marlbrook",
    "Upton Mere",
    "Teme Cross",
)
STREETS = (
    "Orchard", "Mill", "Church", "Station", "Mere", "Abbey", "Priory", "Hop Pole", "Cathedral", "Foundry", "Chestnut",
    "Larch", "Rowan", "Victoria", "Albert", "Malvern View", "Perry", "Bridge", "Park", "Bath", "London", "Weavers",
    "Tanners", "Glovers", "St John’s", "St Oswald’s", "Meadow", "Spring", "Chapel", "School", "Windmill", "Cricket",
)  # fmt: skip
KINDS = ("Lane", "Road", "Street", "Close", "Avenue", "Way", "Gardens", "Drive", "Court", "Terrace", "Rise", "Walk")
HOUSE_NAMES = ("Rose Cottage", "The Old Forge", "Hillview", "Orchard House", "The Laurels", "Bramble End", "Ivy Bank")
BLOCKS = ("Mere Court", "Tanner’s Yard", "Severn House", "Elgar Court", "Perrins Lodge", "Worple House")
CARE_HOMES = (
    "The Cedars Care Home", "Abbeyfield View Nursing Home", "Holly Bank Care Home", "Merecroft House",
    "St Wulstan’s Lodge", "Larkrise Residential Home", "Oak Tree Manor", "Teme Valley Nursing Home",
)  # fmt: skip
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail leaves out C I K M O V
OPEN_STREETS = 12


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address, in AddressBase's parts."""

    uprn: str
    street: str
    town: str
    postcode: str
    number: str = ""
    building: str = ""
    flat: str = ""
    organisation: str = ""

    @property
    def lines(self) -> list[str]:
        """As on an envelope, without town and postcode."""
        house = ", ".join(part for part in (self.flat, self.building) if part)
        street = f"{self.number} {self.street}".strip()
        return [line for line in (self.organisation, house, street) if line]


class Places:
    """Deals out homes. Every address of a street begun is in `known`, lived in by people of the council's or not."""

    def __init__(self, random: Random) -> None:
        self.known: list[Address] = []
        self._random = random
        self._numbers = count()
        self._open: list[Iterator[Address]] = []
        self._care_homes: list[Address] = []

    def home(self) -> Address:
        """A house or flat nobody was given yet."""
        while len(self._open) < OPEN_STREETS:
            self._open.append(iter(self._thinned(self._new_street())))
        street = self._random.randrange(OPEN_STREETS)
        address = next(self._open[street], None)
        if address is None:
            del self._open[street]
            return self.home()
        return address

    def care_home(self, residents_so_far: int) -> Address:
        """A care home; each takes in about thirty of the people who live in one."""
        while len(self._care_homes) <= residents_so_far // 30:
            self._care_homes.append(self._new_care_home())
        return self._random.choice(self._care_homes[-3:])

    def _thinned(self, street: list[Address]) -> list[Address]:
        return [address for address in street if self._random.random() < 0.6]

    def _new_street(self) -> list[Address]:
        number = next(self._numbers)
        street, town, postcode = self._street_name(), TOWNS[number % len(TOWNS)], postcode_number(number)
        houses = self._random.randint(9, 32)
        made = [self._house(number, house, street, town, postcode) for house in range(1, houses + 1)]
        self.known += made
        return made

    def _house(self, street_number: int, house: int, street: str, town: str, postcode: str) -> Address:
        uprn = uprn_of(street_number, house)
        if street_number % 4 == 3:
            block = BLOCKS[street_number // 4 % len(BLOCKS)]
            return Address(uprn, street, town, postcode, number="2", building=block, flat=f"Flat {house}")
        if house == 1 and street_number % 3 == 1:
            return Address(uprn, street, town, postcode, building=HOUSE_NAMES[street_number % len(HOUSE_NAMES)])
        return Address(uprn, street, town, postcode, number=str(house))

    def _new_care_home(self) -> Address:
        number, nth = next(self._numbers), len(self._care_homes)
        name = CARE_HOMES[nth % len(CARE_HOMES)]
        town = TOWNS[nth // len(CARE_HOMES) % len(TOWNS)]
        home = Address(
            uprn_of(number, 1), self._street_name(), town, postcode_number(number), number="1", organisation=name
        )
        self.known.append(home)
        return home

    def _street_name(self) -> str:
        return f"{self._random.choice(STREETS)} {self._random.choice(KINDS)}"


def uprn_of(street: int, house: int) -> str:
    """Twelve digits, as a county's are."""
    return f"1001{street * 100 + house:08}"


def postcode_number(number: int) -> str:
    """The postcode of the nth street: each of 80,000 has its own."""
    units = len(UNIT_LETTERS)
    rest, last = divmod(number * 7919 % 80_000, units)
    rest, first = divmod(rest, units)
    district, sector = divmod(rest, 10)
    return f"WM{district + 1} {sector}{UNIT_LETTERS[first]}{UNIT_LETTERS[last]}"
