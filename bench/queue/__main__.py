"""`uv run python -m bench.queue [--quick] [--json] [--people N] [--requests N]`

Needs no database: it starts one of its own in a temporary folder, or uses an empty one named by DATABASE_URL.
Exit status: 0 if every goal holds, 1 if one does not.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import Any

GOAL = 300.0  # ms for a page


def main() -> int:
    """Fills the database, opens every page in every round, prints."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-queue-", dir="/tmp") as folder:
        _set_up_django(Path(folder))
        from bench.queue.filling import fill  # noqa: PLC0415 – after Django is set up

        began = monotonic()
        fill(options.people, options.requests)
        sys.stderr.write(
            f"{options.people:,} people, {options.requests:,} requests after {monotonic() - began:.0f} s; opening …\n"
        )
        goals = [*_pages(), *_races()]
    if options.json:
        sys.stdout.write(json.dumps({"bench": "queue", "goals": goals}) + "\n")
    else:
        sys.stdout.write("\n".join(_line(goal) for goal in goals) + "\n")
    return 0 if all(goal["holds"] is True for goal in goals) else 1


def _pages() -> list[dict[str, Any]]:
    """Each page through the whole of the portal, as a senior reviewer."""
    from django.test import Client  # noqa: PLC0415

    from bench.queue.measuring import in_rounds  # noqa: PLC0415
    from bench.queue.pages import pages  # noqa: PLC0415
    from portal.accounts.models import Account  # noqa: PLC0415

    client = Client()
    client.force_login(Account.objects.get(pk=12))
    times = in_rounds({page.name: (lambda page=page: page.open(client)) for page in pages()})  # type: ignore[misc]
    return [
        {
            "what": f"{name}, ms",
            "goal": f"≤ {GOAL:.0f}",
            "measured": round(each.middle, 1),
            "range": [round(min(each.wall), 1), round(max(each.wall), 1)],
            "cpu": round(sum(each.cpu) / len(each.cpu), 1),
            "holds": each.middle <= GOAL,
        }
        for name, each in times.items()
    ]


def _races() -> list[dict[str, Any]]:
    """How many times longer the usual way takes: OFFSET, and the count of all rows."""
    from statistics import median  # noqa: PLC0415

    from bench.queue.measuring import raced  # noqa: PLC0415
    from bench.queue.ways import races  # noqa: PLC0415
    from portal.accounts.models import Account  # noqa: PLC0415

    goals = []
    for race in races(Account.objects.get(pk=12)):
        ours, theirs, ratios = raced(race)
        holds: bool | str = min(ratios) >= race.goal or ("unresolved" if max(ratios) >= race.goal else False)
        goals.append(
            {
                "what": f"OFFSET and count by ours, {race.name} ({theirs.middle:.1f} by {ours.middle:.1f} ms)",
                "goal": f"≥ {race.goal}",
                "measured": round(median(ratios), 2),
                "range": [round(min(ratios), 2), round(max(ratios), 2)],
                "cpu": None,
                "holds": holds,
            }
        )
    return goals


def _line(goal: dict[str, Any]) -> str:
    low, high = goal["range"]
    says = "holds" if goal["holds"] is True else "FAILS" if goal["holds"] is False else goal["holds"]
    cpu = f"{goal['cpu']:>7.0f} ms CPU" if goal["cpu"] is not None else ""
    return f"{goal['what']:<66} {goal['goal']:>6} {goal['measured']:>8} ({low} to {high}) {says} {cpu}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.queue")
    parser.add_argument("--quick", action="store_true", help="20,000 people and 5,000 requests")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--people", type=int)
    parser.add_argument("--requests", type=int)
    options = parser.parse_args()
    options.people = options.people or (20_000 if options.quick else 1_000_000)
    options.requests = options.requests or (5_000 if options.quick else 100_000)
    return options


def _set_up_django(folder: Path) -> None:
    import django  # noqa: PLC0415

    from portal.config.embedded import embedded_database_url  # noqa: PLC0415

    os.environ.setdefault("SECRET_KEY", "for-the-bench-only-" + "x" * 40)
    os.environ["DEMO"] = "1"
    os.environ.setdefault("EMAIL_URL", "demo:")
    os.environ.setdefault("DOCUMENT_STORE", str(folder / "documents"))
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or embedded_database_url(folder / "own")
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.config.settings"
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
