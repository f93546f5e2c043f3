"""Files as people send them, made here: photos, papers, and what is not as it seems."""

from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pillow_heif
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def photo(kind: str = "JPEG", size: tuple[int, int] = (320, 240), **saved: Any) -> bytes:
    """A picture, red on the left and blue on the right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    made = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(made, quality=60)
    else:
        picture.save(made, kind, **saved)
    return made.getvalue()


@cache
def paper(*pages: str) -> bytes:
    """A PDF with these words, a page each; the same bytes for the same words."""
    made = typst.compile("\n#pagebreak()\n".join(pages or ("Court of Protection",)).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def word_file(words: str = "To whom it may concern", *, types: str = TYPES, **parts: bytes) -> bytes:
    """A DOCX with these words, and more parts: their names with "/" written as "__" and "." as "_dot_"."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", document(words))
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return made.getvalue()


def document(words: str) -> str:
    """The main part of a DOCX, a paragraph for each line."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.split("\n"))
    return f'<w:document xmlns:w="{WORDS}"><w:body>{paragraphs}</w:body></w:document>'


def sent(content: bytes, name: str = "scan.pdf") -> "SimpleUploadedFile":
    """As a browser sends it."""
    return SimpleUploadedFile(name, content)
