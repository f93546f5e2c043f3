"""What should not stand in an e-mail that turns somebody down: it would tell a stranger what we hold."""

import re
from typing import Final

_MONTHS: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_STREETS: Final = (
    r"street|st|road|rd|lane|avenue|ave|close|drive|way|court|crescent|place|terrace|gardens|grove|square|hill|row|walk"
)

_DATE: Final = re.compile(
    rf"\b\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS})\s+\d{{1,4}}\b|\b(?:19|20)\d{{2}}\b",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    rf"\b[a-z]{{1,2}}\d[a-z\d]?\s*\d[a-z]{{2}}\b|\b\d+[a-z]?,?\s+(?:[\w’'-]+\s+){{1,3}}(?:{_STREETS})\b", re.IGNORECASE
)
_AMOUNT: Final = re.compile(
    r"£\s*\d|(?<![\d.])\d[\d,]*\.\d{2}\b(?!\.)|\b\d[\d,]*\s*(?:pounds?|pence|gbp)\b", re.IGNORECASE
)


def giveaways(text: str) -> list[str]:
    """What the text seems to hold: "a date", "an address", "an amount of money"."""
    kinds = {"a date": _DATE, "an address": _ADDRESS, "an amount of money": _AMOUNT}
    return [name for name, pattern in kinds.items() if pattern.search(text)]
