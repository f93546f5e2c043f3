"""The mapping: a TOML file that says which column of which CSV is which field of the format."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.delivery.format.document_rows import AssessmentRow, RemittanceRow, StatementRow
from portal.delivery.format.refusals import shown
from portal.delivery.from_csv.compiling import Compiler, as_table, check_names, needed_text, opened
from portal.delivery.from_csv.issued import Issued
from portal.delivery.from_csv.kinds import Kind
from portal.delivery.from_csv.makers import Lines, Maker, Several, Whole
from portal.delivery.from_csv.mistakes import MappingMistake
from portal.delivery.from_csv.reading import WAYS, CsvRow, Extract, Way
from portal.delivery.tables import DOCUMENTS, TABLES, Table
from portal.documents.values import Text

_SECTIONS = {table.file.removesuffix(".jsonl"): table for table in TABLES}
_OF_A_DELIVERY = ("source", "scope", "delivery_id", "sequence", "produced_at")
_OF_A_SECTION = ("file", "fields", "only", *WAYS)
_DOCUMENT_ROWS: dict[str, type] = {
    str(row.__struct_config__.tag): row for row in (RemittanceRow, StatementRow, AssessmentRow)
}


@dataclass(frozen=True)
class Section:
    """The rows of one data file that one CSV gives."""

    table: Table
    extract: Extract
    only: dict[str, tuple[str, ...]]
    maker: Whole
    kind: str = ""
    issued: Issued | None = None

    def takes(self, row: CsvRow) -> bool:
        """Whether a row of the CSV is of this section."""
        return all(row.cells[column] in words for column, words in self.only.items())

    @property
    def lines(self) -> list[Lines]:
        """The second CSVs its rows draw on."""
        return _lines_in(self.maker)


@dataclass(frozen=True)
class Mapping:
    """A mapping with its CSVs opened; `delivery` is its table of that name."""

    delivery: dict[str, Any]
    sections: list[Section]


def read_mapping(path: Path, folder: Path) -> Mapping:
    """The mapping at `path` for the CSVs in `folder`. Raises MappingMistake."""
    table = _toml(path)
    check_names(table, ("delivery", "csv", "codes", *_SECTIONS), path.name, "table of a mapping")
    if not folder.is_dir():
        raise MappingMistake(f"found no folder {folder}")
    delivery = as_table(table.get("delivery"), "[delivery]")
    check_names(delivery, _OF_A_DELIVERY, "[delivery]", "setting of a delivery")
    needed_text(delivery, "source", "[delivery]")
    common = as_table(table.get("csv", {}), "[csv]")
    check_names(common, WAYS, "[csv]", "setting of CSVs")
    way, codes = Way().but(common, "[csv]"), as_table(table.get("codes", {}), "[codes]")
    sections = [
        _section(name, said, folder, way, codes)
        for name in _SECTIONS
        for said in (table[name] if isinstance(table.get(name), list) else [table[name]] if name in table else [])
    ]
    return Mapping(delivery, sections)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise MappingMistake(f"{path.name} cannot be read: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise MappingMistake(f"{path.name} is not TOML: {problem}") from None


def _section(name: str, said: Any, folder: Path, way: Way, codes: dict[str, Any]) -> Section:
    where, table = f"[{name}]", _SECTIONS[name]
    said = as_table(said, where)
    extra = ("kind", "pdf") if table is DOCUMENTS else ()
    check_names(said, (*_OF_A_SECTION, *extra), where, "setting of a section")
    extract = opened(folder, said, way, where)
    compiler = Compiler(folder, extract, codes)
    kind, row = _kind(said, where) if table is DOCUMENTS else ("", table.row)
    maker = compiler.whole(as_table(said.get("fields"), f"{where}.fields"), row, name)
    issued = _issued(as_table(said["pdf"], f"{where}.pdf"), compiler, f"{where}.pdf") if "pdf" in said else None
    return Section(table, extract, _only(said, extract, where), maker, kind, issued)


def _kind(said: dict[str, Any], where: str) -> tuple[str, type]:
    kind = needed_text(said, "kind", where)
    if kind not in _DOCUMENT_ROWS:
        raise MappingMistake(f"{where}.kind: found {shown(kind)}, expected one of {', '.join(_DOCUMENT_ROWS)}")
    return kind, _DOCUMENT_ROWS[kind]


def _only(said: dict[str, Any], extract: Extract, where: str) -> dict[str, tuple[str, ...]]:
    only = as_table(said.get("only", {}), f"{where}.only")
    return {
        extract.column(column, f"{where}.only"): tuple(map(str, words if isinstance(words, list) else [words]))
        for column, words in only.items()
    }


def _issued(said: dict[str, Any], compiler: Compiler, where: str) -> Issued:
    check_names(said, ("folder", "name", "needed"), where, "setting of the PDFs")
    folder = compiler.folder / needed_text(said, "folder", where)
    if not folder.is_dir():
        raise MappingMistake(f"{where}.folder: found no folder {shown(said['folder'])} in {compiler.folder.name}")
    name = compiler.pattern(needed_text(said, "name", where), Kind("name", Text), f"{where}.name", needed=True)
    return Issued(folder, name, bool(said.get("needed", True)))


def _lines_in(maker: Maker) -> list[Lines]:
    if isinstance(maker, Lines):
        return [maker]
    within = maker.fields.values() if isinstance(maker, Whole) else maker.makers if isinstance(maker, Several) else ()
    return [lines for one in within for lines in _lines_in(one)]
