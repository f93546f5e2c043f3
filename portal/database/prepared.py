"""Querysets that become SQL once, and that PostgreSQL plans once for each connection.

Of a page that reads a few rows, Django spends most of its time on writing SQL it has written before, and PostgreSQL on
planning it. Which rows somebody may see is still said by a queryset and nowhere else: only not anew each time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db import NotSupportedError, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorDebugWrapper
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.utils.timezone import localdate
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

Row = TypeVar("Row")
Rows = Callable[[Sequence[Sequence[Any]]], list[Any]]

# What stands in the SQL for a value until one is given: nobody's number, key, word, day and moment.
STAND_INS: Final[dict[type, Callable[[int], Any]]] = {
    int: lambda place: -7_340_001 - place,
    str: lambda place: f"stand-in {place}",
    UUID: lambda place: UUID(int=place),
    date: lambda place: date(1, 1, 1 + place),
    datetime: lambda place: datetime(1, 2, 1 + place, tzinfo=UTC),
}


class Prepared(Generic[Row]):
    """A queryset with places for values. `kinds`: the type of each; `make`: gives the queryset for values by name.

    The rows are those of the queryset: models with what was annotated and joined, or the tuples of a values_list.
    What `make` says of today (UK) is said anew each day. A value may not be None and not decide what is asked.
    """

    def __init__(self, make: "Callable[..., QuerySet[Any, Row]]", **kinds: type) -> None:
        self._make, self._kinds = make, kinds
        self._made: tuple[date, _Statement] | None = None

    def __call__(self, **values: Any) -> list[Row]:
        """The rows for these values. One statement."""
        made = self._made
        if made is None or made[0] != localdate():
            made = self._made = localdate(), _statement(self._make, self._kinds)
        return made[1].rows(execute(made[1].sql, made[1].bind(values)))

    def first(self, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self(**values)), None)


class _Statement:
    """SQL, the values it is waiting for in their order, and what its rows become."""

    def __init__(self, sql: str, names: Sequence[str], rows: Rows) -> None:
        self.sql, self.names, self.rows = sql, names, rows

    def bind(self, values: dict[str, Any]) -> list[Any]:
        return [_typed(values[name]) for name in self.names]


def execute(sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Sends a statement of which PostgreSQL keeps the plan; its rows, none if it gives none."""
    try:
        return _sent(sql, params)
    except NotSupportedError:
        # A migration has changed the type of a column while we run: the plan is refused for as long as the connection
        # keeps it. In a transaction nothing more can be asked: then the connection goes when the request ends.
        if connection.in_atomic_block:
            connection.close_at = monotonic()
            raise
    connection.close()
    return _sent(sql, params)


def _sent(sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    # As Django does before its own statements: ours is the first one of a request.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # the stubs know no psycopg 3
    with _Told(raw, connection) if connection.queries_logged else connection.make_cursor(raw) as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


class _Told(CursorDebugWrapper):
    """Tells tests what was asked: the SQL, as its values travel apart from it."""

    @contextmanager
    def debug_sql(self, sql: Any = None, params: Any = None, **how: Any) -> Iterator[None]:  # type: ignore[override]  # all else as given
        with super().debug_sql(sql, params, **how | {"use_last_executed_query": False}):
            yield


def _statement(make: Callable[..., Any], kinds: dict[str, type]) -> _Statement:
    stand_ins = {name: STAND_INS[kind](place) for place, (name, kind) in enumerate(kinds.items(), 1)}
    queryset = make(**stand_ins)
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    sql, names = _filled_in(sql, params, {value: name for name, value in stand_ins.items()})
    if missing := set(kinds) - set(names):
        raise ValueError(f"not asked for: {missing}")
    rows = _models(compiler) if queryset._iterable_class is ModelIterable else list  # noqa: SLF001 - as Django itself asks
    return _Statement(sql, names, rows)


def _filled_in(sql: str, params: Sequence[Any], places: dict[Any, str]) -> tuple[str, list[str]]:
    """The SQL with what is always the same written into it, for the plan to count on; and the names of the others."""
    connection.ensure_connection()
    first, *rest = sql.split("%s")
    names = [_name(param, places) for param in params]
    shown = ["%s" if name else _written(param) for param, name in zip(params, names, strict=True)]
    return first + "".join(value + text for value, text in zip(shown, rest, strict=True)), [
        name for name in names if name
    ]


def _written(value: Any) -> str:
    plain = str(value) if isinstance(value, str) else value
    return Literal(plain).as_string(connection.connection).replace("%", "%%")


def _models(compiler: Any) -> Rows:
    """Rows as models, with what was joined and annotated: what ModelIterable does, found out once."""
    select, klass, annotated = compiler.select, compiler.klass_info, compiler.annotation_col_map or {}
    first, last = klass["select_fields"][0], klass["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    populators = get_related_populators(klass, select, connection.alias)  # type: ignore[call-arg]  # stubs of Django 6
    converters = compiler.get_converters([column[0] for column in select])

    def models(rows: Sequence[Sequence[Any]]) -> list[Any]:
        made = []
        for row in rows:
            values = list(row)
            for place, (functions, expression) in converters.items():
                for function in functions:
                    values[place] = function(values[place], expression, connection)
            one = klass["model"].from_db(connection.alias, names, values[first:last])
            for populator in populators:
                populator.populate(values, one)
            for name, place in annotated.items():
                setattr(one, name, values[place])
            made.append(one)
        return made

    return models


def _name(param: Any, places: dict[Any, str]) -> str:
    """The name of the value a stand-in stands for; "" for a value that is always the same."""
    return places.get(param, "") if isinstance(param, tuple(STAND_INS)) else ""


def _typed(value: Any) -> Any:
    """Numbers always of one type: PostgreSQL keeps a plan for each type a value ever had."""
    return Int8(value) if type(value) is int else value
