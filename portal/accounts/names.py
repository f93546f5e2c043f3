"""How accounts are found by a name: the words of all names, folded by the database, for any number of accounts."""

import unicodedata
from typing import Any, Final

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Value

# Small letters without accents and apostrophes; a hyphen parts two words. What Unicode does not take apart is spelt
# as an English keyboard types it.
_FOLDED: Final = (
    "replace(replace(replace(replace(translate(regexp_replace(lower(normalize(%(expressions)s, NFKD)),"
    " '[\\u0300-\\u036f''’ʼ`.]', '', 'g'), '-‐‑–øłđðħı', '    olddhi'),"
    " 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')"
)
_KEPT: Final = "'’ʼ`.-‐‑– "


class NameWords(Func):
    """The words of these columns, to be looked for by their beginnings in any order."""

    template = f"to_tsvector('simple'::regconfig, {_FOLDED})"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class _HasWords(Func):
    """Whether a column of words has words that begin with each of those typed, folded in the same way."""

    template = (
        "%(column)s @@ to_tsquery('simple'::regconfig, regexp_replace(trim(%(typed)s), '\\s+', ':* & ', 'g') || ':*')"
    )
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, typed = self.get_source_expressions()
        column_sql, column_params = compiler.compile(column)
        typed_sql, typed_params = compiler.compile(typed)
        folded = _FOLDED % {"expressions": f"{typed_sql}::text"}
        return self.template % {"column": column_sql, "typed": folded}, [*column_params, *typed_params]


def has_words(column: str, typed: str) -> Func | None:
    """A condition: the column has words that begin as those typed. None if nothing typed can be looked for."""
    words = "".join(letter if _can_be_looked_for(letter) else " " for letter in typed)
    return _HasWords(F(column), Value(words)) if any(letter.isalnum() for letter in words) else None


def _can_be_looked_for(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter)[0] in "LMN"
