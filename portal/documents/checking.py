"""For staff: whether a person's documents fit together. Deliveries check each document on its own."""

from dataclasses import dataclass

from portal.council.identity import DocumentKind
from portal.documents import bodies
from portal.documents.explaining.cross_checking import Finding, cross_check
from portal.documents.explaining.interest import Recomputed, recompute
from portal.documents.models import Document
from portal.people.models import Person

NEWEST = 26  # two years of four-weekly payments


@dataclass(frozen=True, slots=True)
class CheckedAdvice:
    """An advice, and its figures beside those of the assessment in force."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A deferred payment statement, and its interest worked out again."""

    document: Document
    interest: Recomputed


def checked_statements(person: Person) -> list[CheckedStatement]:
    """The person's newest statements whose interest can be worked out; one statement of SQL."""
    known = Document.objects.about(person).filter(withdrawn=False).with_facts().latest_versions().newest_first()
    statements = known.of_kinds([DocumentKind.DEFERRED_PAYMENT_STATEMENT])[:NEWEST]
    found = ((one, _interest(one)) for one in statements)
    return [CheckedStatement(one, interest) for one, interest in found if interest]


def _interest(document: Document) -> Recomputed | None:
    if document.period_from is None or document.period_to is None:
        return None
    facts = bodies.read(document.body, bodies.StatementBody)
    return recompute(facts, document.period_from, document.period_to)


def checked_advices(person: Person) -> list[CheckedAdvice]:
    """The person's newest advices that hold anything an assessment speaks of; two statements."""
    known = Document.objects.about(person).filter(withdrawn=False).with_facts().latest_versions().newest_first()
    decided = known.of_kinds([DocumentKind.FINANCIAL_ASSESSMENT])
    assessments = [bodies.read(one.body, bodies.AssessmentBody) for one in decided]
    checked = (_checked(one, assessments) for one in known.of_kinds([DocumentKind.REMITTANCE_ADVICE])[:NEWEST])
    return [one for one in checked if one.findings]


def _checked(document: Document, assessments: list[bodies.AssessmentBody]) -> CheckedAdvice:
    advice = bodies.read(document.body, bodies.RemittanceBody)
    return CheckedAdvice(document, tuple(cross_check(advice, assessments, first_day=document.period_from)))
