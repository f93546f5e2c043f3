"""Puts the candidates in order, and takes "strong" away where two of them are too near each other."""

from collections.abc import Iterable
from dataclasses import replace

from portal.matching import weights
from portal.matching.reading import read_query
from portal.matching.records import Assessment, Candidate, PersonOnFile, Query, Tier
from portal.matching.weighing import at_most, weigh

MOST_CANDIDATES = 3


def assess(query: Query, people: Iterable[PersonOnFile], namesakes: int | None = None) -> Assessment:
    """At most three candidates among `people`, best first; those with nothing to say for them are left out.

    Quickest if the likely ones of `people` come first.
    """
    typed = read_query(query)
    best: list[Candidate] = []
    for person in people:
        if len(best) == MOST_CANDIDATES and at_most(typed, person) < best[-1].weight:
            continue
        best.append(weigh(typed, person, namesakes))
        best = sorted(best, key=lambda one: (-one.weight, one.person_ref))[:MOST_CANDIDATES]
    worth = [one for one in best if one.weight >= weights.WORTH_SHOWING]
    return Assessment(weights.RULE_VERSION, tuple(_only_the_clear_one(worth)))


def _only_the_clear_one(candidates: list[Candidate]) -> list[Candidate]:
    """The first alone may be strong, and only with a clear lead over whoever could be meant as well."""
    if not candidates:
        return []
    first, *others = candidates
    rivals = [one for one in others if _could_be_meant(one)]
    if any(first.weight - rival.weight < weights.CLEAR_LEAD for rival in rivals):
        first = _at_most_possible(first)
    return [first, *map(_at_most_possible, others)]


def _could_be_meant(rival: Candidate) -> bool:
    """Whether neither forename nor date of birth speaks against them."""
    fields = rival.fields
    return fields["first_name"].weight > 0 and fields["date_of_birth"].weight >= 0


def _at_most_possible(candidate: Candidate) -> Candidate:
    return replace(candidate, tier=Tier.POSSIBLE) if candidate.tier is Tier.STRONG else candidate
