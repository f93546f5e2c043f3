"""Taking in a file: it is scanned, opened and cleaned before anything of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from pathlib import PureWindowsPath
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from portal.design.text import clean_text
from portal.uploads.clamd import ScannerDown, is_infected
from portal.uploads.models import Upload
from portal.uploads.opening import open_file
from portal.uploads.refusals import MOST_BYTES, Refusal, Refused

Rest = ParamSpec("Rest")
Request = TypeVar("Request", bound=HttpRequest)
View = Callable[Concatenate[Request, Rest], HttpResponseBase]

LONGEST_NAME: Final = 200
# So much is read, and dropped, to answer with a page that says what is wrong; more is no mistake any more.
MOST_READ: Final = 10 * MOST_BYTES


@dataclass(frozen=True, slots=True)
class Received:
    """A file that may be kept: its name for display, its kind, its bytes as they are kept, what the scanner said."""

    name: str
    kind: str
    pictures: int
    content: bytes
    state: Upload.State


def receive(file: "UploadedFile[bytes]") -> Received:
    """Scans, opens and cleans what somebody sent. Writes nothing. Raises Refused with the sentence for them.

    A file that no scanner could look at is held: it is kept, and nobody opens it before it has passed.
    """
    if not file.size:
        raise Refused(Refusal.EMPTY)
    if file.size > MOST_BYTES:
        raise Refused(Refusal.TOO_BIG)
    content = file.read()
    state = _state_of(content)
    opened = open_file(content)
    return Received(_shown(file.name or ""), opened.kind, opened.pictures, opened.content, state)


def takes_file(view: View[Request, Rest]) -> View[Request, Rest]:
    """Lets a view read one file of its form: in memory, at most 10 MB of it. The form's token is checked as ever.

    It is checked here and not before: whoever reads the form first decides what becomes of the files in it.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def reading(request: Request, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_READ:
            raise RequestDataTooBig
        request.upload_handlers = [OneFile(request)]
        return checked(request, *args, **kwargs)

    return reading


class OneFile(FileUploadHandler):
    """Keeps the first file of a form, up to one byte more than is allowed; reads past the rest."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept, self.seen = bytearray(), 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen += 1
        if self.seen > 1:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.kept += raw_data[: MOST_BYTES + 1 - len(self.kept)]
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        return InMemoryUploadedFile(
            BytesIO(self.kept), self.field_name, self.file_name or "", self.content_type, len(self.kept), self.charset
        )


def _state_of(content: bytes) -> Upload.State:
    if settings.CLAMD_URL is None:
        return Upload.State.NOT_SCANNED
    try:
        if is_infected(content, settings.CLAMD_URL):
            raise Refused(Refusal.VIRUS)
    except ScannerDown:
        return Upload.State.HELD
    return Upload.State.CLEAN


def _shown(name: str) -> str:
    """The name without what could change how it reads, and short enough; its ending stays."""
    stem, dot, ending = clean_text(PureWindowsPath(name).name).rpartition(".")
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room]}{dot}{ending}"[-LONGEST_NAME:] or "File"
