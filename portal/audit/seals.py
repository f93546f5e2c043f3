"""Sealing the chain with the program's key.

The chain alone shows a careless change. Who can write to the whole database could compute it anew from any entry on;
without SECRET_KEY they cannot make the seals fit again. Each new seal is also written to the log, which is kept
elsewhere, so seals cannot be taken away unnoticed either.
"""

import hmac
import logging
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac

from portal.audit.models import Head, Seal

log = logging.getLogger(__name__)


def seal() -> Seal | None:
    """Seals the chain up to its present end; None if nothing has been written since the last seal."""
    head = Head.objects.get()
    text = _text(head.position, bytes(head.hash))
    made, is_new = Seal.objects.get_or_create(
        position=head.position, defaults={"hash": head.hash, "signature": _signature(text, settings.SECRET_KEY)}
    )
    if not is_new:
        return None
    log.info("audit trail sealed at %s", text)
    return made


def is_ours(seal: Seal) -> bool:
    """Whether the seal was made with this portal's key, or with one it had before (FORMER_SECRET_KEYS)."""
    text = _text(seal.position, bytes(seal.hash))
    return any(hmac.compare_digest(_signature(text, key), bytes(seal.signature)) for key in _keys())


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.FORMER_SECRET_KEYS


def _text(position: int, digest: bytes) -> str:
    return f"{position}:{digest.hex()}"


def _signature(text: str, key: str) -> bytes:
    return salted_hmac("portal.audit.seals", text, secret=key, algorithm="sha256").digest()
