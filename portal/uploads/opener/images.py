"""Pictures: made anew from their pixels, so that nothing else in the file is kept."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from portal.uploads.refusals import MOST_BYTES, Refusal, Refused

MOST_PIXELS: Final = 64_000_000  # what the best phones take; a picture of them needs 200 MB to open
LONGEST_SIDE: Final = 4096  # A4 at 350 dots an inch
QUALITIES: Final = (88, 70, 50)
FORMATS: Final = {"jpeg": ("JPEG",), "png": ("PNG",), "heic": ("HEIF",)}
SIXTEEN_BITS: Final = ("I", "I;16", "I;16B", "I;16L")


def clean_picture(content: bytes, kind: str) -> bytes:
    """The picture as a JPEG: upright, on white, without EXIF, place, colour profile or comment. Raises Refused."""
    if kind == "heic":
        # Only then: its libraries take a tenth of a second to load.
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # far beyond it Pillow refuses by itself
    try:
        with Image.open(BytesIO(content), formats=FORMATS[kind]) as opened:
            return picture_as_jpeg(opened)
    except Image.DecompressionBombError:
        raise Refused(Refusal.TOO_BIG) from None


def picture_as_jpeg(opened: Image.Image) -> bytes:
    """Its pixels as a JPEG of at most 10 MB and 4,096 pixels a side. Raises Refused for more than 64 million pixels."""
    if opened.width * opened.height > MOST_PIXELS:
        raise Refused(Refusal.TOO_BIG)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read in a smaller size, if there is one
    picture = _on_white(ImageOps.exif_transpose(opened))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2)
    for quality in QUALITIES:
        made = as_jpeg(picture, quality)
        if len(made) <= MOST_BYTES:
            return made
    raise Refused(Refusal.TOO_BIG)


def as_jpeg(picture: Image.Image, quality: int = QUALITIES[0]) -> bytes:
    """The pixels and nothing else."""
    made = BytesIO()
    picture.save(made, "JPEG", quality=quality)
    return made.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture: what the old one knows beside its pixels stays behind."""
    if picture.mode in SIXTEEN_BITS:
        picture = picture.point(lambda value: value / 256).convert("L")
    clean = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        clean.paste(picture, mask=picture.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    return clean
