"""Row types without the patterns of their texts, and those patterns as a check that remembers what it has seen.

msgspec looks at every text with a regular expression, which takes longer than all the rest of reading a row; but most
texts of a delivery come again and again, and those of many objects are looked up at once. The patterns
themselves stay where they are: in the types.

Objects in lists, of which a document has many, have their fields in the order in which PostgreSQL keeps those of a
jsonb. To sort them would take it a tenth of the time of writing a document.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct, structs

# Whether all of these values of one type match.
Check = Callable[[Sequence[Any]], bool]
_LONGEST_REMEMBERED: Final = 100
_MOST_REMEMBERED: Final = 20_000


def looser(kind: Any) -> tuple[Any, Check | None]:
    """The type `kind` without patterns, and a check for values of it; None: there is nothing to check."""
    return _Loosening().of(kind)


class _Remembered:
    """Texts that match a pattern; None among them does."""

    def __init__(self, pattern: str) -> None:
        self._search = re.compile(pattern).search
        self._seen: set[str | None] = {None}

    def __call__(self, texts: Sequence[str | None]) -> bool:
        return self._seen.issuperset(texts) or self._match({text for text in texts if text is not None} - self._seen)

    def _match(self, texts: set[str]) -> bool:
        if not all(map(self._search, texts)):
            return False
        if len(self._seen) >= _MOST_REMEMBERED:
            self._seen = {None}
        self._seen.update(text for text in texts if len(text) <= _LONGEST_REMEMBERED)
        return True


class _Loosening:
    """Each pattern is remembered once, however many types have it."""

    def __init__(self) -> None:
        self._remembered: dict[str, _Remembered] = {}

    def of(self, kind: Any) -> tuple[Any, Check | None]:
        """See looser."""
        origin = get_origin(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self._struct(kind, structs.fields(kind), (kind,))
        if origin is Annotated:
            return self._annotated(*get_args(kind))
        if origin is list:
            loose, check = self._one_of_many(*get_args(kind))
            return GenericAlias(list, (loose,)), check and _of_lists(check)
        if origin in (Union, UnionType):
            return self._union(get_args(kind))
        return kind, None

    def _one_of_many(self, kind: Any) -> tuple[Any, Check | None]:
        if isinstance(kind, type) and issubclass(kind, Struct):
            # Not one of its kind: then it would keep the order of that.
            return self._struct(kind, sorted(structs.fields(kind), key=_as_in_jsonb), ())
        return self.of(kind)

    def _struct(
        self, kind: type[Struct], found: Iterable[structs.FieldInfo], bases: tuple[type[Struct], ...]
    ) -> tuple[Any, Check | None]:
        hints = get_type_hints(kind, include_extras=True)
        fields, checks = [], dict[str, Check]()
        for field in found:
            loose, check = self.of(hints[field.name])
            fields.append((field.name, loose, msgspec.field(default=field.default, name=field.encode_name)))
            if check:
                checks[field.name] = check
        config = kind.__struct_config__
        # Nothing in a row points back at it, so Python need not look for rows that only point at one another.
        loose = msgspec.defstruct(
            kind.__name__, fields, bases=bases, kw_only=True, tag=config.tag, tag_field=config.tag_field, gc=False,
            forbid_unknown_fields=config.forbid_unknown_fields, omit_defaults=config.omit_defaults,
        )  # fmt: skip
        return loose, _of_fields(loose, checks) if checks else None

    def _annotated(self, kind: Any, *metas: Meta) -> tuple[Any, Check | None]:
        loose, check = self.of(kind)
        for meta in metas:
            if meta.pattern is not None:
                check = self._remembered.setdefault(meta.pattern, _Remembered(meta.pattern))
            limits = {name: getattr(meta, name) for name in ("gt", "ge", "lt", "le", "min_length", "max_length")}
            if any(limit is not None for limit in limits.values()):
                loose = Annotated.__class_getitem__((loose, Meta(**limits)))  # type: ignore[attr-defined]  # a type made here
        return loose, check

    def _union(self, kinds: tuple[Any, ...]) -> tuple[Any, Check | None]:
        parts = [self.of(kind) for kind in kinds]
        checks = {loose: check for loose, check in parts if check}
        union: Any = Union.__getitem__(tuple(loose for loose, _ in parts))
        if len([kind for kind in kinds if kind is not NoneType]) == 1:
            return union, next(map(_where_given, checks.values()), None)
        return union, lambda values: all(
            check([value for value in values if value.__class__ is loose]) for loose, check in checks.items()
        )


def _as_in_jsonb(field: structs.FieldInfo) -> tuple[int, str]:
    """Short names first."""
    return len(field.encode_name), field.encode_name


def _where_given(check: Check) -> Check:
    if isinstance(check, _Remembered):
        return check
    return lambda values: check([value for value in values if value is not None])


def _of_lists(check: Check) -> Check:
    return lambda lists: check(list(chain.from_iterable(lists)))


def _of_fields(kind: type[Struct], checks: dict[str, Check]) -> Check:
    """The check of a type's objects: the values of one field after those of another."""
    places = {field.name: place for place, field in enumerate(structs.fields(kind))}
    parts = [(check, places[name]) for name, check in checks.items()]

    def check_fields(objects: Sequence[Any]) -> bool:
        if not objects:
            return True
        columns = list(zip(*map(structs.astuple, objects), strict=True))
        return all(check(columns[place]) for check, place in parts)

    return check_fields
