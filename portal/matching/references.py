"""Compares a reference copied from a letter with the person_ref on file."""

from rapidfuzz.distance import OSA

from portal.matching import weights
from portal.matching.normalising import reference_of
from portal.matching.records import Comparison, Level

SAME = Comparison(Level.SAME, "same", weights.REFERENCE_SAME, is_safe=True)


def compare_references(typed: str, held: str) -> Comparison:
    """`typed` is as reference_of gives it, `held` as on file."""
    if not typed:
        return Comparison(Level.NOT_GIVEN, "not given")
    known = reference_of(held)
    if typed == known:
        return SAME
    if len(typed) >= 5 and OSA.distance(typed, known, score_cutoff=1) == 1:
        return Comparison(Level.NEAR, "one character differs", weights.REFERENCE_TYPO)
    return Comparison(Level.DIFFERENT, "different", weights.REFERENCE_DIFFERENT)
