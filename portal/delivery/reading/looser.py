"""Row types without the patterns of their texts, and those patterns as a check that remembers what it has seen.

msgspec looks at every text with a regular expression, which takes longer than all the rest of reading a row; but most
texts of a delivery come again and again. The patterns themselves stay where they are: in the types.
"""

import re
from collections.abc import Callable
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct, structs

Check = Callable[[Any], bool]
_LONGEST_REMEMBERED: Final = 100
_MOST_REMEMBERED: Final = 20_000


def looser(kind: Any) -> tuple[Any, Check | None]:
    """The type `kind` without patterns, and a check for values of it; None: there is nothing to check."""
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind)
    if origin is Annotated:
        return _annotated(*get_args(kind))
    if origin is list:
        (inner,) = get_args(kind)
        loose, check = looser(inner)
        return GenericAlias(list, (loose,)), check and (lambda values: all(map(check, values)))
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    return kind, None


def _struct(kind: type[Struct]) -> tuple[Any, Check | None]:
    hints = get_type_hints(kind, include_extras=True)
    fields, checks = [], []
    for field in structs.fields(kind):
        loose, check = looser(hints[field.name])
        fields.append((field.name, loose, msgspec.field(default=field.default, name=field.encode_name)))
        if check:
            checks.append((field.name, check))
    config = kind.__struct_config__
    loose = msgspec.defstruct(
        kind.__name__, fields, bases=(kind,), kw_only=True, tag=config.tag, tag_field=config.tag_field
    )
    return loose, _of_fields(checks) if checks else None


def _of_fields(checks: list[tuple[str, Check]]) -> Check:
    def check(value: Any) -> bool:
        for name, of_field in checks:
            inner = getattr(value, name)
            if inner is not None and not of_field(inner):
                return False
        return True

    return check


def _annotated(kind: Any, *metas: Meta) -> tuple[Any, Check | None]:
    loose, check = looser(kind)
    for meta in metas:
        if meta.pattern is not None:
            check = _Remembered(meta.pattern).__getitem__
        limits = {name: getattr(meta, name) for name in ("gt", "ge", "lt", "le", "min_length", "max_length")}
        if any(limit is not None for limit in limits.values()):
            loose = Annotated.__class_getitem__((loose, Meta(**limits)))  # type: ignore[attr-defined]  # a type made here
    return loose, check


def _union(kinds: tuple[Any, ...]) -> tuple[Any, Check | None]:
    parts = [looser(kind) for kind in kinds]
    checks = {loose: check for loose, check in parts if check}
    union: Any = Union.__getitem__(tuple(loose for loose, _ in parts))
    if len([kind for kind in kinds if kind is not NoneType]) == 1:
        return union, next(iter(checks.values()), None)
    return union, lambda value: value.__class__ not in checks or checks[value.__class__](value)


class _Remembered(dict[str, bool]):
    """Whether a text matches the pattern."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._search = re.compile(pattern).search

    def __missing__(self, text: str) -> bool:
        matches = self._search(text) is not None
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[text] = matches
        return matches
