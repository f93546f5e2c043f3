"""What can be wrong with a council's file although every setting has the right type."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from portal.council.casework_mistakes import mistakes_in_casework
from portal.council.colours import contrast_on_white
from portal.council.shape import Council, DocumentKind, RoleCode

# A full UK postcode: area and district, one space, then a number and two letters.
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Above this people stop reading (screens.md A2).
LONGEST_NOTICE = 300
# Links and white words on buttons are text (WCAG 1.4.3); the border in the brand colour is not (1.4.11).
LEAST_CONTRAST = {"brand": 3.0, "link": 4.5, "button": 4.5}
# A session has to outlive the warning two minutes before its end.
SHORTEST_IDLE_MINUTES = 5
# A year: later than this nobody would be told at all.
LONGEST_WITHOUT_DELIVERY = 8784  # hours


def mistakes_in(council: Council) -> Iterator[str]:
    """One sentence for each mistake; nothing when the file is right."""
    yield from _of_contacts(council)
    yield from _of_colours(council)
    yield from _of_times(council)
    yield from _of_roles(council)
    yield from _of_document_types(council)
    yield from _of_notice(council)
    yield from _of_money(council)
    yield from _of_deliveries(council)
    yield from mistakes_in_casework(council)


def _of_contacts(council: Council) -> Iterator[str]:
    if not council.name.strip():
        yield "name is empty."
    if not council.website.startswith("https://"):
        yield f"website is {council.website!r}. It must start with https://."
    if not POSTCODE.fullmatch(council.example_postcode):
        yield f"example_postcode is {council.example_postcode!r}. Write a full postcode with one space, like WR5 2NP."
    addresses = {"contact.email": council.contact.email, "sender.email": council.sender.email}
    addresses["casework.messages_to"] = council.casework.messages_to or council.contact.email
    for place, email in addresses.items():
        if not EMAIL.fullmatch(email):
            yield f"{place} is {email!r}. Write an email address, like name@example.com."
    if council.logo and not council.logo.endswith((".svg", ".png")):
        yield f"logo is {council.logo!r}. It must be an SVG or PNG file."
    if not council.contact_methods:
        yield "contact_methods is empty. Name at least one."
    yield from _named_twice("contact_methods", council.contact_methods)


def _of_colours(council: Council) -> Iterator[str]:
    for name, least in LEAST_CONTRAST.items():
        colour = getattr(council.colours, name)
        if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            yield f"colours.{name} is {colour!r}. Write it as #rrggbb, like #0b6e6e."
        elif (contrast := contrast_on_white(colour)) < least:
            yield f"colours.{name}: {colour} is too light. Its contrast on white is {contrast:.1f}; {least} is needed."


def _of_times(council: Council) -> Iterator[str]:
    times, sessions = council.working_time, council.sessions
    if times.opens >= times.closes:
        yield f"working_time: opens ({times.opens:%H:%M}) must be before closes ({times.closes:%H:%M})."
    if times.answer_within_days < 1:
        yield f"working_time.answer_within_days is {times.answer_within_days}. It must be 1 or more."
    for name in ("citizen_idle_minutes", "staff_idle_minutes"):
        minutes = getattr(sessions, name)
        if minutes < SHORTEST_IDLE_MINUTES:
            yield f"sessions.{name} is {minutes}. It must be {SHORTEST_IDLE_MINUTES} or more."
        if timedelta(minutes=minutes) > timedelta(hours=sessions.longest_hours):
            yield f"sessions.{name} ({minutes} minutes) is more than longest_hours ({sessions.longest_hours})."


def _of_roles(council: Council) -> Iterator[str]:
    codes = [role.code for role in council.roles]
    yield from _named_twice("roles", codes)
    for code in RoleCode:
        if code not in codes:
            yield f"roles: {code} is missing. To switch a role off, keep it and write enabled = false."
    if not any(role.enabled for role in council.roles):
        yield "roles: every role is switched off. Nobody could act for anybody."
    for role in council.roles:
        for name in ("label", "meaning", "proof", "where_to_get_it", "how_long_it_lasts"):
            if not getattr(role, name).strip():
                yield f"roles: {name} of {role.code} is empty."
        yield from _named_twice(f"roles: opens of {role.code}", role.opens)


def _of_document_types(council: Council) -> Iterator[str]:
    kinds = [document_type.kind for document_type in council.document_types]
    yield from _named_twice("document_types", kinds)
    for kind in DocumentKind:
        if kind not in kinds:
            yield f"document_types: {kind} is missing."


def _of_money(council: Council) -> Iterator[str]:
    if council.money.review_within_days < 1:
        yield f"money.review_within_days is {council.money.review_within_days}. It must be at least 1."
    for place, rule in enumerate(council.money.savings_rules, start=1):
        if rule.step_pence < 1 or not 0 <= rule.lower_pence <= rule.upper_pence:
            yield f"money.savings_rules #{place}: step_pence must be at least 1, and upper_pence not below lower_pence."


def _of_deliveries(council: Council) -> Iterator[str]:
    yield from _named_twice("deliveries.feeds", [expected.feed for expected in council.deliveries.feeds])
    for place, expected in enumerate(council.deliveries.feeds, start=1):
        if not 1 <= expected.warn_after_hours <= expected.late_after_hours <= LONGEST_WITHOUT_DELIVERY:
            yield (
                f"deliveries.feeds #{place}: warn_after_hours must be at least 1, late_after_hours not below it, "
                f"and {LONGEST_WITHOUT_DELIVERY} or fewer."
            )
    addresses = council.deliveries.addresses
    if addresses and not 1 <= addresses.warn_after_days <= addresses.late_after_days:
        yield "deliveries.addresses: warn_after_days must be at least 1, and late_after_days not below it."


def _of_notice(council: Council) -> Iterator[str]:
    sections = council.notice.sections
    words = sum(len(text.split()) for section in sections for text in [section.heading, *section.paragraphs])
    if not council.notice.version.strip():
        yield "notice.version is empty. Each answer is kept with the version that was read."
    if not words:
        yield "notice.sections is empty."
    if words > LONGEST_NOTICE:
        yield f"notice.sections has {words} words. Use {LONGEST_NOTICE} or fewer."


def _named_twice(place: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{place}: {value} is named {times} times."
