"""Makes address lines out of the columns of AddressBase Plus, an LLPG or OS Places.

Royal Mail's columns (DPA) are taken where a row has them, the council's own (LPI) otherwise.
"""

import re
from collections.abc import Mapping

from portal.addresses.address import FoundAddress
from portal.addresses.postcodes import normalise_postcode

NUMBER_LIKE = re.compile(r"\d+[A-Z]?([-/]\d+[A-Z]?)?")
SMALL_WORDS = {"and", "at", "by", "cum", "in", "le", "next", "of", "on", "over", "the", "under", "upon", "with"}


class IncompleteRow(ValueError):
    """A row that is no postal address; the message says what is missing."""


def compose(row: Mapping[str, str]) -> FoundAddress:
    """The address of a row whose columns are named in capitals. Raises IncompleteRow or NotAPostcode."""
    uprn = row.get("UPRN", "").strip()
    if not re.fullmatch(r"\d{1,12}", uprn):
        raise IncompleteRow("no UPRN")
    premises, streets, town = _royal_mail(row) if row.get("POST_TOWN") else _council(row)
    lines = _lines(premises, streets)
    if not lines or not town:
        raise IncompleteRow("no street, building or town")
    return FoundAddress(
        sort_key=_sort_key(streets, premises),
        uprn=uprn,
        lines=tuple(in_words(line) for line in lines),
        town=in_words(town),
        postcode=normalise_postcode(_first(row, "POSTCODE", "POSTCODE_LOCATOR")),
    )


def _royal_mail(row: Mapping[str, str]) -> tuple[list[str], list[str], str]:
    box = row.get("PO_BOX_NUMBER", "")
    premises = [
        _first(row, "RM_ORGANISATION_NAME", "ORGANISATION_NAME"),
        row.get("DEPARTMENT_NAME", ""),
        f"PO Box {box}" if box else "",
        row.get("SUB_BUILDING_NAME", ""),
        row.get("BUILDING_NAME", ""),
        row.get("BUILDING_NUMBER", ""),
    ]
    streets = [
        _first(row, "DEPENDENT_THOROUGHFARE", "DEPENDENT_THOROUGHFARE_NAME"),
        _first(row, "THOROUGHFARE", "THOROUGHFARE_NAME"),
        row.get("DOUBLE_DEPENDENT_LOCALITY", ""),
        row.get("DEPENDENT_LOCALITY", ""),
    ]
    return _filled(premises), _filled(streets), row["POST_TOWN"]


def _council(row: Mapping[str, str]) -> tuple[list[str], list[str], str]:
    premises = [
        _first(row, "LA_ORGANISATION", "ORGANISATION"),
        row.get("SAO_TEXT", ""),
        _numbers(row, "SAO"),
        row.get("PAO_TEXT", ""),
        _numbers(row, "PAO"),
    ]
    town = _first(row, "TOWN_NAME", "ADMINISTRATIVE_AREA")
    locality = _first(row, "LOCALITY", "LOCALITY_NAME")
    streets = [_first(row, "STREET_DESCRIPTION", "STREET_DESCRIPTOR"), "" if locality == town else locality]
    return _filled(premises), _filled(streets), town


def _numbers(row: Mapping[str, str], which: str) -> str:
    """Such as "12A" or "12-14", from the four columns of a numbered object."""
    first, last = (
        row.get(f"{which}_{end}_NUMBER", "") + row.get(f"{which}_{end}_SUFFIX", "") for end in ("START", "END")
    )
    return f"{first}-{last}" if last else first


def _first(row: Mapping[str, str], *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _filled(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]


def _lines(premises: list[str], streets: list[str]) -> list[str]:
    """A part to a line; a house number stands before its street."""
    if premises and streets and NUMBER_LIKE.fullmatch(premises[-1].upper()):
        return [*premises[:-1], f"{premises[-1]} {streets[0]}", *streets[1:]]
    return [*premises, *streets]


def _sort_key(streets: list[str], premises: list[str]) -> str:
    key = " ".join([*streets[:1], *reversed(premises)]).upper()
    return re.sub(r"\d+", lambda number: number[0].zfill(6), key)


def in_words(text: str) -> str:
    """Writes "UPTON-UPON-SEVERN" as "Upton-upon-Severn"; a text that has small letters already is left alone."""
    if text != text.upper():
        return text
    parts = re.split(r"([ \-/(]+)", text)
    return "".join(_in_words(part, first=place == 0) for place, part in enumerate(parts))


def _in_words(part: str, *, first: bool) -> str:
    if part == "PO" or any(letter.isdigit() for letter in part):
        return part
    return part.lower() if part.lower() in SMALL_WORDS and not first else part.capitalize()
