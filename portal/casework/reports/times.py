"""How long decisions took, and how long requesters were waited for, in working hours."""

from typing import Any, Final

from django.db import connection

from portal.casework.reports.figure import Figure
from portal.casework.reports.span import Span
from portal.casework.reports.working_calendar import CALENDAR, calendar, count, on_day

HOUR: Final = 3600
# Up to how many working hours, and how that is said.
STEPS: Final = (
    (1, "Up to 1 hour"),
    (2, "Up to 2 hours"),
    (4, "Up to 4 hours"),
    (8, "Up to 8 hours"),
    (16, "Up to 16 hours"),
)
LONGER: Final = "Longer"

# The time we waited for the requester is taken off.
DECISIONS: Final = f"""
    WITH {CALENDAR}, decided AS (
        SELECT request.id, {count("to_", "decided_at")} - {count("from_", "sent_at")} AS seconds
        FROM calendar CROSS JOIN access_accessrequest request
        {on_day("from_", "sent_at")} {on_day("to_", "decided_at")}
        WHERE decided_at >= %(begins)s AND decided_at < %(ends)s AND sent_at IS NOT NULL
    ), waited AS (
        SELECT question.request_id AS id, sum({count("to_", "ended_at")} - {count("from_", "asked_at")}) AS seconds
        FROM decided
        CROSS JOIN calendar
        JOIN access_question question ON question.request_id = decided.id
        CROSS JOIN LATERAL (SELECT COALESCE(answered_at, closed_at) AS ended_at) AS ending
        {on_day("from_", "asked_at")} {on_day("to_", "ended_at")}
        GROUP BY question.request_id
    ), taken AS (
        SELECT GREATEST(decided.seconds - COALESCE(waited.seconds, 0), 0) / {HOUR}.0 AS hours
        FROM decided LEFT JOIN waited USING (id)
    )
    SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY hours), {{steps}}, count(*) FROM taken
"""  # noqa: S608 - put together from constants alone
QUESTIONS: Final = f"""
    WITH {CALENDAR}, asked AS (
        SELECT answered_at, closed_at, CASE WHEN ended_at IS NOT NULL
            THEN ({count("to_", "ended_at")} - {count("from_", "asked_at")}) / {HOUR}.0 END AS hours
        FROM calendar CROSS JOIN access_question
        CROSS JOIN LATERAL (SELECT COALESCE(answered_at, closed_at) AS ended_at) AS ending
        {on_day("from_", "asked_at")} {on_day("to_", "ended_at")}
        WHERE asked_at >= %(begins)s AND asked_at < %(ends)s
    )
    SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY hours) FILTER (WHERE answered_at IS NOT NULL),
           count(answered_at), count(closed_at), count(*) FROM asked
"""  # noqa: S608 - put together from constants alone


def decision_times(span: Span) -> Figure:
    """From sending to decision."""
    steps = ", ".join(f"count(*) FILTER (WHERE hours <= {hours})" for hours, _ in STEPS)
    quantiles, *up_to, total = _asked(DECISIONS.format(steps=steps), span)
    numbers = [after - before for before, after in zip([0, *up_to], [*up_to, total], strict=True)]
    rows = list(zip([*(words for _, words in STEPS), LONGER], numbers, strict=True))
    return Figure(
        "time-to-decision", "Time to decision", ("Working hours", "Requests"), rows,
        said=_said("Half of the decisions took", quantiles),
        note="Only working hours are counted, and not those in which we waited for the requester.",
    )  # fmt: skip


def waiting_times(span: Span) -> Figure:
    """From a question to its answer."""
    quantiles, answered, closed, total = _asked(QUESTIONS, span)
    rows = [
        ("Answered", answered),
        ("Closed without an answer", closed),
        ("Not answered yet", total - answered - closed),
    ]
    return Figure(
        "waiting", "Waiting for the requester", ("Questions asked", "Number"), rows,
        said=_said("Half of the answers took", quantiles),
    )  # fmt: skip


def _said(beginning: str, quantiles: list[float] | None) -> str:
    if not quantiles or quantiles[0] is None:
        return ""
    median, most = (f"{hours:.1f}" for hours in quantiles)
    return f"{beginning} up to {median} working hours, 9 in 10 up to {most}."


def _asked(statement: str, span: Span) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, calendar(span) | {"begins": span.begins, "ends": span.ends})
        row: tuple[Any, ...] = cursor.fetchone()
    return row
