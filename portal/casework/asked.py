"""What a request says about the person it is about, whoever that is."""

from dataclasses import dataclass
from datetime import date

from portal.access.models import AccessRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """As typed. Number, e-mail and phone are only known of somebody who asks for their own documents."""

    first_name: str
    last_name: str
    known_as: str
    date_of_birth: date | None
    address: str  # lines and town, in one line
    postcode: str
    uprn: str
    number: str = ""
    email: str = ""
    phone: str = ""


def asked_about(request: AccessRequest) -> Asked:
    """The person of a request as typed: the represented one, or the requester."""
    if request.is_for_someone_else:
        return Asked(
            request.person_first_name,
            request.person_last_name,
            request.person_known_as,
            request.person_date_of_birth,
            in_one_line(request.person_address_lines, request.person_town),
            request.person_postcode,
            request.person_uprn,
        )
    return Asked(
        request.own_first_name,
        request.own_last_name,
        request.account.known_as,
        request.own_date_of_birth,
        in_one_line(request.own_address_lines, request.own_town),
        request.own_postcode,
        request.own_uprn,
        request.own_letter_reference,
        request.account.email,
        request.account.phone,
    )


def in_one_line(lines: list[str], town: str) -> str:
    """An address without its postcode."""
    return ", ".join(part for part in (*lines, town) if part)
