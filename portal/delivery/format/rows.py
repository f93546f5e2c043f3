"""The rows of people.jsonl, representatives.jsonl and payments.jsonl, as docs/delivery/README.md has them."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from portal.council.identity import RoleCode
from portal.delivery.format.fields import DocumentRef, PersonRef, Row, Service
from portal.documents.values import Part, Pence, Text

AddressLines = Annotated[list[Text], Meta(min_length=1, max_length=4, description="a list of 1 to 4 texts")]


class Address(Part):
    """Where somebody is reached."""

    lines: AddressLines
    town: Text | None = None
    postcode: Text | None = None
    uprn: Text | None = None


class DatedAddress(Address):
    """Where somebody lives or lived; the one without `to` is current."""

    from_: date | None = field(default=None, name="from")
    to: date | None = None


class PersonRow(Row, kw_only=True):
    """An adult the finance system knows."""

    person_ref: PersonRef
    title: Text | None = None
    first_name: Text
    middle_names: Text | None = None
    last_name: Text
    known_as: Text | None = None
    previous_last_names: list[Text] | None = None
    date_of_birth: date | None = None
    date_of_death: date | None = None
    email: Text | None = None
    phone: Text | None = None
    addresses: list[DatedAddress]
    services: list[Service]
    caution: bool | None = None


class RepresentativeRow(Row, kw_only=True):
    """One role of somebody who formally acts for one person."""

    representative_ref: Text
    person_ref: PersonRef
    role: RoleCode
    first_name: Text | None = None
    last_name: Text | None = None
    organisation: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    address: Address | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class PaymentRow(Row, kw_only=True):
    """Where one payment stands."""

    payment_ref: Text
    person_ref: PersonRef
    period_from: date | None = None
    period_to: date | None = None
    status: Literal["awaiting_authorisation", "scheduled", "paid", "offset", "returned", "suspended"]
    expected_on: date | None = None
    amount_pence: Pence | None = None
    document_ref: DocumentRef | None = None
