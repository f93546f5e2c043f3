"""Which fields of a request are answers, and to which branch of the journey they belong."""

from typing import Any, Final

from portal.access.models import AccessRequest
from portal.addresses.address import Address, on_envelope

ADDRESS: Final = ("address_lines", "town", "postcode", "country", "uprn", "address_entered")
OWN_NAME: Final = ("own_first_name", "own_last_name")
OWN_ADDRESS: Final = tuple(f"own_{name}" for name in ADDRESS)
MYSELF: Final = ("own_date_of_birth", "own_letter_reference")
SOMEONE_ELSE: Final = (
    "has_right",
    "role",
    "evidence_way",
    "access_code",
    "role_ends_on",
    "person_first_name",
    "person_last_name",
    "person_known_as",
    "person_date_of_birth",
    *(f"person_{name}" for name in ADDRESS),
)
# How the role was shown is asked anew: files are not copied, and a form is signed for one request.
ASKED_ANEW: Final = ("evidence_way", "access_code")
COPIED: Final = tuple(
    name
    for name in ("made_for", *OWN_NAME, *OWN_ADDRESS, *MYSELF, *SOMEONE_ELSE, "contact_method")
    if name not in ASKED_ANEW
)


def drop_unused_branch(request: AccessRequest) -> None:
    """Empties the answers of the branch not taken: until sending both are kept, the finance team sees only one."""
    empty = AccessRequest()
    for name in MYSELF if request.is_for_someone_else else SOMEONE_ELSE:
        setattr(request, name, getattr(empty, name))


def copy_of(earlier: AccessRequest) -> AccessRequest:
    """A new, unsaved draft with the same answers. The notice must be agreed to again."""
    draft = AccessRequest(account=earlier.account, copy_of=earlier)
    for name in COPIED:
        setattr(draft, name, getattr(earlier, name))
    return draft


def own_name(request: AccessRequest) -> dict[str, str]:
    """The requester's name: as typed in this request, or as the account has it until then."""
    if request.own_first_name:
        return {name: getattr(request, name) for name in OWN_NAME}
    return {"own_first_name": request.account.first_name, "own_last_name": request.account.last_name}


def own_address(request: AccessRequest) -> dict[str, Any]:
    """The requester's address, field by field: as given in this request, or as the account has it until then."""
    if request.own_address_lines:
        return {name: getattr(request, f"own_{name}") for name in ADDRESS}
    return {name: getattr(request.account, name) for name in ADDRESS}


def lines_of(address: dict[str, Any]) -> list[str]:
    """An address line by line, as on an envelope."""
    return on_envelope(address["address_lines"], address["town"], address["postcode"], address["country"])


def address_of(request: AccessRequest, whose: str) -> list[str]:
    """An address as given in this request, line by line; `whose` is "own" or "person"."""
    return lines_of({name: getattr(request, f"{whose}_{name}") for name in ADDRESS})


def from_address(address: Address, whose: str) -> dict[str, Any]:
    """An address of the address pattern as answers; `whose` is "own" or "person"."""
    return {
        f"{whose}_address_lines": list(address.lines),
        f"{whose}_town": address.town,
        f"{whose}_postcode": address.postcode,
        f"{whose}_country": address.country,
        f"{whose}_uprn": address.uprn,
        f"{whose}_address_entered": address.entered,
    }
