"""The kinds of value that facts are made of, each with the words in which a delivery says what it expected."""

from typing import Annotated

from msgspec import Meta, Struct

TEXT_PATTERN = r"\A(?! )[^\x00-\x1f\x7f\ud800-\udfff]+(?<! )\Z"


def text(longest: int) -> Meta:
    """What a text of at most `longest` characters must be like."""
    words = f"a text of 1 to {longest:,} characters, without a space at either end or control characters"
    return Meta(min_length=1, max_length=longest, pattern=TEXT_PATTERN, description=words)


Text = Annotated[str, text(2000)]
Pence = Annotated[
    int,
    Meta(
        ge=-99_999_999_999,
        le=99_999_999_999,
        description="whole pence, such as 1250 for £12.50, of at most 11 digits",
    ),
]
DECIMAL_PATTERN = r"\A(?:[0-9]{1,9}(?:\.[0-9]{1,6})?|-0{1,9}(?:\.0{1,6})?)\Z"
# Never below nothing: the sign is in amount_pence. "-0" is not below nothing.
DecimalText = Annotated[
    str,
    Meta(
        pattern=DECIMAL_PATTERN,
        description='a decimal string that is not negative, such as "21.48" (at most 9 digits, and 6 after the point)',
    ),
]
FourDigits = Annotated[str, Meta(pattern=r"\A[0-9]{4}\Z", description="a text of 4 digits")]
LineNumber = Annotated[int, Meta(ge=1, description="a whole number from 1")]


class Part(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a row: fields that are not listed are faults; what is null or left out is the same."""
