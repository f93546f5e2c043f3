"""A ZIP made while it is sent: at no time is more than a piece of one file in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = date(1980, 1, 1)  # A ZIP knows no earlier one, and none from 2108 on.
_LAST_DAY = date(2107, 12, 31)
_ORDINARY_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file of the ZIP: its name, its day, and its content piece by piece."""

    name: str
    day: date
    pieces: Iterable[bytes]


class _Outlet:
    """What the ZIP is written to: keeps only what nobody has taken yet. It cannot be wound back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing to do: whoever reads takes it."""

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def zip_stream(members: Iterable[ZipMember]) -> Iterator[bytes]:
    """The ZIP of these files, in pieces."""
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:  # type: ignore[call-overload]  # writing and flushing is all it asks for
        for member in members:
            with archive.open(_info(member), "w") as file:
                for piece in member.pieces:
                    file.write(piece)
                    yield outlet.take()
    yield outlet.take()


def _info(member: ZipMember) -> ZipInfo:
    day = min(max(member.day, _FIRST_DAY), _LAST_DAY)
    info = ZipInfo(member.name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = 1  # type: ignore[attr-defined]  # noqa: SLF001 – 3.11 has no public name for it; PDFs are packed already
    info.external_attr = _ORDINARY_FILE
    return info
