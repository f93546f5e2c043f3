"""An address as an account or a request keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.addresses.models import EntryWay


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives. `country` is empty for the UK; `uprn` is known only for an address chosen from a list."""

    lines: tuple[str, ...]
    town: str
    postcode: str
    country: str
    uprn: str
    entered: EntryWay


def on_envelope(lines: Iterable[str], town: str, postcode: str, country: str) -> list[str]:
    """An address line by line; what is empty is left out."""
    return [line for line in (*lines, town, postcode, country) if line]


@dataclass(frozen=True, slots=True, order=True)
class FoundAddress:
    """One answer to a postcode. Says that a building exists, never who lives there."""

    sort_key: str  # street, then number, so that 2 comes before 10
    uprn: str
    lines: tuple[str, ...]
    town: str
    postcode: str

    def __str__(self) -> str:
        return ", ".join((*self.lines, self.town))

    def as_address(self) -> Address:
        """The address once somebody has chosen it."""
        return Address(self.lines, self.town, self.postcode, "", self.uprn, EntryWay.CHOSEN)
