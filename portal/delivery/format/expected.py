"""Turns msgspec's finding about a row into a sentence: what was found, where, and what was expected."""

import re
from typing import Any

from msgspec import inspect

from portal.delivery.format.findings import finding
from portal.delivery.format.nearest import did_you_mean
from portal.delivery.format.refusals import shown
from portal.delivery.format.types import bare, words

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_MISSING = re.compile(r"Object missing required field `(.+?)`(?: - at `\$(.*)`)?")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`(?: - at `\$(.*)`)?", re.DOTALL)


def reason(problem: str, row: dict[str, Any], row_type: Any) -> str:
    """A sentence for `problem`, the text of a msgspec.ValidationError about `row`."""
    if missing := _MISSING.fullmatch(problem):
        return _missing(missing[1], missing[2] or "", row, row_type)
    if unknown := _UNKNOWN.fullmatch(problem):
        return _unknown(unknown[1], unknown[2] or "", row, row_type)
    where = problem.rpartition(" - at `$")[2].removesuffix("`")
    found, kind = _follow(where, row, row_type)
    return f"{where.lstrip('.')}: found {finding(found, kind)}"


def _missing(name: str, where: str, row: dict[str, Any], row_type: Any) -> str:
    inside, kind = _follow(where, row, row_type)
    return f"{name} is missing{_within(where)}, expected {words(_field(kind, name, inside))}"


def _unknown(name: str, where: str, row: dict[str, Any], row_type: Any) -> str:
    inside, kind = _follow(where, row, row_type)
    whose = f" for a {row['kind']}" if where.startswith(".body") and "kind" in row else ""
    near = did_you_mean(name, [one.encode_name for one in _struct(kind, inside).fields])
    return f"{shown(name)}{_within(where)} is not a field of the format{whose}{near}"


def _within(where: str) -> str:
    return f" in {where.lstrip('.')}" if where else ""


def _follow(where: str, value: Any, kind: Any) -> tuple[Any, Any]:
    """The value at the path `where`, and the type it should have had."""
    found_type = inspect.type_info(kind)
    for name, index in _STEP.findall(where):
        found_type = _field(found_type, name, value) if name else bare(found_type).item_type
        value = value[name] if name else value[int(index)]
    return value, found_type


def _field(kind: Any, name: str, row: dict[str, Any]) -> Any:
    structs = _structs(kind)
    if name == structs[0].tag_field:
        return inspect.LiteralType(tuple(struct.tag for struct in structs))
    return next(one.type for one in _struct(kind, row).fields if one.encode_name == name)


def _struct(kind: Any, row: dict[str, Any]) -> inspect.StructType:
    """The type of an object; of several kinds, the one `row` says it is."""
    structs = _structs(kind)
    return next((one for one in structs if one.tag == row.get(one.tag_field or "")), structs[0])


def _structs(kind: Any) -> list[inspect.StructType]:
    kind = bare(kind)
    types = kind.types if isinstance(kind, inspect.UnionType) else [kind]
    return [one for one in types if isinstance(one, inspect.StructType)]
