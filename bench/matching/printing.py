"""The goals, and the tables of a run."""

from typing import Any

from bench.matching.county import Question
from bench.matching.measuring import Result, ratios
from bench.matching.ways import OURS, WAYS

LONGEST_MS = 25.0


def goals(results: dict[str, Result]) -> list[dict[str, Any]]:
    """What has to hold (docs/decisions/1001)."""
    ours = results[OURS]
    decoys = 1000 * len(ours.decoys_strong) / max(1, ours.decoys)
    return [
        _goal("right person among the three", "≥ 0.995", ours.share(ours.in_three), at_least=0.995),
        _goal("strong: precision", "≥ 0.999", ours.precision, at_least=0.999),
        _goal("strong: recall", "≥ 0.90", ours.share(ours.strong_right), at_least=0.90),
        _goal("decoys strong in a thousand", "≤ 1", decoys, at_most=1.0),
        _time_goal(ours),
    ]


def _time_goal(ours: Result) -> dict[str, Any]:
    """Unresolved if some rounds keep the goal and some do not: other work on the machine decides."""
    least, most = min(ours.p95_by_round), max(ours.p95_by_round)
    holds: bool | str = most <= LONGEST_MS or ("unresolved" if least <= LONGEST_MS else False)
    goal = _goal("p95 of an assessment, ms", f"≤ {LONGEST_MS:.0f}", ours.p95, at_most=LONGEST_MS)
    return goal | {"range": [round(least, 1), round(most, 1)], "holds": holds}


def _goal(what: str, goal: str, measured: float, at_least: float = -1.0, at_most: float = 1e9) -> dict[str, Any]:
    holds = at_least <= measured <= at_most
    return {"what": what, "goal": goal, "measured": round(measured, 4), "range": None, "holds": holds}


def table(results: dict[str, Result], goals: list[dict[str, Any]], sizes: dict[str, int], people: int) -> str:
    """All of it as text."""
    parts = [_goals_table(goals, people), _kinds_table(results[OURS]), _ways_table(results, sizes)]
    return "\n\n".join(parts) + "\n"


def _goals_table(goals: list[dict[str, Any]], people: int) -> str:
    lines = [f"{goal['what']:<32} {goal['goal']:>8} {goal['measured']:>9} {_held(goal)}" for goal in goals]
    return "\n".join([f"{people:,} people on file", *lines])


def _held(goal: dict[str, Any]) -> str:
    words = {True: "holds", False: "FAILS"}.get(goal["holds"], "unresolved")
    return words + (f" (rounds {goal['range'][0]} to {goal['range'][1]})" if goal["range"] else "")


def _kinds_table(ours: Result) -> str:
    lines = [f"{'kind of mistake':<22} {'asked':>6} {'first':>7} {'in three':>9} {'strong':>7}"]
    for kind, asked in sorted(ours.asked.items(), key=lambda pair: ours.in_three[pair[0]] / pair[1]):
        shares = [counts[kind] / asked for counts in (ours.first, ours.in_three, ours.strong_right)]
        lines.append(f"{kind:<22} {asked:>6} {shares[0]:>7.3f} {shares[1]:>9.3f} {shares[2]:>7.3f}")
    lines.append(f"decoys strong: {len(ours.decoys_strong)} of {ours.decoys}; wrong strong: {len(ours.strong_wrong)}")
    return "\n".join(lines)


def _ways_table(results: dict[str, Result], sizes: dict[str, int]) -> str:
    head = ("way", "first", "three", "p50 ms", "p95 ms", "cpu ms", "MB")
    lines = ["{:<18} {:>6} {:>6} {:>7} {:>7} {:>6} {:>6}  time by ours (range)".format(*head)]
    for name in WAYS:
        way, by_round = results[name], sorted(ratios(results, name))
        size = f"{sizes[name] / 1e6:.0f}" if name in sizes else "–"
        shares = f"{way.share(way.first):>6.3f} {way.share(way.in_three):>6.3f} {way.p50:>7.1f} {way.p95:>7.1f}"
        middle = by_round[len(by_round) // 2]
        lines.append(
            f"{name:<18} {shares} {way.cpu_ms:>6.1f} {size:>6}  {middle:.2f} ({by_round[0]:.2f} to {by_round[-1]:.2f})"
        )
    return "\n".join(lines)


def what_went_wrong(results: dict[str, Result]) -> str:
    """The questions behind the figures, to learn from."""
    ours = results[OURS]
    named = (("missed", ours.missed), ("wrongly strong", ours.strong_wrong), ("decoy strong", ours.decoys_strong))
    return "\n".join(_line(what, question) for what, questions in named for question in questions) + "\n"


def _line(what: str, question: Question) -> str:
    typed = question.typed
    return f"{what} · {question.kind} · {question.ref}: {typed}"
