"""The PDFs of the documents: found by a name made of cells, copied and measured."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from portal.delivery.format.names import check_name
from portal.delivery.format.refusals import Refused
from portal.delivery.from_csv.makers import Pattern
from portal.delivery.from_csv.mistakes import Faults
from portal.delivery.from_csv.reading import CsvRow

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Issued:
    """Where the PDFs lie. One that is not `needed` may be missing: its document then has a body only."""

    folder: Path
    name: Pattern
    needed: bool

    def copy(self, row: CsvRow, target: Path, faults: Faults) -> dict[str, Any] | None:
        """Copies the PDF of `row` to files/ in `target`, and gives the `file` of its document."""
        name = self.name.pattern.format_map(row.cells)
        columns = ", ".join(self.name.columns)
        try:
            check_name(f"files/{name}", "")
        except Refused:
            faults.add(row.file, row.number, columns, name, "expected a name that stays in the folder of the PDFs")
            return None
        if not self._holds(name):
            if self.needed:
                faults.add(row.file, row.number, columns, name, f"expected a PDF of that name in {self.folder.name}")
            return None
        return _copied(self.folder / name, target, f"files/{name}")

    def _holds(self, name: str) -> bool:
        """Whether a file of that name lies there. A link may not lead out of the folder, which may be one itself."""
        try:
            path = (self.folder / name).resolve()
            return path.is_file() and path.is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):
            # Too long a name, links in a ring, or a NUL.
            return False


def _copied(pdf: Path, target: Path, name: str) -> dict[str, Any]:
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with pdf.open("rb") as source, (target / name).open("wb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += copy.write(chunk)
    return {"name": name, "sha256": digest.hexdigest(), "bytes": size}
