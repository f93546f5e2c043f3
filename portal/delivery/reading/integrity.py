"""What makes a delivery unreadable: bytes that are not those of the manifest, and files nobody announced."""

from hashlib import sha256

from portal.delivery.format.refusals import Refused, shown
from portal.delivery.reading.manifest import DataFile, Manifest
from portal.delivery.reading.source import Source

CHUNK = 1 << 20


def check_integrity(source: Source, manifest: Manifest) -> None:
    """Compares the delivery's files with its manifest. Raises Refused at the first difference."""
    for file in manifest.files:
        _check_file(source, file)
    _check_nothing_else(source, manifest)


def _check_file(source: Source, file: DataFile) -> None:
    size = source.size(file.name)
    if size is None:
        raise Refused(f"found no plain file {file.name}, expected it, for it is in the manifest")
    if size != file.bytes:
        raise Refused(f"{file.name}: found {size} bytes, expected {file.bytes} as in the manifest")
    digest, rows = _read(source, file.name)
    if digest != file.sha256.lower():
        raise Refused(f"{file.name}: found the sha256 {digest}, expected {file.sha256.lower()} as in the manifest")
    if rows != file.rows:
        raise Refused(f"{file.name}: found {rows} rows, expected {file.rows} as in the manifest")


def _read(source: Source, name: str) -> tuple[str, int]:
    """The sha256 and the number of LF bytes of a data file. Raises Refused for bytes no data file may have."""
    digest, rows, last = sha256(), 0, b""
    with source.open(name) as stream:
        while chunk := stream.read(CHUNK):
            if not rows and not last and chunk.startswith(b"\xef\xbb\xbf"):
                raise Refused(f"{name} begins with a byte order mark, expected UTF-8 without one")
            _check_line_ends(name, rows - last.count(b"\n"), last + chunk)
            digest.update(chunk)
            rows += chunk.count(b"\n")
            last = chunk[-1:]
    if last not in (b"", b"\n"):
        raise Refused(f"{name}: found no LF at its end, expected one after each line, the last one too")
    return digest.hexdigest(), rows


def _check_nothing_else(source: Source, manifest: Manifest) -> None:
    announced = {"manifest.json"} | {file.name for file in manifest.files}
    for name in source.names():
        if name.startswith("files/"):
            source.verify(name)
        elif name not in announced:
            wanted = "expected only manifest.json, the data files it names, and PDFs under files/"
            raise Refused(f"found the file {shown(name)}, which is not in the manifest; {wanted}")


def _check_line_ends(name: str, rows_before: int, piece: bytes) -> None:
    # One byte is found much faster than two, and most files have no CR at all.
    found = piece.find(b"\r\n") if b"\r" in piece else -1
    if found >= 0:
        line = rows_before + piece.count(b"\n", 0, found) + 1
        raise Refused(f"{name}, line {line}: found CR before LF, expected lines that end in LF alone")
