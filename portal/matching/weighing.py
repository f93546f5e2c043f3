"""Weighs one person on file against what was typed: field by field, and how sure that makes one."""

from portal.matching import weights
from portal.matching.dates import compare_dates
from portal.matching.forenames import INITIAL, MIDDLE, compare_forename
from portal.matching.places import compare_places
from portal.matching.reading import Held, Names, Typed, Words, read_names, read_places
from portal.matching.records import Candidate, Comparison, Level, PersonOnFile, Tier
from portal.matching.references import compare_references
from portal.matching.surnames import compare_surname

Fields = dict[str, Comparison]

# A name that at most so many people on file share makes it safe to follow somebody who moved: with 25,000 days of
# birth a namesake born on the same day is one in a few hundred, and seldom with just this spelling.
FEW_NAMESAKES = 60
FEW_NAMESAKES_NEARBY = 100


def weigh(typed: Typed, person: PersonOnFile, namesakes: int | None = None, others: Fields | None = None) -> Candidate:
    """One candidate with its fields and tier.

    `namesakes` is how many on file share the name, None if not counted; `others` what all_but_names gave for them.
    """
    held = read_names(person)
    readings = [one for one in typed.names if not one.note or one is typed.names[0] or held.begins_as(one)]
    names = max((_names(typed, one, held) for one in readings), key=sum_of)
    fields = names | (others or all_but_names(typed, person))
    weight = round(sum_of(fields), 2)
    if typed.known_as:
        fields["known_as"] = compare_forename(typed.known_as, held.first)
    return Candidate(person.person_id, person.person_ref, _tier(fields, weight, namesakes), weight, fields)


def all_but_names(typed: Typed, person: PersonOnFile) -> Fields:
    """The fields that are quickly compared: they tell whose names are worth comparing."""
    fields = {
        "date_of_birth": compare_dates(typed.date_of_birth, person.date_of_birth),
        "place": compare_places(typed.place, read_places(person)),
    }
    if typed.reference:
        fields["person_ref"] = compare_references(typed.reference, person.person_ref)
    return fields


def sum_of(fields: Fields) -> float:
    """Their weight together."""
    return sum(field.weight for field in fields.values())


def _names(typed: Typed, names: Names, held: Held) -> Fields:
    first = _forename(names.first, typed.known_as, held)
    last = compare_surname(names.last, held.last, held.previous)
    if not names.note:
        return {"first_name": first, "last_name": last}
    return {"first_name": _noted(first, names.note), "last_name": _noted(last, names.note)}


def _forename(first: Words, known_as: Words, held: Held) -> Comparison:
    """The better of the first name and the name they are known by, as typed."""
    found = compare_forename(first, held.first)
    if not known_as or found.level is Level.SAME:
        return found
    other = compare_forename(known_as, held.first)
    if other.weight <= max(found.weight, 0):
        return found
    weight = min(other.weight, weights.FORENAME_KNOWN)
    return Comparison(Level.NEAR, f"the other name typed: {other.words}", weight, is_safe=other.is_safe)


def _noted(field: Comparison, note: str) -> Comparison:
    if field.level in (Level.NOT_GIVEN, Level.NOT_HELD):
        return field
    weight = field.weight + weights.SWAPPED_NAMES / 2
    level = Level.NEAR if field.level is Level.SAME else field.level
    words = note if field.level is Level.SAME else f"{note}; {field.words}"
    return Comparison(level, words, weight, is_safe=field.is_safe)


def _tier(fields: Fields, weight: float, namesakes: int | None) -> Tier:
    if weight >= weights.STRONG_FROM and _is_safe(fields, namesakes):
        return Tier.STRONG
    return Tier.POSSIBLE if weight >= weights.POSSIBLE_FROM else Tier.WEAK


def _is_safe(fields: Fields, namesakes: int | None) -> bool:
    """Whether the fields bear a strong candidate, whatever they weigh.

    The false ones that are left share house, surname and date: so the forename always has to be right, and the date
    may be a slip but never contradict. One thing of the four may be missing or wrong, not two.
    """
    first, last, born, place = (fields[name] for name in ("first_name", "last_name", "date_of_birth", "place"))
    if not first.is_safe:  # People write initials. A twin with the same one, if on file, is too near for a clear lead.
        return first.words == INITIAL.words and last.is_safe and _is_same(born) and place.is_safe
    if _is_same(fields.get("person_ref")) and last.is_safe and born.level is not Level.DIFFERENT:
        return True
    by_middle_name = first.words.endswith(MIDDLE.words)
    if last.is_safe and place.is_safe:  # A twin's name may be the other's middle name: then the date has to be right.
        return _is_same(born) if by_middle_name else born.is_safe
    if not _is_same(born) or first.weight < weights.FORENAME_SPELLING:
        return False
    if place.is_safe:  # Another surname: they married, or it was never theirs.
        return _is_same(place)
    # Half of all names are somebody's middle name: too many to follow them to another place.
    named = last.weight >= weights.SURNAME_TYPO and not by_middle_name
    return named and _has_few_namesakes(place, namesakes)


def _has_few_namesakes(place: Comparison, namesakes: int | None) -> bool:
    """Whether somebody of this name and birthday who lives elsewhere moved, and is not just a namesake."""
    most = FEW_NAMESAKES_NEARBY if place.weight >= weights.PLACE_NEAR else FEW_NAMESAKES
    return bool(namesakes) and (namesakes or 0) <= most


def _is_same(field: Comparison | None) -> bool:
    return field is not None and field.level is Level.SAME
