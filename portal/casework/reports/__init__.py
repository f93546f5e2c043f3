"""F13: what the finance team's work came to between two days, in figures without a citizen's name."""

from portal.casework.reports.deciding import request_figures
from portal.casework.reports.figure import Figure
from portal.casework.reports.span import Span
from portal.casework.reports.using import use_figures

__all__ = ["Figure", "Span", "figures"]


def figures(span: Span) -> list[Figure]:
    """All figures of a span, in the order of the page. Counted by the database, in a fixed number of statements."""
    return [*request_figures(span), *use_figures(span)]
