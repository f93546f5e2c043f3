"""One file in, one answer out: a line of JSON, and after it the bytes it speaks of, if any.

`take` gives the file as it is to be kept; `picture N` a page (PDF) or a picture (DOCX) of it; `text` its words (DOCX).
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

from portal.uploads.refusals import Refusal, Refused

MEMORY: Final = 1 << 30
CPU_SECONDS: Final = 10
FILES: Final = 32

Answer = tuple[dict[str, Any], bytes]


def bind_hands() -> None:
    """From here on the process can neither grow nor run for long, nor write a file."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def take(content: bytes) -> Answer:
    """What it is, and what to keep of it: a picture made anew, a document as it was sent."""
    from portal.uploads.opener.kinds import kind_of  # noqa: PLC0415  after the hands are bound

    kind = kind_of(content)
    if kind == "pdf":
        from portal.uploads.opener.pdfs import count_pages  # noqa: PLC0415

        return {"kind": kind, "pictures": count_pages(content)}, content
    if kind == "docx":
        from portal.uploads.opener.docx import check_docx  # noqa: PLC0415

        return {"kind": kind, "pictures": check_docx(content)}, content
    from portal.uploads.opener.images import clean_picture  # noqa: PLC0415

    return {"kind": kind, "pictures": 1}, clean_picture(content, kind)


def picture(content: bytes, number: int) -> Answer:
    """A JPEG that shows one page of a PDF, or one picture of a DOCX."""
    from portal.uploads.opener.kinds import kind_of  # noqa: PLC0415

    if kind_of(content) == "pdf":
        from portal.uploads.opener.pdfs import page_as_jpeg  # noqa: PLC0415

        return {}, page_as_jpeg(content, number)
    from portal.uploads.opener.docx import picture_in  # noqa: PLC0415
    from portal.uploads.opener.images import clean_picture  # noqa: PLC0415

    inside = picture_in(content, number)
    return {}, clean_picture(inside, kind_of(inside))


def text(content: bytes) -> Answer:
    """The words of a DOCX."""
    from portal.uploads.opener.docx import text_of  # noqa: PLC0415

    return {"text": text_of(content)}, b""


def answer_to(question: list[str], content: bytes) -> Answer:
    """Does what is asked. What cannot be opened is broken, whatever a library says of it."""
    verbs: dict[str, Callable[..., Answer]] = {"take": take, "picture": picture, "text": text}
    try:
        return verbs[question[0]](content, *map(int, question[1:]))
    except Refused as refused:
        return {"refused": refused.why.name}, b""
    except MemoryError:
        return {"refused": Refusal.TOO_BIG.name}, b""
    except Exception:
        return {"refused": Refusal.BROKEN.name}, b""


if __name__ == "__main__":
    bind_hands()
    told, made = answer_to(sys.argv[1:], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
