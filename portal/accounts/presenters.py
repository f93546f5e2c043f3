"""An account in the words of a page."""

from typing import Any

from portal.accounts.models import Account, Details
from portal.addresses.address import on_envelope
from portal.design.presenters import summary_rows

NOT_TOLD = "Not given"


def address_of(told: Details) -> list[str]:
    """Line by line, as on an envelope."""
    return on_envelope(told.address_lines, told.town, told.postcode, told.country)


def adjustments_of(account: Account) -> list[str]:
    """What the council does differently for somebody, e.g. "Large print" or "An interpreter: Polish"."""
    labels = dict(Account.Adjustment.choices)
    if account.interpreter_language:
        labels["interpreter"] += f": {account.interpreter_language}"
    return [labels[need] for need in account.adjustments if need in labels]


def details_rows(account: Account) -> list[dict[str, Any]]:
    """The rows of M1; questions nobody has been asked yet are left out."""
    told = {
        "Name": account.name,
        "Other name on our letters": account.known_as,
        "Email address": account.email,
        "Phone number": account.phone or NOT_TOLD,
        "Address": address_of(account) or NOT_TOLD,
        "How we contact you": Account.ContactMethod(account.contact_method).label if account.contact_method else "",
        "What we do differently for you": adjustments_of(account),
    }
    return summary_rows(told)
