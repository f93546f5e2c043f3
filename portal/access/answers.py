"""Which fields of a request are answers, and to which branch of the journey they belong."""

from typing import Final

from portal.access.models import AccessRequest

ADDRESS: Final = ("address_lines", "town", "postcode", "country", "uprn", "address_entered")
OWN_NAME: Final = ("own_first_name", "own_last_name")
OWN_ADDRESS: Final = tuple(f"own_{name}" for name in ADDRESS)
MYSELF: Final = ("own_date_of_birth", "own_letter_reference")
SOMEONE_ELSE: Final = (
    "has_right",
    "role",
    "person_first_name",
    "person_last_name",
    "person_known_as",
    "person_date_of_birth",
    *(f"person_{name}" for name in ADDRESS),
)
COPIED: Final = ("made_for", *OWN_NAME, *OWN_ADDRESS, *MYSELF, *SOMEONE_ELSE, "contact_method")


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
