"""`python -m tests.faults [--faults N] [--seed S] [--only NUMBER]`; ends with status 1 if there is a difference."""

import argparse
import logging
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from random import randrange

from tests.faults.stage import Stage


def main() -> int:
    """Makes a stage, breaks off deliveries on it, and takes it down again."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="portal-faults-"))
    # Whoever ends this run leaves no server and no mount behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    stage = Stage(folder)
    os.environ.update(stage.settings())
    try:
        return _run(stage, options)
    finally:
        stage.close()
        shutil.rmtree(folder, ignore_errors=True)


def _run(stage: Stage, options: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 – the portal reads its settings when it is imported: not before they are known

    django.setup()
    logging.disable(logging.INFO)
    from tests.faults.showing import show  # noqa: PLC0415 – as above

    return show(stage, seed=options.seed, faults=options.faults, only=options.only)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Breaks off deliveries.")
    parser.add_argument("--faults", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=randrange(1, 1_000_000), help="the same seed picks the same faults")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="only this one of the seed's faults")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
