"""`uv run python -m bench.delivery [--quick] [--json] [--without-large]`

Needs no database: it starts one of its own in a temporary folder, or uses an empty one named by DATABASE_URL.

Every way puts the same documents into the same table, with the same indexes, constraints and triggers, of people that
are there already; the same server with the same settings, a checkpoint before each. Ours is the command `take_delivery`
in a process of its own, measured by its own clock: hashes of the files, reading, checking, judging, writing, commit.
The start of its process is not in it (its CPU is printed with it). COPY sends rows that such a delivery has left, in
the form PostgreSQL takes unless told otherwise: text. Ours writes the binary form, which costs PostgreSQL less; a COPY
in that form is beside it, without a goal.

update_or_create is called for each document and for each of its lines, as rows of two models: that is how an importer
in Django usually keeps them. The portal's own table has a document as one row, with its lines in it; the second figure
calls update_or_create for those alone, 1,000 times instead of 11,000. It has no goal.

Exit status: 0 if every goal holds, 1 if one does not.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

Goal = dict[str, Any]


def main() -> int:
    """Writes the deliveries, takes them in rounds, prints."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-delivery-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _set_up_django(folder)
        from bench.delivery.rounds import race  # noqa: PLC0415 – after Django is set up
        from bench.delivery.small_change import small_change  # noqa: PLC0415

        goals = race(folder, options.lines, options.rounds)
        if not options.without_large:
            goals += small_change(folder, *((20_000, 200_000) if options.quick else (1_000_000, 10_000_000)))
    if options.json:
        sys.stdout.write(json.dumps({"bench": "delivery", "goals": goals}) + "\n")
    else:
        sys.stdout.write("\n".join(map(_line, goals)) + "\n")
    return 0 if all(goal["holds"] in (True, None) for goal in goals) else 1


def _line(goal: Goal) -> str:
    low, high = goal["range"]
    says = {True: "holds", False: "FAILS", None: ""}.get(goal["holds"], goal["holds"])
    return f"{goal['what']:<72} {goal['goal']:>8} {goal['measured']:>9} ({low} to {high}) {says} {goal.get('note', '')}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.delivery")
    parser.add_argument("--quick", action="store_true", help="10,000 and 100,000 lines, three rounds, a small county")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--without-large", action="store_true", help="not the ten changes in a large database")
    options = parser.parse_args()
    options.lines = (10_000, 100_000) if options.quick else (10_000, 100_000, 1_000_000)
    options.rounds = 3 if options.quick else 7
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
