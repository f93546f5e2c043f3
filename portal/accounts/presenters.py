"""An account in the words of a page."""

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.accounts.models import Account, Details

NOT_TOLD = "Not given"


def address_of(told: Details) -> list[str]:
    """Line by line, as on an envelope."""
    return [line for line in (*told.address_lines, told.town, told.postcode, told.country) if line]


def in_lines(lines: list[str]) -> SafeString:
    """Lines under each other."""
    return format_html_join("", "{}<br>", ((line,) for line in lines))


def details_rows(account: Account) -> list[dict[str, Any]]:
    """The rows of M1; questions nobody has been asked yet are left out."""
    address = address_of(account)
    told = [
        ("Name", account.name),
        ("Other name on our letters", account.known_as),
        ("Email address", account.email),
        ("Phone number", account.phone or NOT_TOLD),
        ("Address", in_lines(address) if address else NOT_TOLD),
        ("How we contact you", Account.ContactMethod(account.contact_method).label if account.contact_method else ""),
        ("What we do differently for you", in_lines(account.adjustments) if account.adjustments else ""),
        ("Interpreter", account.interpreter_language),
    ]
    return [{"key": key, "value": value} for key, value in told if value]
