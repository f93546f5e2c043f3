"""What holds for any text and any date."""

from dataclasses import replace
from datetime import date
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from portal.matching.assessing import assess
from portal.matching.dates import compare_dates
from portal.matching.forenames import Forenames, compare_forename
from portal.matching.keys import MOST_KEYS, keys_of, keys_to_look_up
from portal.matching.normalising import fold, name_words, postcode_of
from portal.matching.places import place_of
from portal.matching.reading import read_query
from portal.matching.records import Address, Level, PersonOnFile, Query, Tier
from portal.matching.sounds import sound
from portal.matching.surnames import compare_surname

ANY_TEXT = st.text(max_size=220)
NAMES = st.sampled_from(
    ["Mary", "Siân", "O’Brien", "Mohammed Imran", "李", "Nguyễn", "Żółć", "محمد", "X", "de la Cruz", "Smith-Hartley",
     "Kwabena", "Wójcik", "Ng", "Bloggs", "Harpreet", "", "Mrs", "-", "D'Souza", "St John", "McIntosh"]
)  # fmt: skip
DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))
POSTCODES = st.sampled_from(["WR5 2NP", "wr52nq", "B1 1AA", "SW1A 1AA", "unknown", "", "WRS 2NP", "75008"])
ADDRESSES = st.builds(
    Address, st.lists(NAMES | ANY_TEXT, max_size=4).map(tuple), POSTCODES | ANY_TEXT, st.sampled_from(["", "100", "x"])
)
NAMED = (NAMES | ANY_TEXT).filter(name_words)
PEOPLE = st.builds(
    PersonOnFile, st.just(1), st.just("P1"), NAMED, NAMED, st.none() | DATES, NAMES, NAMES | ANY_TEXT,
    st.lists(NAMES, max_size=7).map(tuple), st.lists(ADDRESSES, max_size=3).map(tuple),
)  # fmt: skip
QUERIES = st.builds(Query, NAMES | ANY_TEXT, NAMES | ANY_TEXT, st.none() | DATES, NAMES | ANY_TEXT, ADDRESSES, NAMES)


HOME = Address(("12 Orchard Lane",), "GL1 2AB", "77")


def as_typed(person: PersonOnFile) -> Query:
    current = next((address for address in person.addresses if not place_of(address).says_nothing), Address())
    return Query(person.first_name, person.last_name, person.date_of_birth, "", current, person.person_ref)


@given(ANY_TEXT)
def test_any_text_is_normalised_once_and_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert postcode_of(postcode_of(text)) == postcode_of(text)
    assert len(sound(text)) <= 6
    assert len(name_words(text)) <= 8


@given(st.text(alphabet=st.characters(max_codepoint=0x17F, categories=("L", "P", "Zs")), max_size=40))
def test_case_says_nothing(text: str) -> None:
    assert fold(text.lower()) == fold(text.upper().lower())


@given(QUERIES, PEOPLE)
def test_nothing_crashes_and_a_contradiction_is_never_strong(query: Query, person: PersonOnFile) -> None:
    for candidate in assess(query, [person], namesakes=1).candidates:
        against = {candidate.fields["first_name"].level, candidate.fields["date_of_birth"].level}
        if Level.DIFFERENT in against:
            assert candidate.tier is not Tier.STRONG


@given(NAMES, NAMES)
def test_one_word_is_compared_alike_both_ways(one: str, other: str) -> None:
    a, b = name_words(one)[:1], name_words(other)[:1]
    assert compare_forename(a, Forenames(b)).is_safe == compare_forename(b, Forenames(a)).is_safe
    assert compare_surname(a, b).weight == compare_surname(b, a).weight


@given(DATES, DATES)
def test_dates_are_compared_alike_both_ways(one: date, other: date) -> None:
    if (1, 1) not in {(one.month, one.day), (other.month, other.day)}:
        assert compare_dates(one, other).weight == compare_dates(other, one).weight


@given(PEOPLE, QUERIES, st.sampled_from(["first_name", "last_name", "date_of_birth", "address"]))
def test_more_agreement_never_lowers_the_weight(person: PersonOnFile, query: Query, field: str) -> None:
    """Put what is on file in the place of what was typed: the weight may only grow."""
    right = as_typed(person)
    if field == "address":  # One that says all there is: house and postcode.
        right = replace(right, address=HOME)
        person = replace(person, addresses=(*person.addresses, HOME))
    straight = replace(right, **{field: getattr(query, field)}, person_ref="")
    before = assess(straight, [person]).candidates
    after = assess(replace(right, person_ref=""), [person]).candidates
    if before and getattr(right, field):
        assert after
        assert after[0].weight >= before[0].weight


@given(PEOPLE)
def test_the_keys_always_find_somebody_typed_as_they_are_on_file(person: PersonOnFile) -> None:
    keys = keys_of(person)
    assert len(keys) <= MOST_KEYS
    assert set(keys) & set(keys_to_look_up(read_query(as_typed(person))))


@given(PEOPLE, QUERIES)
def test_the_keys_are_integers_of_the_database(person: PersonOnFile, query: Query) -> None:
    keys = [*keys_of(person), *keys_to_look_up(read_query(query))]
    assert all(-(2**31) <= key < 2**31 for key in keys)


def test_the_longest_texts_cost_no_more_than_a_moment() -> None:
    long = "Ångström-" * 250
    person = PersonOnFile(
        1, "P1", long, long, date(1948, 3, 27), long, long, (long,) * 50, (Address((long,) * 4, long, long),) * 50
    )
    began = process_time()
    assess(Query(long[:-1], long[1:], None, long, Address((long,) * 50, long, long), long), [person] * 60)
    keys_of(person)
    assert process_time() - began < 1
