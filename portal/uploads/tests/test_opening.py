"""What is taken, and what is kept of it."""

from contextlib import ExitStack
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from portal.config import gunicorn
from portal.uploads import opening
from portal.uploads.opening import open_file, picture_of, text_of
from portal.uploads.refusals import MOST_BYTES, Refusal, Refused
from tests.support.uploads import paper, photo, word_file

WRITTEN_BY_THE_CAMERA = b"52.1936 North 2.2216 West"


def kept_picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(open_file(content).content))


def refusal_of(content: bytes) -> Refusal:
    with pytest.raises(Refused) as refused:
        open_file(content)
    return refused.value.why


@pytest.mark.parametrize(
    ("content", "kind", "pictures"),
    [
        (photo("JPEG"), "jpeg", 1),
        (photo("PNG"), "png", 1),
        (photo("HEIC"), "heic", 1),
        (paper("One", "Two", "Three"), "pdf", 3),
        (word_file(), "docx", 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str, pictures: int) -> None:
    opened = open_file(content)
    assert (opened.kind, opened.pictures) == (kind, pictures)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIC"])
def test_every_picture_is_kept_as_a_jpeg_that_looks_the_same(kind: str) -> None:
    picture = kept_picture(photo(kind))
    assert (picture.format, picture.size) == ("JPEG", (320, 240))
    red, blue = picture.getpixel((40, 120)), picture.getpixel((280, 120))
    assert isinstance(red, tuple) and red[0] > 200 > 60 > red[2]  # noqa: PT018
    assert isinstance(blue, tuple) and blue[2] > 200 > 60 > blue[0]  # noqa: PT018


def test_a_photo_is_kept_without_place_profile_and_comment() -> None:
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = WRITTEN_BY_THE_CAMERA.decode()
    exif.get_ifd(0x8825)[1] = "N"
    sent = photo("JPEG", exif=exif, comment=WRITTEN_BY_THE_CAMERA, icc_profile=b"profile " + WRITTEN_BY_THE_CAMERA)
    assert sent.count(WRITTEN_BY_THE_CAMERA) == 4

    kept = open_file(sent).content

    assert WRITTEN_BY_THE_CAMERA not in kept
    picture = Image.open(BytesIO(kept))
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "comment"} & set(picture.info)


def test_a_png_is_kept_without_its_texts() -> None:
    texts = PngInfo()
    texts.add_text("Author", WRITTEN_BY_THE_CAMERA.decode())
    assert WRITTEN_BY_THE_CAMERA not in open_file(photo("PNG", pnginfo=texts)).content


def test_a_photo_taken_sideways_is_kept_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    picture = kept_picture(photo("JPEG", exif=exif))
    assert picture.size == (240, 320)
    top = picture.getpixel((120, 40))
    assert isinstance(top, tuple) and top[0] > 200  # noqa: PT018


def test_a_large_photo_is_made_smaller() -> None:
    assert max(kept_picture(photo("JPEG", (9000, 1500))).size) == 4096


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_kind_of_colour_are_taken(mode: str) -> None:
    made = BytesIO()
    Image.new(mode, (20, 10)).save(made, "PNG")
    assert kept_picture(made.getvalue()).mode == "RGB"


def test_a_jpeg_for_printers_is_taken() -> None:
    made = BytesIO()
    Image.new("CMYK", (20, 10)).save(made, "JPEG")
    assert kept_picture(made.getvalue()).mode == "RGB"


def test_what_is_see_through_becomes_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(made, "PNG")
    assert kept_picture(made.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_papers_are_kept_as_they_were_sent() -> None:
    for content in (paper(), word_file()):
        assert open_file(content).content == content


def test_each_page_of_a_pdf_becomes_a_picture() -> None:
    content = paper("First page", "Second page")
    first, second = picture_of(content, 1), picture_of(content, 2)
    assert first != second
    assert Image.open(BytesIO(second)).format == "JPEG"
    assert max(Image.open(BytesIO(second)).size) == 1700


def test_the_words_and_the_pictures_of_a_docx_are_found() -> None:
    content = word_file("Order of the court\nGiven on 3 June", word__media__image2_dot_png=photo("PNG"))
    assert open_file(content).pictures == 1
    assert text_of(content) == "Order of the court\nGiven on 3 June"
    assert Image.open(BytesIO(picture_of(content, 1))).size == (320, 240)


@pytest.mark.parametrize("content", [b"Dear council", b"GIF89a" + bytes(40), b"\x7fELF" + bytes(40), b"<svg/>"])
def test_another_kind_is_refused(content: bytes) -> None:
    assert refusal_of(content) == Refusal.WRONG_KIND


def test_files_that_take_long_leave_the_rest_of_the_portal_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LONGEST_WAIT", 0.1)
    assert gunicorn.threads > opening.INSIDE
    with ExitStack() as stack:
        for _ in range(opening.INSIDE):
            stack.enter_context(opening._inside())
        assert refusal_of(photo()) == Refusal.BROKEN
    assert open_file(photo()).kind == "jpeg"


def test_an_empty_file_and_one_over_ten_megabytes_are_refused() -> None:
    assert refusal_of(b"") == Refusal.EMPTY
    assert refusal_of(paper() + bytes(MOST_BYTES)) == Refusal.TOO_BIG
