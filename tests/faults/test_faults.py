"""Deliveries broken off at random moments, by a process of its own: see runner.py. `make faults` does a thousand."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTS = 50


# One test, not two: two workers of pytest would each break off fifty.
def test_what_is_broken_off_ends_as_if_undisturbed_and_an_importer_that_commits_in_steps_is_caught() -> None:
    command = [sys.executable, "-m", "tests.faults", "--faults", str(FAULTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{FAULTS} faults, 0 differences" in done.stdout
    assert re.search(r"^negative control, .*: caught at fault \d+$", done.stdout, re.MULTILINE)
