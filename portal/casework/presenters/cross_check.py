"""The strings of the cross-check between a person's documents."""

from portal.design.formats import money
from portal.documents.checking import CheckedAdvice, CheckedStatement
from portal.documents.explaining.cross_checking import Finding
from portal.documents.presenters.words import when

HEAD = ("Advice", "Line", "What", "On the advice", "In the assessment", "Result")

INTEREST_HEAD = ("Statement", "On the statement", "Worked out again", "Result")
AGREEMENT = {"same": "Same", "near": "Within 2%", "different": "Different"}


def interest_rows(statements: list[CheckedStatement]) -> list[tuple[str, ...]]:
    """One row for each statement, the newest first."""
    return [
        (
            f"{when(one.document)} ({one.document.document_ref})",
            money(one.interest.stated),
            money(one.interest.worked_out),
            AGREEMENT[one.interest.agreement],
        )
        for one in statements
    ]


def rows(advices: list[CheckedAdvice]) -> list[tuple[str, ...]]:
    """One row for each figure, newest advice first."""
    return [_row(advice, finding) for advice in advices for finding in advice.findings]


def summary(advices: list[CheckedAdvice]) -> str:
    """How many of the figures agree."""
    findings = [finding for advice in advices for finding in advice.findings]
    if not findings:
        return "No advice has a line that an assessment speaks of."
    agreeing = sum(finding.agrees for finding in findings)
    if agreeing == len(findings):
        return f"All {len(findings)} figures agree."
    return f"{len(findings) - agreeing} of {len(findings)} figures do not agree."


def _row(advice: CheckedAdvice, finding: Finding) -> tuple[str, ...]:
    line, assessed = finding.line, finding.in_the_assessment
    return (
        f"{when(advice.document)} ({advice.document.document_ref})",
        f"{line.line} {line.code}",
        finding.about,
        money(finding.on_the_line),
        "No assessment" if assessed is None else money(assessed),
        _result(finding),
    )


def _result(finding: Finding) -> str:
    if finding.agrees:
        return "Same"
    if finding.in_the_assessment is None:
        return "Not held"
    return f"Different. Reason on the line: {finding.line.reason}" if finding.line.reason else "Different"
