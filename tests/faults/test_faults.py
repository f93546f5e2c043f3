"""Deliveries broken off at random moments, by a process of its own: see runner.py. `make faults` does a thousand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTS = 50


@pytest.fixture(scope="module")
def told() -> str:
    """What a run of faults says. Its seed is another one each time; it says which."""
    command = [sys.executable, "-m", "tests.faults", "--faults", str(FAULTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_is_broken_off_ends_where_an_undisturbed_run_does(told: str) -> None:
    assert f"{FAULTS} faults, 0 differences" in told


def test_an_importer_that_commits_in_steps_is_caught(told: str) -> None:
    assert re.search(r"^negative control, .*: caught at fault \d+$", told, re.MULTILINE)
