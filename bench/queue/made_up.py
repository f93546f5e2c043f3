"""Names, postcodes and keys by a number, as functions in the database: a few names are common, most are rare."""

from typing import Final

FIRST: Final = (
    "Mary Peter Amira Winston Ffion Grace Priya Tomasz Callum Angharad Zainab Owen Joan Ravi Elsie Kwame Mei Bridget "
    "Harold Nadia Siobhan Arthur Yasmin Doris Femi Agnes Gareth Leila Ronald Ewa"
)
# A surname is one of each: Ashford, Thornley.
STEMS: Final = (
    "Ash Black Brad Brook Burn Clay Copper Dal East Elm Fair Glen Green Hart Hazel High Holl King Lang Lock Marsh "
    "Mill North Oak Old Park Pem Red Rock Rush Sand Shaw Stan Stone Sutt Thorn Under Wal West Whit Wind Wood"
)
ENDINGS: Final = "ford ton well ley field by bury combe don ham hurst man more ridge son stead wick wood worth ward"


def one_of(words: str, number: str) -> str:
    """The word at a place, counted from 0 and round again."""
    return f"(string_to_array('{words}', ' '))[1 + ({number})::int % {len(words.split())}]"


def when(condition: str, then: str, otherwise: str = "''") -> str:
    """One of two."""
    return f"CASE WHEN {condition} THEN {then} ELSE {otherwise} END"


def _skewed(words: str, prime: int, of: int) -> str:
    number = f"power(n * {prime} % {of} / {of}.0, 2) * {len(words.split())}"
    return one_of(words, f"floor({number})")


FUNCTIONS: Final = f"""
    CREATE FUNCTION first(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
        SELECT {one_of(FIRST, f"n * 7919 % {len(FIRST.split())}")} $$;
    CREATE FUNCTION last(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
        SELECT {_skewed(STEMS, 104_729, 9_973)} || {_skewed(ENDINGS, 15_485_863, 9_967)} $$;
    CREATE FUNCTION postcode(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
        SELECT 'WR' || 1 + n / 900 % 15 || ' ' || n % 9 || chr(65 + (n / 9 % 2)::int) || chr(66 + (n / 30 % 2)::int) $$;
    CREATE FUNCTION key(word text) RETURNS int IMMUTABLE LANGUAGE sql AS $$
        SELECT crc32(word::bytea)::bit(32)::int $$;
    CREATE FUNCTION search_keys(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
        SELECT lower(concat_ws(' ', first(n), last(n), replace(postcode(n), ' ', ''),
            quote_literal(left(first(n), 1) || '_' || last(n) || '_' || n))) || ' ' $$;
"""
