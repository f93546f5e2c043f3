"""`uv run python -m bench.pages [--quick] [--json]`

Three ways to the same documents list and the same remittance page, for accounts with three people and 500 documents:

* ours: the portal as it runs in production, behind a proxy;
* default Django: its templates and middleware, model instances, a connection for each request, gunicorn's sync worker;
* bare: psycopg and Jinja2 in a WSGI function.

On every side the same session is checked (its mark, its age, its account), the same access asked for, the same rows
read, and the same entry written to the audit trail, which the database chains at commit. Every answer is compared: the
same markup and the same words, but for tokens. Each way is one process of gunicorn; CPU is that of all web processes
and of the whole PostgreSQL server, ended ones included. Then the portal alone, with many more documents in the table.

Needs no database: it starts one of its own in a temporary folder. Exit status: 0 if every goal holds, 1 if not.
"""

import argparse
import atexit
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

from bench.pages import database
from bench.pages.goals import flat, line, raced
from bench.pages.rounds import Opened, compared, race, spread
from bench.pages.serving import serving
from bench.pages.ways import OURS, WAYS

FULL, QUICK = (100_000, 10_000_000), (20_000, 200_000)
PEOPLE_AT_ONCE = 200  # accounts of each database that read


def main() -> int:
    """Fills, serves, races, prints."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with tempfile.TemporaryDirectory(prefix="bench-pages-", dir="/tmp") as name:
        # The embedded server's own end comes later and leaves a lock behind.
        atexit.register(shutil.rmtree, name, ignore_errors=True)
        url = database.start(Path(name))
        try:
            goals = _measured(Path(name), url, options)
        except Exception:
            sys.stderr.write((Path(name) / "served.log").read_text()[-4000:])
            raise
        finally:
            database.stop(Path(name))
    if options.json:
        sys.stdout.write(json.dumps({"bench": "pages", "goals": goals}) + "\n")
    else:
        sys.stdout.write("\n".join(line(goal) for goal in goals) + "\n")
    return 0 if all(goal["holds"] is True for goal in goals) else 1


def _measured(folder: Path, url: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    few, many = options.documents
    small = _filled(folder, database.another(url, "few"), few)
    goals: list[dict[str, Any]] = []
    with ExitStack() as running:
        opened = {
            way.name: Opened(
                running.enter_context(
                    serving(
                        list(way.arguments), small.environment | {"DJANGO_SETTINGS_MODULE": way.settings}, small.log
                    )
                ),
                small.visits,
                way.session,
            )
            for way in WAYS
        }
        compared(opened)
        goals += raced(race(opened, database.server_pid(folder), options.requests))
    large = _filled(folder, database.another(url, "many"), many)
    ours = next(way for way in WAYS if way.name == OURS)
    with ExitStack() as running:
        sizes = {
            filled.documents: Opened(
                running.enter_context(serving(list(ours.arguments), filled.environment, filled.log)),
                filled.visits,
                ours.session,
            )
            for filled in (small, large)
        }
        goals += flat(spread(sizes, options.requests))
    return goals


class Filled:
    """A database with so many documents, and what can be opened in it."""

    def __init__(self, documents: int, environment: dict[str, str], visits: dict[str, Any], log: Path) -> None:
        self.documents, self.environment, self.visits, self.log = documents, environment, visits, log


def _filled(folder: Path, url: str, documents: int) -> Filled:
    began = monotonic()
    environment = database.environment(url, folder)
    command = [sys.executable, "-m", "bench.pages.filled", str(documents), str(PEOPLE_AT_ONCE)]
    made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own words
    sys.stderr.write(f"{documents:,} documents after {monotonic() - began:.0f} s\n")
    return Filled(documents, environment, json.loads(made.stdout), folder / "served.log")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.pages")
    parser.add_argument("--quick", action="store_true", help="20,000 documents against 200,000, and fewer requests")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--documents", type=int, nargs=2, metavar=("FEW", "MANY"), help="in the two tables")
    parser.add_argument("--requests", type=int, help="for each page, way and round")
    options = parser.parse_args()
    options.documents = options.documents or (QUICK if options.quick else FULL)
    options.requests = options.requests or (30 if options.quick else 150)
    return options


if __name__ == "__main__":
    try:
        status = main()
    except Exception:
        traceback.print_exc()
        status = 2
    sys.exit(status)
