"""Phone numbers as people type them."""

from typing import Final

import phonenumbers

SHORTEST_UK_NUMBER: Final = 9  # digits after +44


def e164(typed: str) -> str:
    """The number as "+441632960123" if it can be called, with a UK one the area code too; "" otherwise."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if _can_be_called(number) else ""


def _can_be_called(number: phonenumbers.PhoneNumber) -> bool:
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return possible and (number.country_code != 44 or len(str(number.national_number)) >= SHORTEST_UK_NUMBER)
