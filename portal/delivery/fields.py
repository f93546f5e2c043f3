"""The kinds of value a delivery is made of, each with the words that say what is expected."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

_TEXT = r"\A(?! )[^\x00-\x1f\x7f\ud800-\udfff]+(?<! )\Z"
_PLAIN = "without a space at either end or control characters"

Text = Annotated[
    str,
    Meta(min_length=1, max_length=2000, pattern=_TEXT, description=f"a text of 1 to 2,000 characters, {_PLAIN}"),
]
PersonRef = Annotated[
    str, Meta(min_length=1, max_length=32, pattern=_TEXT, description=f"a text of 1 to 32 characters, {_PLAIN}")
]
DocumentRef = Annotated[
    str, Meta(min_length=1, max_length=64, pattern=_TEXT, description=f"a text of 1 to 64 characters, {_PLAIN}")
]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-fA-F]{64}\Z", description="a sha256 of 64 hexadecimal digits")]
Size = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
Pence = Annotated[
    int, Meta(ge=-99_999_999_999, le=99_999_999_999, description="whole pence of at most 11 digits, as a number")
]
# Never below nothing: the sign is in amount_pence. "-0" is not below nothing.
Decimal = Annotated[
    str,
    Meta(
        pattern=r"\A(?:[0-9]{1,9}(?:\.[0-9]{1,6})?|-0{1,9}(?:\.0{1,6})?)\Z",
        description='a decimal string that is not negative, such as "21.48", with at most 9 and 6 digits',
    ),
]
FourDigits = Annotated[str, Meta(pattern=r"\A[0-9]{4}\Z", description="a text of 4 digits")]
LineNumber = Annotated[int, Meta(ge=1, description="a whole number from 1")]

Service = Literal["direct_payment", "deferred_payment", "residential", "home_care"]


class Part(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a row: fields that are not listed are faults; what is null or left out is the same."""


class Row(Part):
    """One line of a data file."""
