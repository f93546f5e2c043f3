"""Why a file is not taken, in the words of the page (screens.md A5e)."""

from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024


class Refusal(StrEnum):
    """What the requester reads. What unpacks to far more than it is counts as too big, what breaks off as not sent."""

    NO_FILE = "Select a file"
    WRONG_KIND = "The file must be a PDF, JPG, PNG, HEIC or DOCX"
    TOO_BIG = "The file must be smaller than 10MB"
    EMPTY = "The file is empty"
    PASSWORD = "The file has a password. Remove it and try again"  # noqa: S105  a sentence
    VIRUS = "The file did not pass our virus check"
    BROKEN = "The file did not upload. Try again"


class Refused(Exception):
    """The file is not taken; `why` is the sentence for the page."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why
