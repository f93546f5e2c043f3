"""What a sent request is found by: its reference, its postcodes, and the names of both people, begun or whole.

They are kept with the request as one tsvector, whose index also finds beginnings. Names are folded as the finance
system's are (people/keys.py), whole and by their parts: "O’Brien" is found by "obrien", "o brien" and "brien".
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Q, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast

from portal.people.keys import last_name_key

if TYPE_CHECKING:
    from portal.access.models import AccessRequest

LONGEST_REFERENCE: Final = 64
_PARTS = re.compile(r"[\s\-‐‑–'’.]+")


def search_keys(request: "AccessRequest") -> str:
    """The keys of a request, as text that PostgreSQL reads as a tsvector."""
    names = (request.own_first_name, request.own_last_name, request.person_first_name, request.person_last_name)
    keys = {key for name in (*names, request.person_known_as) for key in _keys_of_name(name)}
    keys |= {
        postcode_key(request.own_postcode),
        postcode_key(request.person_postcode),
        reference_key(request.reference),
    }
    return " ".join(f"'{key}'" for key in sorted(keys) if key)


def reference_key(typed: str) -> str:
    """A reference, whole or begun, whatever its case: "J_Bloggs" gives "j_bloggs"."""
    return "".join(letter for letter in typed.lower() if letter.isalnum() or letter == "_")[:LONGEST_REFERENCE]


def postcode_key(postcode: str) -> str:
    """Small letters and digits alone: "WR5 2NP" gives "wr52np"."""
    return "".join(letter for letter in postcode.lower() if letter.isalnum())


def has_keys(*, whole: Iterable[str] = (), begun: Iterable[str] = ()) -> Q:
    """The requests that have all of these keys, whole or as the beginning of one; none for no keys."""
    wanted = [f"'{key}'" for key in whole] + [f"'{key}':*" for key in begun]
    if not wanted:
        return Q(pk=None)
    query = Cast(Value(" & ".join(wanted)), SearchQueryField())
    return Q(CombinedExpression(F("search_keys"), "@@", query, output_field=BooleanField()))


def _keys_of_name(name: str) -> Iterator[str]:
    yield last_name_key(name)
    yield from map(last_name_key, _PARTS.split(name))
