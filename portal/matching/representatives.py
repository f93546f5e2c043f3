"""Compares the requester with those the finance system holds as acting for a person."""

from collections.abc import Iterable
from datetime import date

from rapidfuzz.distance import OSA

from portal.matching.forenames import Forenames, compare_forename
from portal.matching.normalising import name_words, postcode_of
from portal.matching.records import ActingFound, ActingQuery, Comparison, Level, RepresentativeOnFile, Tier
from portal.matching.surnames import compare_surname

ON_FILE = "on file in this role"
NOBODY = ActingFound("", Tier.NOT_ON_FILE, {}, "not on file")
_NOT_GIVEN = Comparison(Level.NOT_GIVEN, "not given")
_NOT_HELD = Comparison(Level.NOT_HELD, "not held")
_SAME = Comparison(Level.SAME, "same", 3.0, is_safe=True)
_DIFFERENT = Comparison(Level.DIFFERENT, "different", -1.0)


def find_representative(asked: ActingQuery, held: Iterable[RepresentativeOnFile], today: date) -> ActingFound:
    """Whoever on file comes nearest; NOBODY if no name on file is theirs. `today` is the UK day."""
    found = [_compare(asked, each, today) for each in held]
    theirs = [each for each in found if each.tier is not Tier.NOT_ON_FILE]
    order = {Tier.STRONG: 2, Tier.POSSIBLE: 1, Tier.WEAK: 0}
    return max(theirs, key=lambda each: (order[each.tier], _sum(each), each.representative_ref), default=NOBODY)


def _sum(found: ActingFound) -> float:
    return sum(field.weight for field in found.fields.values())


def _compare(asked: ActingQuery, held: RepresentativeOnFile, today: date) -> ActingFound:
    fields = {
        **_names(asked, held),
        "role": _SAME if asked.role == held.role else Comparison(Level.DIFFERENT, "another role"),
        "postcode": _postcode(asked.postcode, held.postcode),
        "email": _email(asked.email, held.email),
    }
    over = _why_not_now(held, today)
    tier = _tier(fields, is_over=bool(over))
    if tier is Tier.NOT_ON_FILE:
        return NOBODY
    said = [over, "" if fields["role"].level is Level.SAME else "on file in another role"]
    return ActingFound(held.representative_ref, tier, fields, "; ".join(filter(None, said)) or ON_FILE)


def _names(asked: ActingQuery, held: RepresentativeOnFile) -> dict[str, Comparison]:
    first, last = name_words(asked.first_name), name_words(asked.last_name)
    held_first, held_last = Forenames(name_words(held.first_name)), name_words(held.last_name)
    if not held_last and held.organisation:
        return {"first_name": _NOT_HELD, "last_name": _NOT_HELD, "organisation": _organisation(asked, held)}
    straight = compare_forename(first, held_first), compare_surname(last, held_last)
    swapped = compare_forename(last, held_first), compare_surname(first, held_last)
    first_name, last_name = max(straight, swapped, key=lambda pair: pair[0].weight + pair[1].weight)
    return {"first_name": first_name, "last_name": last_name}


def _organisation(asked: ActingQuery, held: RepresentativeOnFile) -> Comparison:
    """An organisation is on file by its name alone; somebody may have typed that name as their own."""
    typed = name_words(f"{asked.first_name} {asked.last_name}")
    same = bool(typed) and typed == name_words(held.organisation)
    return _SAME if same else Comparison(Level.DIFFERENT, "an organisation is on file")


def _postcode(typed: str, held: str) -> Comparison:
    one, other = postcode_of(typed), postcode_of(held)
    if not one or not other:
        return _NOT_HELD if one else _NOT_GIVEN
    if one == other:
        return _SAME
    slip = OSA.distance(one, other, score_cutoff=1) == 1
    return Comparison(Level.NEAR, "one character differs", 1.5, is_safe=True) if slip else _DIFFERENT


def _email(typed: str, held: str) -> Comparison:
    one, other = typed.strip().casefold()[:254], held.strip().casefold()[:254]
    if not one or not other:
        return _NOT_HELD if one else _NOT_GIVEN
    if one == other:
        return _SAME
    slip = OSA.distance(one, other, score_cutoff=1) == 1
    return Comparison(Level.NEAR, "one character differs", 1.5) if slip else _DIFFERENT


def _why_not_now(held: RepresentativeOnFile, today: date) -> str:
    if not held.is_held:
        return "no longer on file"
    if held.ends_on and held.ends_on < today:
        return f"the role ended on {held.ends_on.day} {held.ends_on:%B %Y}"
    if held.starts_on and held.starts_on > today:
        return f"the role starts on {held.starts_on.day} {held.starts_on:%B %Y}"
    return ""


def _tier(fields: dict[str, Comparison], *, is_over: bool) -> Tier:
    """Strong: the name, the role now, and the postcode or e-mail. The name alone is possible, a likeness weak."""
    first, last, role = fields["first_name"], fields["last_name"], fields["role"]
    reached = fields["postcode"].is_safe or fields["email"].is_safe
    if fields.get("organisation", _DIFFERENT).is_safe:
        return Tier.POSSIBLE
    named = first.is_safe and last.is_safe
    if named:
        return Tier.STRONG if reached and role.is_safe and not is_over else Tier.POSSIBLE
    similar = first.weight > 0 and (last.is_safe or reached)
    return Tier.WEAK if similar else Tier.NOT_ON_FILE
