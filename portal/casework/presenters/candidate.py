"""The strings of F2 about the people on file."""

from dataclasses import dataclass

from portal.access.checks import Level as Outcome
from portal.access.models import AccessRequest, Grant
from portal.casework.candidates import Candidate
from portal.casework.comparing import Compared
from portal.casework.presenters.words import Tag, role_label
from portal.casework.sides import ending
from portal.design.formats import day
from portal.matching.records import Level, Tier
from portal.people.models import Representative

TIERS = {
    Tier.STRONG: Tag("Strong match", "green"),
    Tier.POSSIBLE: Tag("Possible match", "yellow"),
    Tier.WEAK: Tag("Weak match", "orange"),
}
OUTCOMES = {
    Outcome.FAIL: Tag("Fail", "red"),
    Outcome.WARN: Tag("Warning", "yellow"),
    Outcome.PASS: Tag("Pass", "green"),
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the checks box."""

    outcome: Tag
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What is held and nobody types; `alarm` is what it means for the decision, if it means anything."""

    field: str
    held: str
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class ActingRow:
    """Somebody on file who acts for the person."""

    name: str
    role: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as the page shows it."""

    candidate: Candidate
    heading: str
    tags: list[Tag]
    score: str
    summary: str
    changed: str
    checks: list[CheckRow]
    person: list[Compared]
    facts: list[Fact]
    acting: list[Compared]
    acting_summary: str
    representatives: list[ActingRow]
    holders: list[str]


def card(request: AccessRequest, candidate: Candidate) -> Card:
    """A candidate beside a request."""
    others = [each for each in candidate.representatives if each is not candidate.nearest]
    return Card(
        candidate=candidate,
        heading=in_words(candidate),
        tags=tags(candidate),
        score=score(candidate),
        summary=summary(candidate.compared),
        changed=_changed(candidate),
        checks=_checks(candidate),
        person=candidate.compared,
        facts=_facts(candidate),
        acting=candidate.acting,
        acting_summary=_acting_summary(candidate),
        representatives=[_acting_row(each) for each in others] if request.is_for_someone_else else [],
        holders=[_holder(grant) for grant in candidate.holders],
    )


def in_words(candidate: Candidate) -> str:
    """Tells two people of one name apart: "Mary Bloggs, born 27 March 1948, WR5 2NP, number 4711"."""
    person = candidate.person
    born = f"born {day(person.date_of_birth)}" if person.date_of_birth else "date of birth not held"
    postcode = person.current_address.get("postcode") or "no current postcode"
    return f"{person.name}, {born}, {postcode}, number {person.person_ref}"


def score(candidate: Candidate) -> str:
    """How sure the engine was: "Strong match, score 41"."""
    return f"{TIERS[candidate.seen.tier].text}, score {candidate.seen.weight:.0f}"


def reasons(candidate: Candidate) -> str:
    """Score and what differs, for the list to choose from."""
    return f"{score(candidate)}. {summary(candidate.compared)}"


def summary(compared: list[Compared]) -> str:
    """What an officer has to look at, in one sentence or two."""
    different = [row.in_words for row in compared if row.level is Level.DIFFERENT]
    near = [row.in_words for row in compared if row.level is Level.NEAR]
    told_all = [f"Different: {'; '.join(different)}" if different else "", f"Nearly: {'; '.join(near)}" if near else ""]
    return (
        ". ".join(part for part in told_all if part) + "." if different or near else "All that was given is the same."
    )


def tags(candidate: Candidate) -> list[Tag]:
    """How sure the engine is, and what to look out for."""
    person = candidate.person
    found = [
        TIERS[candidate.seen.tier],
        Tag("Has died", "orange") if person.date_of_death else None,
        Tag("Decide with care", "yellow") if person.caution else None,
        Tag("No longer held", "grey") if person.no_longer_held_since else None,
        Tag("Found by your search", "grey") if candidate.searched_for else None,
    ]
    return [tag for tag in found if tag]


def _changed(candidate: Candidate) -> str:
    if candidate.searched_for or not candidate.has_changed:
        return ""
    return f"Our records have changed since the request was sent. It was then a {score(candidate).lower()}."


def _facts(candidate: Candidate) -> list[Fact]:
    """What nobody types: a death, and a direct payment."""
    died, paid = candidate.person.date_of_death, "direct_payment" in candidate.person.services
    return [
        Fact("Has died", f"Yes, on {day(died)}" if died else "No", "The person has died" if died else ""),
        Fact("Direct payment active", "Yes" if paid else "No"),
    ]


def _checks(candidate: Candidate) -> list[CheckRow]:
    """What fails first, then what warns."""
    worst_first = sorted(candidate.checks, key=lambda each: list(OUTCOMES).index(each.level))
    return [CheckRow(OUTCOMES[each.level], each.words) for each in worst_first]


def _acting_summary(candidate: Candidate) -> str:
    found = candidate.weighed.representative
    if candidate.nearest is None or found is None:
        return "Not on file: nobody on file who acts for this person has the requester’s name."
    return summary(candidate.acting)


def _acting_row(each: Representative) -> ActingRow:
    starts = day(each.starts_on) if each.starts_on else "–"
    name = f"{each.name}, {each.organisation}" if each.organisation and each.last_name else each.name
    return ActingRow(name, role_label(each.role), starts, ending(each))


def _holder(grant: Grant) -> str:
    until = f" until {day(grant.ends_on)}" if grant.ends_on else ""
    role = "themselves" if grant.is_own else role_label(grant.role)
    return f"{grant.account.name} ({grant.account.email}), {role}, since {day(grant.starts_on)}{until}"
