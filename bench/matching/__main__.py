"""`uv run python -m bench.matching [--quick] [--json] [--people N] [--asked N] [--seed N]`

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


def main() -> int:
    """Draws a county, fills the database, measures, prints."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-matching-", dir="/tmp") as folder:
        _set_up_django(Path(folder))
        # After Django is set up.
        from bench.matching import county, database, measuring, printing  # noqa: PLC0415
        from bench.matching.households import County  # noqa: PLC0415

        began, drawn = monotonic(), county.Drawn()
        database.fill(county.draw(County(options.seed), options.people, options.asked, drawn))
        database.add_alternatives()
        _say(f"{options.people} people on file after {monotonic() - began:.0f} s; asking …")
        results = measuring.measure(drawn)
        goals = printing.goals(results)
        if options.json:
            sys.stdout.write(json.dumps({"bench": "matching", "goals": goals}) + "\n")
        else:
            sys.stdout.write(printing.table(results, goals, database.sizes(), options.people))
        if options.show:
            sys.stdout.write(printing.what_went_wrong(results))
    return 0 if all(goal["holds"] is True for goal in goals) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.matching")
    parser.add_argument("--quick", action="store_true", help="30,000 people instead of a million")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--people", type=int)
    parser.add_argument("--asked", type=int, help="questions about people on file; as many about people who are not")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="also print the questions that went wrong")
    options = parser.parse_args()
    options.people = options.people or (30_000 if options.quick else 1_000_000)
    options.asked = options.asked or (1_500 if options.quick else 7_000)
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


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
