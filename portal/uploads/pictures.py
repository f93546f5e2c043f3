"""A kept file as it is shown: as pictures and words made by us, never as itself (docs/decisions/1103)."""

from typing import Final

from portal.uploads import opening, store
from portal.uploads.models import Upload

LONGEST_TEXT: Final = 200_000  # characters: about 60 pages


class NotToBeOpened(Exception):
    """The file waits for its virus check, failed it, or is deleted."""


def original(upload: Upload) -> bytes:
    """The bytes as they are kept. Raises NotToBeOpened; store.Damaged or FileNotFoundError if the store lost them."""
    if not upload.may_be_opened:
        raise NotToBeOpened(str(upload))
    return store.read(upload.sha256)


def picture(upload: Upload, number: int) -> bytes:
    """A JPEG that shows the file, from 1 to `upload.pictures`; made once and kept beside it. Raises as `original`,
    IndexError if there is no such picture, and uploads.refusals.Refused if it cannot be shown.
    """
    if not 1 <= number <= upload.pictures:
        raise IndexError(number)
    if upload.kept_as == Upload.Kind.JPEG:
        return original(upload)
    if upload.may_be_opened and (made := store.read_picture(upload.sha256, number)):
        return made
    made = opening.picture_of(original(upload), number)
    store.put_picture(upload.sha256, number, made)
    return made


def words(upload: Upload) -> str:
    """The words of a DOCX, at most 200,000 characters; "" for another kind. Raises as `picture`."""
    return opening.text_of(original(upload))[:LONGEST_TEXT] if upload.kept_as == Upload.Kind.DOCX else ""
