"""Puts the candidates in order, and takes "strong" away where two of them are too near each other."""

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter

from portal.matching import weights
from portal.matching.reading import Typed, read_query
from portal.matching.records import Assessment, Candidate, PersonOnFile, Query, Tier
from portal.matching.weighing import all_but_names, sum_of, weigh

MOST_CANDIDATES = 3
FIRST_WEIGHED = 20
_MOST_FOR_NAMES = weights.FORENAME_SAME + weights.SURNAME_SAME


def assess(query: Query, people: Iterable[PersonOnFile], namesakes: int | None = None) -> Assessment:
    """At most three candidates among `people`, best first; those with nothing to say for them are left out.

    `people` come likeliest first: where one of the first twenty may be meant, the others are not looked at.
    """
    typed, likely = read_query(query), list(people)
    best = _best(typed, likely[:FIRST_WEIGHED], namesakes, [])
    if not best or best[0].weight < weights.POSSIBLE_FROM:
        best = _best(typed, likely[FIRST_WEIGHED:], namesakes, best)
    return Assessment(weights.RULE_VERSION, tuple(_only_the_clear_one(best)))


def _best(typed: Typed, people: list[PersonOnFile], namesakes: int | None, best: list[Candidate]) -> list[Candidate]:
    """The best of `best` and `people`. Compares names, which takes longest, only while they can make a difference."""
    known = [(sum_of(others), others, person) for person in people for others in [all_but_names(typed, person)]]
    for weight, others, person in sorted(known, key=itemgetter(0), reverse=True):
        to_beat = best[-1].weight if len(best) == MOST_CANDIDATES else weights.WORTH_SHOWING
        if weight + _MOST_FOR_NAMES < to_beat:
            break
        found = weigh(typed, person, namesakes, others)
        best = sorted([*best, found], key=lambda one: (-one.weight, one.person_ref))[:MOST_CANDIDATES]
    return [one for one in best if one.weight >= weights.WORTH_SHOWING]


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
