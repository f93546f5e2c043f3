"""What can be wrong with how a council's file says requests are decided."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from portal.council.shape import Casework, Council, QuestionTemplate

CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
LONGEST_UNDO_MINUTES: Final = 60
LONGEST_WAIT_DAYS: Final = 90
LONGEST_TEXT: Final = {"question_templates": 1000, "answer_templates": 4000}
MOST_IN_BULK: Final = 50

# Who tries out details must not read in a rejection which of them was right.
FIELD: Final = re.compile(
    r"date of birth|birth ?da(?:y|te)|\bborn\b|post ?code|surname|(?:first|last|middle|family|maiden|given) name"
    r"|\bmis-?spell?|\bspel(?:l|t)|house number|phone number|e-?mail address|person number|\bUPRN\b",
    re.IGNORECASE,
)
DIFFERENCE: Final = re.compile(
    r"\b(?:name|address|age)\b[^.]*\b(?:wrong|differ\w*|match\w*|not the same|incorrect|mistake)\b"
    r"|\b(?:wrong|differ\w*|match\w*|incorrect|mistake\w*)\b[^.]*\b(?:name|address|age)\b",
    re.IGNORECASE,
)
NUMBERS: Final = {
    "undo_minutes": (0, LONGEST_UNDO_MINUTES),
    "close_after_days": (1, LONGEST_WAIT_DAYS),
    "refused_before_days": (0, None),
    "most_people_for_one_account": (1, None),
    "bulk_most": (1, MOST_IN_BULK),
    "bulk_sample_one_in": (0, None),
    "evidence_kept_days": (0, None),
    "messages_kept_days": (0, None),
}


def mistakes_in_casework(council: Council) -> Iterator[str]:
    """One sentence for each mistake in the settings, the reasons, the questions and the answers."""
    yield from _of_numbers(council.casework)
    yield from _of_reminders(council.casework)
    yield from _of_reasons(council)
    yield from _of_templates(council)


def _of_numbers(casework: Casework) -> Iterator[str]:
    for name, (least, most) in NUMBERS.items():
        number = getattr(casework, name)
        if number < least or (most is not None and number > most):
            allowed = f"{least} to {most}" if most is not None else f"{least} or more"
            yield f"casework.{name} is {number}. It must be {allowed}."
    for way, times in Counter(casework.evidence_by).items():
        if times > 1:
            yield f"casework.evidence_by: {way} is named {times} times."


def _of_reminders(casework: Casework) -> Iterator[str]:
    days = casework.reminders_after_days
    if list(days) != sorted(set(days)) or any(day < 1 for day in days):
        yield f"casework.reminders_after_days is {list(days)}. Write days of 1 or more, each later than the one before."
    if days and max(days) >= casework.close_after_days:
        yield f"casework.reminders_after_days: the last one ({max(days)}) must be before close_after_days."


def _of_reasons(council: Council) -> Iterator[str]:
    if not council.reject_reasons:
        yield "reject_reasons is empty. An officer needs at least one."
    yield from _of_codes("reject_reasons", [reason.code for reason in council.reject_reasons])
    for reason in council.reject_reasons:
        if not (reason.label.strip() and reason.words.strip()):
            yield f"reject_reasons: label and words of {reason.code} must not be empty."
        if not reason.next_steps or not all(step.strip() for step in reason.next_steps):
            yield f"reject_reasons: next_steps of {reason.code} must say at least one thing to do."
        for text in (reason.words, *reason.next_steps):
            if found := FIELD.search(text) or DIFFERENCE.search(text):
                yield (
                    f"reject_reasons: {reason.code} says {found[0]!r}. "
                    "Words to a requester must never say which detail was different."
                )


def _of_templates(council: Council) -> Iterator[str]:
    for place, longest in LONGEST_TEXT.items():
        templates: list[QuestionTemplate] = getattr(council, place)
        yield from _of_codes(place, [template.code for template in templates])
        for template in templates:
            if not (template.label.strip() and template.text.strip()):
                yield f"{place}: label and text of {template.code} must not be empty."
            if len(template.text) > longest:
                yield f"{place}: text of {template.code} must be {longest} characters or fewer."


def _of_codes(place: str, codes: Iterable[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if not CODE.fullmatch(code):
            yield f"{place}: {code!r} is no code. Write up to 32 small letters, digits and underscores."
        if times > 1:
            yield f"{place}: {code} is named {times} times."
