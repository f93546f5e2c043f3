"""The search box of the queue: which requests somebody means by a few words. Every way of asking has an index."""

from typing import Final

from django.db.models import Q

from portal.access.models import Assessment
from portal.access.search_keys import has_keys, postcode_key, reference_key
from portal.addresses.postcodes import NotAPostcode, normalise_postcode
from portal.people.keys import last_name_key
from portal.people.models import Person

MOST_WORDS: Final = 8
MOST_ASSESSED: Final = 200


def about(words: str) -> Q:
    """The requests meant by a reference, an e-mail address, a postcode, a person number or names.

    References and names may be whole or begun. With several names a request must have them all, of the requester or
    of the person.
    """
    if "@" in words:
        return Q(account__email=words.lower())
    if "_" in words:
        return has_keys(begun=[reference_key(words)])
    try:
        return has_keys(whole=[postcode_key(normalise_postcode(words))])
    except NotAPostcode:
        pass
    if any(letter.isdigit() for letter in words):
        return _of_person(words)
    return has_keys(begun=[key for word in words.split()[:MOST_WORDS] if (key := last_name_key(word))])


def _of_person(number: str) -> Q:
    """Those decided to be about the person of this number, and those they may be about."""
    spellings = {number, number.upper(), number.lower()}
    assessed = Q()
    for spelling in sorted(spellings):
        assessed |= Q(candidates__contains=[{"person_ref": spelling}])
    # Read first: joined into one condition PostgreSQL would look at every request.
    people = list(Person.objects.filter(person_ref__in=spellings).values_list("pk", flat=True))
    requests = list(Assessment.objects.filter(assessed).values_list("request", flat=True)[:MOST_ASSESSED])
    return Q(person__in=people) | Q(pk__in=requests)
