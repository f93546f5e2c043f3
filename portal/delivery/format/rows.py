"""The rows of people.jsonl, representatives.jsonl and payments.jsonl, as docs/delivery/README.md has them."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from portal.council.identity import RoleCode
from portal.delivery.format.fields import DocumentRef, PersonRef, Row, Service
from portal.documents.values import Part, Pence, Text

AddressLines = Annotated[list[Text], Meta(min_length=1, max_length=4, description="a list of 1 to 4 texts")]


class Address(Part):
    """Where somebody is reached.

    lines: the lines of the address, without town and postcode
    town: the post town
    postcode: as it stands; no format is checked
    uprn: the number of the property, as a text
    """

    lines: AddressLines
    town: Text | None = None
    postcode: Text | None = None
    uprn: Text | None = None


class DatedAddress(Address):
    """Where somebody lives or lived; the one without `to` is current.

    from: the first day there
    to: the last day there; left out for the current address
    """

    from_: date | None = field(default=None, name="from")
    to: date | None = None


class PersonRow(Row, kw_only=True):
    """An adult the finance system knows.

    person_ref: your key for this person, never used for anybody else
    title: e.g. "Mrs"
    first_name: the first name
    middle_names: all others but the last
    last_name: the family name; somebody with one name has it here and as first name
    known_as: what the person is called
    previous_last_names: family names before this one
    date_of_birth: the day of birth
    date_of_death: the day of death; it ends the access of everybody
    email: taken as it stands
    phone: taken as it stands
    addresses: where the person lives or lived; at most one without `to`, the current one
    services: what the council arranges for the person
    caution: true: staff are told to decide with care, e.g. because of safeguarding
    """

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
    """One role of somebody who formally acts for one person.

    representative_ref: your key for this role of this person's representative
    person_ref: for whom they act
    role: in which role
    first_name: the first name
    last_name: the family name; this or organisation is needed
    organisation: a firm, charity or council that acts
    email: taken as it stands
    phone: taken as it stands
    address: where they are reached
    starts_on: the role's first day
    ends_on: the role's last day; access that rests on it ends with that day
    """

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
    """Where one payment stands.

    payment_ref: your key for this payment
    person_ref: whose payment it is
    period_from: the first day it is for
    period_to: the last day it is for
    status: where it stands
    expected_on: when it should arrive, or did
    amount_pence: how much
    document_ref: the remittance advice that explains it; it may come later
    """

    payment_ref: Text
    person_ref: PersonRef
    period_from: date | None = None
    period_to: date | None = None
    status: Literal["awaiting_authorisation", "scheduled", "paid", "offset", "returned", "suspended"]
    expected_on: date | None = None
    amount_pence: Pence | None = None
    document_ref: DocumentRef | None = None
