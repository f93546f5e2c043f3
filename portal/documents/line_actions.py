"""Changing the line dictionary. A change counts at the next page that is opened."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.documents.explaining.dictionary import Entry
from portal.documents.models import LineExplanation

EDITS = StaffRole.SENIOR_REVIEWER
TEXTS = ("title", "explanation", "gross", "examples")


class ExplanationRefused(Exception):
    """The dictionary stays as it is."""


class NotAnEditor(ExplanationRefused):
    """Only senior reviewers and admins change the dictionary."""


class StaleExplanation(ExplanationRefused):
    """Somebody changed it meanwhile."""


class AlreadyExplained(ExplanationRefused):
    """There is an explanation for this code, type and direction."""


@transaction.atomic
def change_explanation(*, officer: Account, explanation_id: int, version: int, entry: Entry) -> LineExplanation:
    """Gives an explanation the texts of `entry`. Raises NotAnEditor, StaleExplanation, DoesNotExist."""
    _only_editors(officer)
    explanation = LineExplanation.objects.select_for_update().get(pk=explanation_id)
    changed = {name: getattr(entry, name) for name in TEXTS if getattr(explanation, name) != getattr(entry, name)}
    if not changed:  # The same form sent twice.
        return explanation
    if explanation.version != version:
        raise StaleExplanation
    before = {name: getattr(explanation, name) for name in changed}
    for name, text in changed.items():
        setattr(explanation, name, text)
    _keep(explanation, officer)
    record(actor=officer, action="documents.explanation_changed", on=explanation, before=before, after=changed)
    return explanation


@transaction.atomic
def add_explanation(*, officer: Account, entry: Entry) -> LineExplanation:
    """Explains a code, type or direction that had no explanation. Raises NotAnEditor or AlreadyExplained."""
    _only_editors(officer)
    explanation = LineExplanation(code=entry.code, type=entry.type, direction=entry.direction, version=0)
    for name in TEXTS:
        setattr(explanation, name, getattr(entry, name))
    try:
        with transaction.atomic():
            _keep(explanation, officer)
    except IntegrityError as there:
        raise AlreadyExplained from there
    record(actor=officer, action="documents.explanation_added", on=explanation, code=entry.code, type=entry.type)
    return explanation


def _only_editors(officer: Account) -> None:
    if not officer.may(EDITS):
        raise NotAnEditor


def _keep(explanation: LineExplanation, officer: Account) -> None:
    explanation.version += 1
    explanation.changed_at, explanation.changed_by = timezone.now(), officer
    explanation.save()
