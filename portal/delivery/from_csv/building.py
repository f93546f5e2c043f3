"""Builds a delivery from CSVs: all of it or, with one bad cell, nothing of it."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from portal.delivery.format.expected import reason
from portal.delivery.format.refusals import shown
from portal.delivery.from_csv.grouped import Grouped
from portal.delivery.from_csv.makers import Lines
from portal.delivery.from_csv.mapping import Mapping, Section, read_mapping
from portal.delivery.from_csv.mistakes import Faults, MappingMistake
from portal.delivery.from_csv.reading import CsvRow
from portal.delivery.from_csv.writing import DataFile, finish, unfinished, write_manifest
from portal.delivery.reading.manifest import Manifest
from portal.delivery.tables import TABLES, Table


@dataclass
class Built:
    """What came of it: where the delivery lies and its rows by data file, or the bad cells."""

    out: Path
    rows: dict[str, int]
    faults: Faults


def build_delivery(
    *, mapping: Path, folder: Path, out: Path | None = None, sequence: int | None = None, produced_at: str | None = None
) -> Built:
    """Builds the delivery that `mapping` makes of the CSVs in `folder`, at `out` (a folder, or a zip by its name).

    Without `out` it is named by its delivery_id, where the command runs. Raises MappingMistake; bad cells are told in
    the answer, and then nothing is written.
    """
    read = read_mapping(mapping, folder)
    manifest = _manifest(read, sequence, produced_at)
    out = out or Path(manifest["delivery_id"])
    faults = Faults()
    with unfinished(out) as target, tempfile.TemporaryDirectory() as scratch:
        run = _Run(target, Path(scratch), faults)
        entries = [entry for table in TABLES if (entry := run.write(table, read.sections))]
        if not faults.count:
            write_manifest(target, manifest | {"files": entries})
            finish(target, out)
    return Built(out, {entry["name"]: entry["rows"] for entry in entries}, faults)


@dataclass
class _Run:
    """See makers.Run."""

    target: Path
    scratch: Path
    faults: Faults
    _grouped: dict[int, Grouped] = field(default_factory=dict)

    def write(self, table: Table, sections: list[Section]) -> dict[str, Any] | None:
        """Writes one data file. One without rows is left out."""
        path = self.target / table.file
        with path.open("wb") as stream:
            file = DataFile(stream, table.file)
            for section in sections:
                if section.table is table:
                    self._section(section, file)
        if file.rows:
            return file.entry()
        path.unlink()
        return None

    def rows_of(self, lines: Lines, key: str) -> Iterator[CsvRow]:
        """The rows of the second CSV that belong to `key`."""
        return self._grouped[id(lines)].of(key)

    def _section(self, section: Section, file: DataFile) -> None:
        for lines in section.lines:
            store = self.scratch / f"{len(self._grouped)}.sqlite"
            self._grouped[id(lines)] = Grouped(lines.extract, lines.key, store, self.faults)
        for row in section.extract.rows(self.faults):
            if not section.takes(row):
                self._pass_over(section, row)
            elif made := self._row(section, row):
                file.add(made)
        for lines in section.lines:
            whose = f"the {lines.of} of a row of {section.extract.path.name} that uses it"
            self._grouped[id(lines)].close(self.faults, whose)

    def _pass_over(self, section: Section, row: CsvRow) -> None:
        """Rows of a second CSV that belong to a row of another section are no faults of this one."""
        for lines in section.lines:
            self._grouped[id(lines)].ask_for(row.cells[lines.of])

    def _row(self, section: Section, row: CsvRow) -> msgspec.Struct | None:
        """The row of the format; None if any of its cells is bad."""
        before = self.faults.count
        made = section.maker.make(row, self) or {}
        if section.kind:
            made["kind"] = section.kind
        if section.issued and (issued := section.issued.copy(row, self.target, self.faults)):
            made["file"] = issued
        if self.faults.count > before:
            return None
        try:
            whole: msgspec.Struct = msgspec.convert(made, section.table.row)
        except msgspec.ValidationError as problem:
            self.faults.say(f"{row.file}, row {row.number}: {reason(str(problem), made, section.table.row)}")
            return None
        return whole


def _manifest(mapping: Mapping, sequence: int | None, produced_at: str | None) -> dict[str, Any]:
    """All but the files. What the mapping leaves open follows from the age of the newest CSV."""
    said = mapping.delivery
    moment = produced_at or said.get("produced_at") or _newest(mapping)
    numbers = "".join(letter for letter in moment[:19] if letter.isdigit())
    number = sequence or said.get("sequence") or int(numbers or 0)
    manifest = {
        "format": "client-finance-delivery",
        "version": 1,
        "delivery_id": _delivery_id(said, number, moment),
        "sequence": number,
        "source": said["source"],
        "produced_at": moment,
        "scope": said.get("scope", "changes"),
    }
    try:
        msgspec.convert(manifest | {"files": []}, Manifest).moment  # noqa: B018 – raises for a moment that does not exist
    except msgspec.ValidationError as problem:
        raise MappingMistake(f"[delivery] {reason(str(problem), manifest, Manifest)}") from None
    except ValueError:
        raise MappingMistake(f"[delivery] produced_at: found {shown(moment)}, expected a moment that exists") from None
    return manifest


def _delivery_id(said: dict[str, Any], sequence: int, moment: str) -> str:
    pattern = said.get("delivery_id", "{date}-{sequence}")
    try:
        return str(pattern).format_map({"date": moment[:10], "sequence": sequence})
    except (KeyError, ValueError, IndexError):
        wanted = "expected a name in which only {date} and {sequence} stand in braces"
        raise MappingMistake(f"[delivery] delivery_id: found {shown(pattern)}, {wanted}") from None


def _newest(mapping: Mapping) -> str:
    """When the newest of the CSVs was written, in UTC to the second."""
    extracts = [section.extract for section in mapping.sections]
    extracts += [lines.extract for section in mapping.sections for lines in section.lines]
    latest = max((extract.path.stat().st_mtime for extract in extracts), default=0)
    return datetime.fromtimestamp(int(latest), UTC).isoformat().replace("+00:00", "Z")
