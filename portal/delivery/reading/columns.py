"""A row's fields as the values of its table's columns, in the order of tables.py. JSON is bytes."""

from functools import singledispatch
from typing import Any

import msgspec

from portal.delivery.format.document_rows import DocumentRow
from portal.delivery.format.fields import Row
from portal.delivery.format.rows import PaymentRow, PersonRow, RepresentativeRow
from portal.matching.keys import KEY_RULE, keys_of
from portal.matching.records import Address, PersonOnFile
from portal.people.keys import last_name_key, postcode_area


@singledispatch
def columns(row: Row, content: bytes) -> tuple[Any, ...]:
    """The values for the columns of the row's table; `content` is the row as JSON, without what is null."""
    raise NotImplementedError(type(row))


@columns.register
def _person(row: PersonRow, content: bytes) -> tuple[Any, ...]:
    areas = {postcode_area(address.postcode) for address in row.addresses if address.postcode} - {""}
    return (
        row.title or "", row.first_name, row.middle_names or "", row.last_name, row.known_as or "",
        row.previous_last_names or [], row.date_of_birth, row.date_of_death, row.email or "", row.phone or "",
        _json(row.addresses), list(row.services), bool(row.caution),
        last_name_key(row.last_name), sorted(areas), keys_of(_on_file(row)), KEY_RULE,
    )  # fmt: skip


def _on_file(row: PersonRow) -> PersonOnFile:
    """The row as the matching engine sees a person."""
    places = (Address(tuple(one.lines), one.postcode or "", one.uprn or "", one.to is None) for one in row.addresses)
    return PersonOnFile(
        0, row.person_ref, row.first_name, row.last_name, row.date_of_birth, row.middle_names or "",
        row.known_as or "", tuple(row.previous_last_names or ()), tuple(places),
    )  # fmt: skip


@columns.register
def _representative(row: RepresentativeRow, content: bytes) -> tuple[Any, ...]:
    return (
        row.role.value, row.first_name or "", row.last_name or "", row.organisation or "", row.email or "",
        row.phone or "", _json(row.address), row.starts_on, row.ends_on,
    )  # fmt: skip


@columns.register
def _document(row: DocumentRow, content: bytes) -> tuple[Any, ...]:
    file = row.file
    return (
        row.__struct_config__.tag, row.issued_on, row.period_from, row.period_to, row.supersedes or "",
        bool(row.withdrawn), file.name if file else "", file.sha256.lower() if file else "",
        file.bytes if file else None, _body(content),
    )  # fmt: skip


@columns.register
def _payment(row: PaymentRow, content: bytes) -> tuple[Any, ...]:
    return (
        row.period_from, row.period_to, row.status, row.expected_on, row.amount_pence, row.document_ref or "",
    )  # fmt: skip


def _body(content: bytes) -> bytes | None:
    """The facts as they stand in the document's row, whose last field they are."""
    # No text holds this mark: a quote in a text has a backslash before it.
    _, mark, body = content.partition(b',"body":')
    return body[:-1] if mark else None


def _json(value: Any) -> bytes | None:
    return None if value is None else msgspec.json.encode(value)
