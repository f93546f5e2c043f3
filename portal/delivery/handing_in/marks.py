"""The mark of a folder or zip: by it an attempt knows the very content that was put into the watched folder for it."""

import stat
from hashlib import file_digest, sha256
from pathlib import Path

from portal.delivery.format.refusals import Refused
from portal.delivery.reading.source import opened

_PIECE = 1 << 18


def mark_of(item: Path) -> str:
    """The sha256 of a zip, or of a folder's manifest.json, which pins all else; of nothing where there is none."""
    if stat.S_ISREG(item.lstat().st_mode):
        with item.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    digest = sha256()
    try:
        with opened(item) as source, source.open("manifest.json") as manifest:
            while piece := manifest.read(_PIECE):
                digest.update(piece)
    except Refused:
        return sha256().hexdigest()
    return digest.hexdigest()
