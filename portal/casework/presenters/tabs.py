"""The tabs of a request: five pages with addresses of their own (screens.md F2)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count
from django.urls import reverse

from portal.access.models import AccessRequest


class Tab(StrEnum):
    """The tabs, each by the name of its page."""

    MATCH = "request"
    EVIDENCE = "request-evidence"
    HISTORY = "request-history"
    NOTES = "request-notes"
    OTHERS = "request-others"

    def address(self, request: AccessRequest) -> str:
        """Where the tab of a request is."""
        return reverse(f"casework:{self}", args=[request.pk])


WORDS = {
    Tab.MATCH: "Match",
    Tab.EVIDENCE: "Evidence",
    Tab.HISTORY: "History",
    Tab.NOTES: "Notes",
    Tab.OTHERS: "Other requests",
}


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab as the page shows it."""

    text: str
    href: str
    current: bool


def tabs(request: AccessRequest, current: Tab) -> list[TabLink]:
    """The five tabs; two of them say how much is behind them."""
    numbers = _numbers(request)
    return [
        TabLink(
            f"{WORDS[tab]} ({numbers[tab]})" if tab in numbers else WORDS[tab], tab.address(request), tab is current
        )
        for tab in Tab
    ]


def _numbers(request: AccessRequest) -> dict[Tab, int]:
    counted = AccessRequest.objects.filter(pk=request.pk).aggregate(
        files=Count("evidence", distinct=True),
        forms=Count("consent", distinct=True),
        notes=Count("notes", distinct=True),
    )
    return {Tab.EVIDENCE: counted["files"] + counted["forms"], Tab.NOTES: counted["notes"]}
