"""Word documents: the text in them, and the pictures. Nothing in them is run, fetched or unpacked to a disk."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from portal.uploads.refusals import Refusal, Refused

DOCUMENT: Final = "word/document.xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MOST_ENTRIES: Final = 1000
MOST_UNPACKED: Final = 60_000_000
CHUNK: Final = 1 << 16
ENCRYPTED: Final = 0x1  # the flag of an entry with a password
WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORDS: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
BREAKS: Final = {"p": "\n", "tr": "\n", "br": "\n", "cr": "\n", "tab": "\t", "tc": "\t"}
PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def check_docx(content: bytes) -> int:
    """Opens all of it once, within bounds. Gives how many pictures can be shown. Raises Refused."""
    with _opened(content) as archive:
        parts = {entry.filename: _read(archive, entry) for entry in _within_bounds(archive)}
        types, words = parts.get(CONTENT_TYPES, b""), parts.get(DOCUMENT, b"")
        if not words or MAIN_TYPE not in types or any("vbaproject" in name.lower() for name in parts):
            raise Refused(Refusal.WRONG_KIND)
        if any(_declares_entities(name, part) for name, part in parts.items()):
            raise Refused(Refusal.BROKEN)
        _text_in(words)
        return len(_pictures(parts))


def text_of(content: bytes) -> str:
    """The words of the document, a line for each paragraph. Raises Refused."""
    with _opened(content) as archive:
        parts = {entry.filename: _read(archive, entry) for entry in _within_bounds(archive)}
    return _text_in(parts.get(DOCUMENT, b""))


def picture_in(content: bytes, number: int) -> bytes:
    """A picture of the document as it lies in it, from 1. Raises Refused."""
    with _opened(content) as archive:
        pictures = _pictures({entry.filename: _read(archive, entry) for entry in _within_bounds(archive)})
    if not 1 <= number <= len(pictures):
        raise Refused(Refusal.BROKEN)
    return pictures[number - 1]


def _opened(content: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(content))
    except BadZipFile:
        raise Refused(Refusal.BROKEN) from None


def _within_bounds(archive: ZipFile) -> Iterator[ZipInfo]:
    """The entries, as long as they are few and small enough as they say; `_read` sees to it that they do not lie."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(Refusal.TOO_BIG)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused(Refusal.PASSWORD)
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused(Refusal.BROKEN)
    yield from entries


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    read = b""
    try:
        with archive.open(entry) as part:
            while len(read) <= entry.file_size and (chunk := part.read(CHUNK)):
                read += chunk
    except (BadZipFile, EOFError, NotImplementedError, ValueError):
        raise Refused(Refusal.BROKEN) from None
    if len(read) != entry.file_size:
        raise Refused(Refusal.TOO_BIG)
    return read


def _declares_entities(name: str, part: bytes) -> bool:
    return name.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", part) is not None


def _pictures(parts: dict[str, bytes]) -> list[bytes]:
    inside = {name: part for name, part in parts.items() if name.startswith("word/media/")}
    return [inside[name] for name in sorted(inside, key=_by_number) if inside[name].startswith(PICTURES)]


def _by_number(name: str) -> tuple[int, str]:
    number = re.search(r"\d+", name)
    return (int(number[0]) if number else 0, name)


def _text_in(document: bytes) -> str:
    pieces: list[str] = []
    inside_text = False

    def began(name: str, _: dict[str, str]) -> None:
        nonlocal inside_text
        inside_text = _local(name) == "t"

    def ended(name: str) -> None:
        nonlocal inside_text
        inside_text = False
        pieces.append(BREAKS.get(_local(name), ""))

    def said(text: str) -> None:
        if inside_text:
            pieces.append(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = began, ended, said
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(document, True)  # noqa: FBT003  expat takes nothing by name
    except expat.ExpatError:
        raise Refused(Refusal.BROKEN) from None
    return re.sub(r"[\t ]*\n(\s*\n)+", "\n\n", "".join(pieces)).strip()


def _local(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return local if namespace in (WORDS, STRICT_WORDS) else ""


def _no_doctype(*_: object) -> None:
    raise Refused(Refusal.BROKEN)
