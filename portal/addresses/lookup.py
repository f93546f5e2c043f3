"""Which addresses a postcode has: from Ordnance Survey Places when the portal has a key, else from its own table."""

from django.conf import settings

from portal.addresses import places
from portal.addresses.address import FoundAddress
from portal.addresses.models import KnownAddress
from portal.addresses.places import LookupDown

__all__ = ["LookupDown", "find_addresses"]


def find_addresses(postcode: str) -> list[FoundAddress]:
    """The addresses of a normalised postcode, by street and number; empty if there are none.

    Raises LookupDown when nobody can be asked: Ordnance Survey does not answer, or the table was never filled.
    Then the person types the address (manual.html has the sentence for it).
    """
    if settings.OS_PLACES_KEY:
        return places.find(postcode, key=settings.OS_PLACES_KEY)
    found = [
        FoundAddress(known.sort_key, known.uprn, tuple(known.lines), known.town, known.postcode)
        for known in KnownAddress.objects.filter(postcode=postcode).order_by("sort_key", "uprn")
    ]
    if not found and not KnownAddress.objects.exists():
        raise LookupDown
    return found
