"""What was to be reached, and whether it was."""

from collections.abc import Mapping
from statistics import median
from typing import Any, Final

from bench.pages.rounds import PAGES, Figures
from bench.pages.ways import BARE, DEFAULT, OURS

TIMES_DEFAULT: Final = 4.0
OF_BARE: Final = 0.40
AT_MOST: Final = 1.5
Goal = dict[str, Any]


def raced(figures: Mapping[tuple[str, str], Figures]) -> list[Goal]:
    """Ours by the two others, in pages a second and in CPU a page."""
    goals = []
    for page in PAGES:
        ours = figures[page, OURS]
        for name, least in ((DEFAULT, TIMES_DEFAULT), (BARE, OF_BARE)):
            theirs = figures[page, name]
            more = [one / other for one, other in zip(ours.rate, theirs.rate, strict=True)]
            rates = f"{median(ours.rate):.0f} and {median(theirs.rate):.0f} a second"
            goals.append(_goal(f"{page}: pages a second, ours by {name} ({rates})", more, least))
            less = [other / one for one, other in zip(ours.cpu, theirs.cpu, strict=True)]
            cpu = f"{_cpu(theirs)} and {_cpu(ours)}"
            goals.append(_goal(f"{page}: CPU a page, {name} by ours ({cpu})", less, least))
    return goals


def flat(figures: Mapping[tuple[str, int], Figures]) -> list[Goal]:
    """The larger table by the smaller one."""
    goals = []
    few, many = sorted({size for _, size in figures})
    for page in PAGES:
        small, large = figures[page, few].p95, figures[page, many].p95
        ratios = [one / other for one, other in zip(large, small, strict=True)]
        what = f"{page}: p95, {many:,} by {few:,} documents ({median(large):.1f} by {median(small):.1f} ms)"
        goals.append(_goal(what, ratios, AT_MOST, at_most=True))
    return goals


def _cpu(figures: Figures) -> str:
    return f"{median(figures.cpu):.1f} ms, {median(figures.web):.1f} of it web"


def _goal(what: str, ratios: list[float], goal: float, *, at_most: bool = False) -> Goal:
    """A goal that some rounds reach and others do not is unresolved."""
    reached = [ratio <= goal if at_most else ratio >= goal for ratio in ratios]
    return {
        "what": what,
        "goal": f"{'≤' if at_most else '≥'} {goal}",
        "measured": round(median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
        "holds": reached[0] if len(set(reached)) == 1 else "unresolved",
    }


def line(goal: Goal) -> str:
    """For the table."""
    low, high = goal["range"]
    says = "holds" if goal["holds"] is True else "FAILS" if goal["holds"] is False else goal["holds"]
    return f"{goal['what']:<108} {goal['goal']:>6} {goal['measured']:>6} ({low} to {high}) {says}"
