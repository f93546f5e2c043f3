"""A file in a form: whoever asks for one gets it scanned, opened and cleaned (portal/uploads)."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from portal.design.fields import FileField
from portal.uploads.receiving import Received, receive
from portal.uploads.refusals import Refusal, Refused

ACCEPTED: Final = ".pdf,.jpg,.jpeg,.png,.heic,.docx"
HINT: Final = "PDF, JPG, PNG, HEIC or DOCX, smaller than 10MB"


class EvidenceFileField(FileField):
    """One file; cleans to what may be kept of it (`Received`), None if none is needed and none was chosen.

    The view that shows it is decorated with `uploads.receiving.takes_file` and gives `request.FILES` to the form.
    """

    def __init__(self, *, label: str, hint: str = HINT, optional: bool = False) -> None:
        super().__init__(label=label, hint=hint, missing=Refusal.NO_FILE, accept=ACCEPTED, optional=optional)

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """Raises ValidationError with the sentence of screens.md A5e."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return receive(file)
        except Refused as refused:
            raise ValidationError(str(refused.why)) from None
