"""The issued PDFs of a delivery: is each the one its row names, and a PDF?"""

from hashlib import sha256

from portal.delivery.format.document_rows import IssuedFile
from portal.delivery.format.refusals import Fault, shown
from portal.delivery.reading.source import Source

MOST_BYTES = 20_000_000
CHUNK = 1 << 20


def check_pdf(source: Source, file: IssuedFile) -> None:
    """Raises Fault when the PDF is missing, not the one named, not a PDF, or over 20 MB."""
    name = shown(file.name)
    if not file.name.startswith("files/"):
        raise Fault(f"file.name: found {name}, expected a name that begins with files/")
    if file.bytes > MOST_BYTES:
        raise Fault(f"file.bytes: found {file.bytes}, expected at most {MOST_BYTES}")
    size = source.size(file.name)
    if size is None:
        raise Fault(f"file.name: found no file {name} in the delivery")
    if size != file.bytes:
        raise Fault(f"{name}: found {size} bytes, expected {file.bytes} as in file.bytes")
    _check_bytes(source, file)


def _check_bytes(source: Source, file: IssuedFile) -> None:
    name, digest, first, last = shown(file.name), sha256(), b"", b""
    with source.open(file.name) as stream:
        while chunk := stream.read(CHUNK):
            first = first or chunk[:5]
            last = (last + chunk[-1024:])[-1024:]
            digest.update(chunk)
    if digest.hexdigest() != file.sha256.lower():
        raise Fault(f"{name}: found the sha256 {digest.hexdigest()}, expected {file.sha256.lower()} as in file.sha256")
    if first != b"%PDF-":
        raise Fault(f"{name} is not a PDF: it does not begin with %PDF-")
    if b"%%EOF" not in last:
        raise Fault(f"{name} is not a PDF: found no %%EOF in its last 1,024 bytes")
