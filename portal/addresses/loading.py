"""Fills the local table of addresses from AddressBase Plus or LLPG-style CSV, in bulk."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.db import connection, transaction

from portal.addresses.address import FoundAddress
from portal.addresses.composing import IncompleteRow, compose
from portal.addresses.models import AddressLoad, KnownAddress
from portal.addresses.postcodes import NotAPostcode

NEEDED = ("UPRN", "POSTCODE or POSTCODE_LOCATOR")
REMOVED = "D"  # CHANGE_TYPE in a change-only supply


class NotAnAddressFile(Exception):
    """The file's first line does not name the columns of an address file; the message says which are missing."""


@dataclass
class Loaded:
    """What became of a file's rows. `bad` holds the number of the line and what is wrong with it."""

    taken: int = 0
    removed: int = 0
    not_postal: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def load_addresses(path: Path) -> Loaded:
    """Takes a file: new addresses are added, known ones (by UPRN) replaced, removed ones deleted. That it was is kept.

    Bad rows are left out and told; the rest is taken whole or, if the file cannot be read to its end, not at all.
    Raises NotAnAddressFile, and UnicodeDecodeError for a file that is not UTF-8.
    """
    loaded = Loaded()
    with path.open(encoding="utf-8-sig", newline="") as lines, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (line bigint, uprn text, lines text[], town text, postcode text,"
            " sort_key text) ON COMMIT DROP"
        )
        removed: list[str] = []
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for line, address in _addresses(lines, loaded, removed):
                copy.write_row(
                    (line, address.uprn, list(address.lines), address.town, address.postcode, address.sort_key)
                )
        loaded.removed = KnownAddress.objects.filter(uprn__in=removed).delete()[0]
        cursor.execute(
            # The last line of an address counts: an LLPG may hold several descriptions of one.
            "INSERT INTO addresses_knownaddress (uprn, lines, town, postcode, sort_key)"
            " SELECT DISTINCT ON (uprn) uprn, lines, town, postcode, sort_key FROM incoming ORDER BY uprn, line DESC"
            " ON CONFLICT (uprn) DO UPDATE SET lines = excluded.lines, town = excluded.town,"
            " postcode = excluded.postcode, sort_key = excluded.sort_key"
        )
        loaded.taken = cursor.rowcount
        cursor.execute("DROP TABLE incoming")
    name = path.name.encode("utf-8", "backslashreplace").decode()
    AddressLoad.objects.create(name=name, taken=loaded.taken, removed=loaded.removed, bad=len(loaded.bad))
    return loaded


def _addresses(lines: TextIO, loaded: Loaded, removed: list[str]) -> Iterator[tuple[int, FoundAddress]]:
    """The postal addresses of a file with the numbers of their lines; notes the other rows as it goes."""
    reader = csv.DictReader(lines)
    columns = [(name or "").strip().upper() for name in reader.fieldnames or []]
    _check(columns)
    reader.fieldnames = columns
    for row in reader:
        told = {name: text for name, text in row.items() if name and isinstance(text, str)}
        if told.get("CHANGE_TYPE", "").strip().upper() == REMOVED:
            removed.append(told["UPRN"].strip())
        elif told.get("ADDRESSBASE_POSTAL", "").strip().upper() == "N":
            loaded.not_postal += 1
        else:
            try:
                yield reader.line_num, compose(told)
            except (IncompleteRow, NotAPostcode) as problem:
                loaded.bad.append((reader.line_num, str(problem) or f"no UK postcode: {_postcode(told)!r}"))


def _check(columns: list[str]) -> None:
    missing = [] if "UPRN" in columns else [NEEDED[0]]
    if not {"POSTCODE", "POSTCODE_LOCATOR"} & set(columns):
        missing.append(NEEDED[1])
    if missing:
        raise NotAnAddressFile(
            f"The first line must name the columns. Missing: {', '.join(missing)}. "
            "AddressBase Plus comes without that line: put its header file in front."
        )


def _postcode(row: Mapping[str, str]) -> str:
    return row.get("POSTCODE") or row.get("POSTCODE_LOCATOR") or ""
