"""Ordnance Survey Places: a live lookup of a postcode."""

from contextlib import suppress
from typing import Any

import requests
from django.core.cache import cache

from portal.addresses.address import FoundAddress
from portal.addresses.composing import IncompleteRow, compose
from portal.addresses.postcodes import NotAPostcode

URL = "https://api.os.uk/search/places/v1/postcode"
TIMEOUT = 3  # seconds; a person waits
PAGE = 100  # the most Ordnance Survey gives at once
KEPT = 10 * 60  # seconds: the list is needed again when the person chooses from it


class LookupDown(Exception):
    """The postcode could not be looked up just now."""


def find(postcode: str, *, key: str) -> list[FoundAddress]:
    """The addresses of a normalised postcode, by street and number. Raises LookupDown."""
    kept_as = f"places:{postcode.replace(' ', '')}"
    found: list[FoundAddress] | None = cache.get(kept_as)
    if found is None:
        found = sorted(_addresses(_ask(postcode, key=key)))
        cache.set(kept_as, found, KEPT)
    return found


def _ask(postcode: str, *, key: str) -> list[dict[str, Any]]:
    """All results, page by page. The key goes in a header: addresses of requests end up in logs."""
    results: list[dict[str, Any]] = []
    with requests.Session() as session:
        session.headers["key"] = key
        while True:
            page = _page(session, postcode, offset=len(results))
            results += page.get("results", [])
            if not page.get("results") or len(results) >= page["header"]["totalresults"]:
                return results


def _page(session: requests.Session, postcode: str, *, offset: int) -> dict[str, Any]:
    asked: dict[str, str | int] = {"postcode": postcode, "dataset": "DPA,LPI", "lr": "EN", "maxresults": PAGE}
    try:
        answer = session.get(URL, params=asked | {"offset": offset}, timeout=TIMEOUT)
        answer.raise_for_status()
        page: dict[str, Any] = answer.json()
        page["header"]["totalresults"]  # an answer of another shape is no answer
    except (requests.RequestException, ValueError, KeyError, TypeError):
        # The error's own text holds the postcode, so it goes no further.
        raise LookupDown from None
    return page


def _addresses(results: list[dict[str, Any]]) -> list[FoundAddress]:
    """One address for each UPRN: Royal Mail's wording (DPA) where there is one, the council's (LPI) otherwise."""
    found: dict[str, FoundAddress] = {}
    for kind in ("DPA", "LPI"):
        for result in results:
            row = {name: str(value) for name, value in result.get(kind, {}).items()}
            if row and _is_live_and_postal(row) and row.get("UPRN") not in found:
                with suppress(IncompleteRow, NotAPostcode):
                    found[row["UPRN"]] = compose(row)
    return list(found.values())


def _is_live_and_postal(row: dict[str, str]) -> bool:
    return row.get("POSTAL_ADDRESS_CODE") != "N" and row.get("LOGICAL_STATUS_CODE", "1") == "1"
