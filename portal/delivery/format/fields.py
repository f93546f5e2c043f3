"""The kinds of value that only rows have; those of the facts are in the documents' values.py."""

from typing import Annotated, Literal

from msgspec import Meta

from portal.documents.values import Part, text

PersonRef = Annotated[str, text(32)]
DocumentRef = Annotated[str, text(64)]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-fA-F]{64}\Z", description="a sha256 of 64 hexadecimal digits")]
FILE_PATTERN = r"\Afiles/[^\x00-\x1f\x7f\ud800-\udfff]+(?<! )\Z"
FileName = Annotated[
    str,
    Meta(
        max_length=2000,
        pattern=FILE_PATTERN,
        description="a name that begins with files/, without a space at its end or control characters",
    ),
]
Size = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]

Service = Literal["direct_payment", "deferred_payment", "residential", "home_care"]


class Row(Part):
    """One line of a data file."""
