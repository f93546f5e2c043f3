"""Files that want to harm: none takes the portal with it, and none is kept as anything but what it is."""

import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
import pytest

from portal.uploads import opening
from portal.uploads.opening import open_file, picture_of
from portal.uploads.refusals import Refusal, Refused
from portal.uploads.tests.test_opening import refusal_of
from tests.support.uploads import TYPES, document, paper, photo, word_file

NESTED = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def locked_pdf() -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return made.getvalue()


def pdf_only_its_owner_may_change() -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(user="", owner="secret"))
    return made.getvalue()


def pdf_with(stream: bytes, media_box: tuple[int, int] = (595, 842)) -> bytes:
    """One page with this content."""
    made, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, *media_box])
    pdf.pages[0].Contents = pdf.make_stream(stream)
    pdf.save(made, compress_streams=True)
    return made.getvalue()


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A PNG of a few bytes with a header of any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


def encrypted_docx() -> bytes:
    """How Word wraps a document with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def locked_zip() -> bytes:
    """A DOCX whose entries say that they are encrypted."""
    content = bytearray(word_file())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


def test_a_password_is_told() -> None:
    for content in (locked_pdf(), encrypted_docx(), locked_zip()):
        assert refusal_of(content) == Refusal.PASSWORD


def test_a_pdf_that_opens_without_its_owners_password_is_taken() -> None:
    assert open_file(pdf_only_its_owner_may_change()).kind == "pdf"


def test_an_old_word_file_is_the_wrong_kind() -> None:
    assert refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) == Refusal.WRONG_KIND


@pytest.mark.parametrize("size", [(20_000, 20_000), (65_000, 65_000), (2_000_000, 2_000_000)])
def test_a_picture_of_more_pixels_than_any_phone_takes_is_too_big(size: tuple[int, int]) -> None:
    assert refusal_of(png_that_says_it_is(*size)) == Refusal.TOO_BIG


def test_a_picture_with_less_in_it_than_it_says_is_broken() -> None:
    assert refusal_of(png_that_says_it_is(4000, 4000)) == Refusal.BROKEN


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIC"])
def test_a_picture_that_broke_off_is_broken(kind: str) -> None:
    whole = photo(kind, (1200, 900))
    assert refusal_of(whole[: len(whole) // 2]) == Refusal.BROKEN
    assert refusal_of(whole[:60]) == Refusal.BROKEN


def test_a_pdf_that_broke_off_is_broken() -> None:
    assert refusal_of(paper()[:200]) == Refusal.BROKEN
    assert refusal_of(b"%PDF-1.7\n%%EOF") == Refusal.BROKEN


def test_a_docx_that_broke_off_is_broken() -> None:
    content = word_file("A long letter " * 1000)
    assert refusal_of(content[: len(content) // 2]) == Refusal.BROKEN


def test_a_zip_that_unpacks_to_far_more_is_too_big() -> None:
    assert refusal_of(word_file(word__media__image1_dot_png=bytes(70_000_000))) == Refusal.TOO_BIG


def test_a_zip_that_lies_about_what_it_unpacks_to_is_refused() -> None:
    content = bytearray(word_file(bomb=bytes(5_000_000)))
    real, told = struct.pack("<I", 5_000_000), struct.pack("<I", 1000)
    assert content.count(real) == 2
    assert refusal_of(bytes(content).replace(real, told)) in (Refusal.TOO_BIG, Refusal.BROKEN)


def test_a_zip_of_very_many_entries_is_too_big() -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", document("Hello"))
        for number in range(2000):
            archive.writestr(str(number), b"")
    assert refusal_of(made.getvalue()) == Refusal.TOO_BIG


def test_a_zip_in_a_zip_is_not_unpacked() -> None:
    inner = BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(50_000_000))
    assert open_file(word_file(word__embeddings__inner_dot_zip=inner.getvalue())).kind == "docx"


def test_two_entries_of_one_name_are_refused() -> None:
    made = BytesIO(word_file())
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(made, "a") as archive:
        archive.writestr("word/document.xml", document("Something else"))
    assert refusal_of(made.getvalue()) == Refusal.BROKEN


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_xml_that_declares_entities_is_refused(name: str) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        if name != "word/document.xml":
            archive.writestr("word/document.xml", document("Hello"))
        archive.writestr(name, NESTED + document("&b;"))
    assert refusal_of(made.getvalue()) == Refusal.BROKEN


def test_a_docx_with_macros_is_the_wrong_kind() -> None:
    macros = TYPES.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    assert refusal_of(word_file(types=macros)) == Refusal.WRONG_KIND
    assert refusal_of(word_file(word__vbaProject_dot_bin=b"Sub AutoOpen()")) == Refusal.WRONG_KIND


def test_a_zip_of_something_else_is_the_wrong_kind() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal_of(made.getvalue()) == Refusal.WRONG_KIND


def test_what_is_two_things_at_once_is_kept_as_the_one_it_was_opened_as() -> None:
    both = photo("JPEG") + word_file() + paper() + b"<script>alert(1)</script>"
    kept = open_file(both)
    assert kept.kind == "jpeg"
    assert b"<script>" not in kept.content
    assert b"PK\x03\x04" not in kept.content
    assert refusal_of(b"<html><script>alert(1)</script>" + paper()) == Refusal.WRONG_KIND


def test_a_pdf_with_a_script_is_only_ever_drawn() -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("while (true) app.alert('x')")
        )
        pdf.save(made)
    assert picture_of(made.getvalue(), 1).startswith(b"\xff\xd8\xff")


def test_a_pdf_with_a_page_as_large_as_a_field_is_broken() -> None:
    assert refusal_of(pdf_with(b"", (200_000, 200_000))) == Refusal.BROKEN


def test_a_pdf_with_more_pages_than_papers_have_is_too_big() -> None:
    made, pdf = BytesIO(), pikepdf.new()
    for _ in range(201):
        pdf.add_blank_page()
    pdf.save(made)
    assert refusal_of(made.getvalue()) == Refusal.TOO_BIG


def test_a_pdf_that_never_stops_drawing_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LONGEST_SECONDS", 1)
    endless = pdf_with(b"0 0 m 500 800 l 20 700 300 2 100 9 c S\n" * 4_000_000)
    assert len(endless) < 10_000_000
    assert refusal_of(endless) == Refusal.TOO_BIG


def test_a_process_that_wants_more_memory_than_it_may_have_ends_alone() -> None:
    with pytest.raises(Refused) as refused:
        opening._answer_of([sys.executable, "-c", HUNGRY], b"")
    assert refused.value.why == Refusal.TOO_BIG


HUNGRY = "from portal.uploads.opener.__main__ import bind_hands; bind_hands(); bytearray(3 << 30)"


def test_the_process_that_opens_files_knows_no_secret_and_cannot_write(tmp_path: Path) -> None:
    look = (
        "import os, json; from portal.uploads.opener.__main__ import bind_hands; bind_hands()\n"
        f"try:\n    open({str(tmp_path / 'written')!r}, 'wb', 0).write(b'x'); wrote = True\n"
        "except OSError: wrote = False\n"
        "print(json.dumps([sorted(name for name in os.environ if name != 'LC_CTYPE'), wrote]))"
    )
    assert opening._answer_of([sys.executable, "-c", look], b"") == b"[[], false]\n"
