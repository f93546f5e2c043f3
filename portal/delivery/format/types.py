"""The types of the format in words, as a sentence about a fault has them."""

from typing import Any

from msgspec import inspect

from portal.delivery.format.refusals import shown

_WORDS = {
    inspect.DateType: "a date that exists, as YYYY-MM-DD",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.StrType: "a text",
    inspect.ListType: "a list, in square brackets",
    inspect.StructType: "an object, in curly brackets",
}


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


def words_of_the_list(kind: Any) -> tuple[str, ...]:
    """The words a field may hold; none for a field of another type."""
    if isinstance(kind, inspect.LiteralType):
        return tuple(map(str, kind.values))
    return tuple(map(str, kind.cls)) if isinstance(kind, inspect.EnumType) else ()
