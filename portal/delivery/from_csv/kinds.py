"""What a field of the format holds, as far as a mapping has to know it."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import inspect
from msgspec.structs import FieldInfo

from portal.delivery.format.nearest import did_you_mean
from portal.delivery.format.refusals import shown
from portal.delivery.format.types import bare, words, words_of_the_list
from portal.delivery.from_csv import cells
from portal.delivery.from_csv.mistakes import BadCell, MappingMistake
from portal.delivery.from_csv.reading import Way
from portal.documents.values import DECIMAL_PATTERN

Convert = Callable[[str], Any]


def fields_of(struct: type) -> dict[str, FieldInfo]:
    """The fields of an object of the format, by the names they have in a row."""
    return {one.encode_name: one for one in msgspec.structs.fields(struct)}


class Kind:
    """The type of one field, without its "or null"."""

    def __init__(self, field_name: str, hint: Any) -> None:
        self.hint = hint
        self._name = field_name
        self._info = bare(inspect.type_info(hint))

    @property
    def words(self) -> str:
        """What a row that is rejected would say was expected."""
        return f"expected {words(inspect.type_info(self.hint))}"

    @property
    def struct(self) -> type | None:
        """The type of an object."""
        return self._info.cls if isinstance(self._info, inspect.StructType) else None

    @property
    def item(self) -> "Kind | None":
        """The kind of a list's members."""
        if not isinstance(self._info, inspect.ListType):
            return None
        hint = next(part for part in _within(self.hint) if getattr(part, "__origin__", None) is list)
        return Kind(self._name, hint.__args__[0])

    @property
    def is_amount(self) -> bool:
        return isinstance(self._info, inspect.IntType) and self._name.endswith("_pence")

    @property
    def is_date(self) -> bool:
        return isinstance(self._info, inspect.DateType)

    def converter(self, way: Way) -> Convert:
        """How a cell becomes a value of this kind."""
        if self.is_date:
            return lambda cell: cells.day(cell, way.dates)
        if self.is_amount and way.amounts == "pounds":
            return cells.pence
        if isinstance(self._info, inspect.IntType):
            return cells.whole
        if isinstance(self._info, inspect.BoolType):
            return cells.truth
        if isinstance(self._info, inspect.StrType) and self._info.pattern == DECIMAL_PATTERN:
            return cells.decimal
        return str

    def by_codes(self, codes: dict[str, Any], where: str) -> Convert:
        """How a code becomes a value. Raises MappingMistake where a code stands for what the format does not know."""
        for code, value in codes.items():
            self.check(value, f"{where}, code {shown(code)}")
        known = ", ".join(map(shown, list(codes)[:20])) + (" …" if len(codes) > 20 else "")

        def convert(cell: str) -> Any:
            if cell not in codes:
                raise BadCell(f"expected one of the codes of the mapping, {known}{did_you_mean(cell, codes)}")
            return codes[cell]

        return convert

    def check(self, value: Any, where: str) -> Any:
        """A value that stands in the mapping itself. Raises MappingMistake."""
        try:
            msgspec.convert(value, self.hint)
        except msgspec.ValidationError:
            near = did_you_mean(value, words_of_the_list(self._info))
            raise MappingMistake(f"{where}: found {shown(value)}, {self.words}{near}") from None
        return value


def _within(hint: Any) -> list[Any]:
    """The hint and all that it is made of, the outermost first."""
    parts = [hint]
    for part in parts:
        parts += [one for one in (getattr(part, "__origin__", None), *getattr(part, "__args__", ())) if one]
    return parts
