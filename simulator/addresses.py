"""addresses.csv: every address of the county with the columns of AddressBase, for `manage.py load_addresses`."""

import csv
from collections.abc import Iterable
from pathlib import Path

from simulator.places import Address

COLUMNS = (
    "UPRN", "ORGANISATION_NAME", "DEPARTMENT_NAME", "PO_BOX_NUMBER", "SUB_BUILDING_NAME", "BUILDING_NAME",
    "BUILDING_NUMBER", "DEPENDENT_THOROUGHFARE", "THOROUGHFARE", "DOUBLE_DEPENDENT_LOCALITY", "DEPENDENT_LOCALITY",
    "POST_TOWN", "POSTCODE",
)  # fmt: skip


def write_addresses(path: Path, addresses: Iterable[Address]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        for address in addresses:
            table.writerow(_row(address))


def _row(address: Address) -> dict[str, str]:
    return {
        "UPRN": address.uprn,
        "ORGANISATION_NAME": address.organisation.upper(),
        "SUB_BUILDING_NAME": address.flat.upper(),
        "BUILDING_NAME": address.building.upper(),
        "BUILDING_NUMBER": address.number,
        "THOROUGHFARE": address.street.upper(),
        "POST_TOWN": address.town.upper(),
        "POSTCODE": address.postcode,
    }
