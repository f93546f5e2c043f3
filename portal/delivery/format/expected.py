"""Turns msgspec's finding about a row into a sentence: what was found, where, and what was expected."""

import re
from typing import Any

from msgspec import inspect

from portal.delivery.format.refusals import shown

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_MISSING = re.compile(r"Object missing required field `(.+?)`(?: - at `\$(.*)`)?")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`(?: - at `\$(.*)`)?", re.DOTALL)
_WORDS = {
    inspect.DateType: "a date that exists, as YYYY-MM-DD",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.StrType: "a text",
    inspect.ListType: "a list",
    inspect.StructType: "an object",
}


def reason(problem: str, row: dict[str, Any], row_type: Any) -> str:
    """A sentence for `problem`, the text of a msgspec.ValidationError about `row`."""
    if missing := _MISSING.fullmatch(problem):
        return f"{missing[1]} is missing{_within(missing[2])}"
    if unknown := _UNKNOWN.fullmatch(problem):
        return f"{shown(unknown[1])}{_within(unknown[2])} is not a field of the format"
    where = problem.rpartition(" - at `$")[2].removesuffix("`")
    found, kind = _follow(where, row, row_type)
    return f"{where.lstrip('.')}: found {shown(found)}, expected {words(kind)}"


def _within(where: str | None) -> str:
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
    struct = next((one for one in structs if one.tag == row.get(one.tag_field or "")), structs[0])
    return next(one.type for one in struct.fields if one.encode_name == name)


def _structs(kind: Any) -> list[inspect.StructType]:
    kind = bare(kind)
    types = kind.types if isinstance(kind, inspect.UnionType) else [kind]
    return [one for one in types if isinstance(one, inspect.StructType)]


def bare(kind: Any) -> Any:
    """The type without the `or null` and the words around it."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(kind, inspect.UnionType):
        others = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return bare(others[0]) if len(others) == 1 else kind
    return kind


def words(kind: Any) -> str:
    """What a value of this type (of msgspec.inspect) must be like."""
    if isinstance(kind, inspect.Metadata):
        return str((kind.extra_json_schema or {}).get("description", words(kind.type)))
    if isinstance(kind, inspect.UnionType):
        return words(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
    if isinstance(kind, inspect.LiteralType):
        return "one of " + ", ".join(shown(value) for value in kind.values)
    if isinstance(kind, inspect.EnumType):
        return "one of " + ", ".join(shown(str(value)) for value in kind.cls)
    return _WORDS.get(type(kind), "something else")
