"""Has a file opened by a process of its own: whatever it does there, the portal goes on (docs/decisions/1101)."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from portal.uploads.refusals import MOST_BYTES, Refusal, Refused

logger = logging.getLogger(__name__)

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LONGEST_SECONDS: Final = 15  # by the clock; 10 of the processor's
AT_ONCE: Final = 2  # in one web process: a few large pictures must not take the machine's memory
# One more waits its turn. Of a process's four threads (config/gunicorn.py) one is left for everything else, however
# many files somebody sends that take long to open.
INSIDE: Final = AT_ONCE + 1
LONGEST_WAIT: Final = 2  # seconds at the door
_door, _turn = BoundedSemaphore(INSIDE), BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is to be kept: its kind, how many pictures show all of it, and its bytes."""

    kind: str
    pictures: int
    content: bytes


def open_file(content: bytes) -> Opened:
    """Opens what somebody sent, whatever they call it. Raises Refused with the sentence for them."""
    if not content:
        raise Refused(Refusal.EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(Refusal.TOO_BIG)
    told, kept = _ask(["take"], content)
    return Opened(kind=told["kind"], pictures=told["pictures"], content=kept)


def picture_of(content: bytes, number: int) -> bytes:
    """A JPEG of one page of a kept PDF, or of one picture of a kept DOCX, from 1. Raises Refused."""
    return _ask(["picture", str(number)], content)[1]


def text_of(content: bytes) -> str:
    """The words of a kept DOCX. Raises Refused."""
    return str(_ask(["text"], content)[0]["text"])


def _ask(question: list[str], content: bytes) -> tuple[dict[str, Any], bytes]:
    with _inside(), _turn:
        answer = _answer_of([sys.executable, "-E", "-s", "-m", "portal.uploads.opener", *question], content)
    line, _, made = answer.partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    if "refused" in told:
        raise Refused(Refusal[told["refused"]])
    return told, made


@contextmanager
def _inside() -> Iterator[None]:
    """Raises Refused when too many files are being opened: whoever sent this one can try again."""
    if not _door.acquire(timeout=LONGEST_WAIT):
        logger.warning("a file was not opened: too many at once")
        raise Refused(Refusal.BROKEN)
    try:
        yield
    finally:
        _door.release()


def _answer_of(command: list[str], content: bytes) -> bytes:
    """What the process wrote. One that was killed for what it used had a file that is far more than it looks."""
    try:
        done = subprocess.run(  # noqa: S603  our own program; the file is its input, never a part of the command
            command,
            input=content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
            cwd=ROOT,
            env={},  # it gets to know no password of the portal
        )
    except subprocess.TimeoutExpired:
        logger.warning("a file was not opened: it took too long")
        raise Refused(Refusal.TOO_BIG) from None
    if done.returncode != 0 or b"\n" not in done.stdout:
        logger.warning("a file was not opened: the process ended with %s", done.returncode)
        raise Refused(Refusal.TOO_BIG)
    return done.stdout
