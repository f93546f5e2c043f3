"""From a table of the mapping to the makers of a row. Whatever cannot be meant raises MappingMistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from portal.delivery.format.nearest import did_you_mean
from portal.delivery.format.refusals import shown
from portal.delivery.from_csv.kinds import Convert, Kind, fields_of
from portal.delivery.from_csv.makers import Cell, Constant, Flags, Lines, Maker, Pattern, Place, Several, Whole
from portal.delivery.from_csv.mistakes import MappingMistake
from portal.delivery.from_csv.reading import WAYS, Extract, Way, check_dates

Table = dict[str, Any]

_OF_A_CELL = (
    "column",
    "constant",
    "default",
    "codes",
    "dates",
    "amounts",
    "empty",
    "turned",
    "split",
    "flags",
    "pattern",
    "place",
)
_OF_LINES = ("file", "key", "of", "fields", *WAYS)


@dataclass(frozen=True)
class Compiler:
    """Compiles for one CSV; `codes` are the named lists of codes of the mapping."""

    folder: Path
    extract: Extract
    codes: dict[str, Table]

    def whole(self, table: Table, struct: type, where: str, *, optional: bool = False) -> Whole:
        """An object of the format by the makers of its fields."""
        known = {name: one for name, one in fields_of(struct).items() if name != "file" or "file" in table}
        check_names(table, known, where, "field of the format")
        for name, one in known.items():
            if one.required and name not in table:
                raise MappingMistake(f"{where}.{name} is missing; the format needs it, so name a column or a constant")
        makers = {
            name: self._field(table[name], Kind(name, one.type), f"{where}.{name}", needed=one.required)
            for name, one in known.items()
            if name in table
        }
        return Whole(makers, self.extract.way.empty, optional)

    def _field(self, said: Any, kind: Kind, where: str, *, needed: bool) -> Maker:
        if struct := kind.struct:
            return self.whole(as_table(said, where), struct, where, optional=not needed)
        if kind.item:
            return self._list(said, kind, kind.item, where, needed=needed)
        return self._cell(said, kind, where, needed=needed)

    def _list(self, said: Any, kind: Kind, item: Kind, where: str, *, needed: bool) -> Maker:
        if isinstance(said, list):
            return Several(tuple(self._member(one, item, where) for one in said), optional=not needed)
        if item.struct and isinstance(said, dict) and "constant" not in said:
            return self._lines(said, item.struct, where)
        if isinstance(said, dict) and "flags" in said:
            check_names(said, ("flags",), where, "setting of flags")
            words = {self.extract.column(name, where): item.check(word, where) for name, word in said["flags"].items()}
            return Flags(words, self.extract.way.empty)
        if isinstance(said, dict) and ("split" in said or "constant" in said):
            return self._cell(said, kind, where, needed=False)
        return Several((self._member(said, item, where),), optional=not needed)

    def _member(self, said: Any, item: Kind, where: str) -> Maker:
        if item.struct:
            return self.whole(as_table(said, where), item.struct, where, optional=True)
        return self._cell(said, item, where, needed=False)

    def _lines(self, said: Table, struct: type, where: str) -> Lines:
        check_names(said, _OF_LINES, where, "setting of rows from a second CSV")
        second = opened(self.folder, said, self.extract.way, where)
        below = Compiler(self.folder, second, self.codes)
        key = second.column(needed_text(said, "key", where), f"{where}.key")
        of = self.extract.column(said.get("of", key), f"{where}.of")
        return Lines(second, key, of, below.whole(as_table(said.get("fields"), f"{where}.fields"), struct, where))

    def _cell(self, said: Any, kind: Kind, where: str, *, needed: bool) -> Maker:
        said = {"column": said} if isinstance(said, str) else as_table(said, where)
        check_names(said, _OF_A_CELL, where, "setting of a field")
        if "constant" in said:
            return Constant(kind.check(said["constant"], where))
        if said.get("place") is True:
            return Place()
        if "pattern" in said:
            return self.pattern(said["pattern"], kind, where, needed=needed)
        column = self.extract.column(needed_text(said, "column", where), where)
        default = kind.check(said["default"], where) if "default" in said else None
        way = self.extract.way.but(said, where)
        return Cell(column, kind, self._convert(said, kind, way, where), way.encoding, way.empty, default, needed)

    def pattern(self, pattern: str, kind: Kind, where: str, *, needed: bool) -> Pattern:
        """A text such as `{RUN}-{CLIENT}`, of which each name is a column."""
        try:
            names = [name for _, name, *rest in Formatter().parse(pattern) if name is not None]
        except ValueError as problem:
            raise MappingMistake(f"{where}: the pattern {shown(pattern)} cannot be read: {problem}") from None
        return Pattern(pattern, tuple(self.extract.column(name, where) for name in names), kind, needed)

    def _convert(self, said: Table, kind: Kind, way: Way, where: str) -> Convert:
        if "dates" in said:
            check_dates(way.dates, where)
        one = kind.item if "split" in said and kind.item else kind
        convert = one.by_codes(self._codes(said["codes"], where), where) if "codes" in said else one.converter(way)
        if said.get("turned") is True and kind.is_amount:
            return lambda cell: -convert(cell)
        if "split" in said and kind.item:
            return lambda cell: [convert(part.strip()) for part in cell.split(said["split"]) if part.strip()]
        return convert

    def _codes(self, said: Any, where: str) -> Table:
        if isinstance(said, dict):
            return said
        if said not in self.codes:
            near = did_you_mean(said, self.codes)
            raise MappingMistake(f"{where}.codes: found {shown(said)}, expected a table [codes.…] of the mapping{near}")
        return self.codes[said]


def opened(folder: Path, said: Table, way: Way, where: str) -> Extract:
    """The CSV a table names. Raises MappingMistake when it is not there."""
    name = needed_text(said, "file", where)
    if not (folder / name).is_file():
        near = did_you_mean(name, [path.name for path in folder.iterdir()])
        raise MappingMistake(f"{where}.file: found no file {shown(name)} in {folder.name}{near}")
    return Extract(folder / name, way.but(said, where))


def check_names(table: Table, known: Iterable[str], where: str, what: str) -> None:
    """Raises MappingMistake for a name that is not known, with the one that was probably meant."""
    known = list(known)
    for name in table:
        if name not in known:
            near = did_you_mean(name, known) or "; known here: " + ", ".join(known)
            raise MappingMistake(f"{where}: {shown(name)} is not a {what}{near}")


def as_table(said: Any, where: str) -> Table:
    if not isinstance(said, dict):
        raise MappingMistake(f"{where}: found {shown(said)}, expected a table")
    return said


def needed_text(said: Table, name: str, where: str) -> str:
    if not isinstance(said.get(name), str):
        raise MappingMistake(f"{where}.{name}: found {shown(said.get(name))}, expected a text")
    return str(said[name])
