"""manifest.json: what a delivery says it holds. Read as strictly as the rows; a fault refuses the delivery."""

from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta

from portal.delivery.format import expected
from portal.delivery.format.fields import Sha256, Size
from portal.delivery.format.names import check_name
from portal.delivery.format.refusals import Fault, Refused, shown
from portal.delivery.format.strict_json import StrictReader, readable
from portal.delivery.reading.source import Source, opened
from portal.delivery.tables import TABLES
from portal.documents.values import Part, Text

MOST_BYTES = 1_000_000

_MOMENT = r"\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)\Z"
Moment = Annotated[str, Meta(pattern=_MOMENT, description="a moment with an offset, as 2026-11-20T02:15:00Z")]

Format = Literal["client-finance-delivery"]
Version = Literal[1]


class DataFile(Part):
    """What a data file's bytes must be; `rows` is the number of LF bytes.

    name: of the data file, e.g. "people.jsonl"
    sha256: of its bytes
    bytes: how many it has
    rows: how many LF bytes it has, which is one for each row
    """

    name: Text
    sha256: Sha256
    bytes: Size
    rows: Size


class Manifest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The fields of manifest.json.

    format: always this
    version: of the format
    delivery_id: your name for this delivery, never used again
    sequence: grows with each delivery of the same source
    source: the sending system, e.g. "ContrOCC"
    produced_at: when the delivery was made
    scope: "changes": what is new or changed; "full": all people and representatives
    files: the data files that are there; the PDFs are not listed
    """

    format: Format
    version: Version
    delivery_id: Annotated[
        str,
        Meta(
            pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z",
            description="1 to 64 of A-Z a-z 0-9 . _ -, the first a letter or digit",
        ),
    ]
    sequence: Annotated[int, Meta(ge=1, le=2**63 - 1, description="a whole number from 1 to 2^63-1")]
    source: Text
    produced_at: Moment
    scope: Literal["changes", "full"]
    files: list[DataFile]

    @property
    def moment(self) -> datetime:
        """`produced_at` in UTC. Raises ValueError for a moment that does not exist."""
        return datetime.fromisoformat(self.produced_at).astimezone(UTC)

    def file(self, name: str) -> DataFile | None:
        """What is said of the data file `name`; None: it is left out."""
        return next((file for file in self.files if file.name == name), None)


class ReadManifest(msgspec.Struct, frozen=True, dict=True):
    """The manifest and the very bytes it was read from."""

    manifest: Manifest
    raw: bytes

    @cached_property
    def sha256(self) -> str:
        """Same id and same manifest bytes: the same content."""
        return sha256(self.raw).hexdigest()


def read_manifest(source: Source) -> ReadManifest:
    """Reads and checks manifest.json. Raises Refused, with the delivery's id where that can be read."""
    raw = _bytes(source)
    try:
        found, fault = StrictReader().read(raw)
    except Fault as problem:
        raise Refused(f"manifest.json {problem}") from None
    try:
        return ReadManifest(_manifest(found, fault), raw)
    except Refused as refusal:
        refusal.delivery_id = readable(found.get("delivery_id"))
        raise


def manifest_at(path: Path) -> ReadManifest | None:
    """That of the delivery at `path`; None where there is none that can be read."""
    try:
        with opened(path) as source:
            return read_manifest(source)
    except Refused:
        return None


def _bytes(source: Source) -> bytes:
    if source.size("manifest.json") is None:
        raise Refused("found no manifest.json, expected one at the top of the delivery")
    with source.open("manifest.json") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(f"manifest.json has more than {MOST_BYTES} bytes")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise Refused("manifest.json begins with a byte order mark, expected UTF-8 without one")
    return raw


def _manifest(found: dict[str, Any], fault: str | None) -> Manifest:
    if fault:
        raise Refused(f"manifest.json: {fault}")
    for name, kind in (("format", Format), ("version", Version)):
        (wanted,) = get_args(kind)
        if name in found and (found[name] != wanted or isinstance(found[name], bool)):
            raise Refused(f"manifest.json: {name} is {shown(found[name])}, expected {shown(wanted)}")
    try:
        manifest = msgspec.convert(found, Manifest)
    except msgspec.ValidationError as problem:
        raise Refused(f"manifest.json: {expected.reason(str(problem), found, Manifest)}") from None
    except UnicodeEncodeError:
        raise Refused("manifest.json: a field's name holds half a character (a lone surrogate)") from None
    _check_moment(manifest)
    _check_files(manifest)
    return manifest


def _check_moment(manifest: Manifest) -> None:
    try:
        _ = manifest.moment
    except (ValueError, OverflowError):
        found = shown(manifest.produced_at)
        raise Refused(f"manifest.json: produced_at: found {found}, expected a moment that exists") from None


def _check_files(manifest: Manifest) -> None:
    known = [table.file for table in TABLES]
    seen: set[str] = set()
    for file in manifest.files:
        check_name(file.name, "manifest.json")
        if file.name not in known:
            raise Refused(f"manifest.json: files: found {shown(file.name)}, expected one of {', '.join(known)}")
        if file.name in seen:
            raise Refused(f"manifest.json: files: found {file.name} twice, expected each file once")
        seen.add(file.name)
