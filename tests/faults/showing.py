"""Runs faults and says on the terminal how it goes: a line of progress, a table at the end, the first difference."""

import sys
from collections import Counter
from time import monotonic

from tests.faults.cases import fill, make_cases
from tests.faults.in_steps import commit_in_steps
from tests.faults.runner import Result, Runner
from tests.faults.stage import Stage

# How many faults the importer that commits in steps may get away with.
MOST_CONTROLS = 40


def show(stage: Stage, *, seed: int, faults: int, only: int | None) -> int:
    """Breaks off deliveries until `faults` are done or there is a difference. Gives the exit status."""
    began = monotonic()
    cases = make_cases(stage)
    stage.build(fill(stage))
    runner = Runner(stage, cases)
    runner.measure()
    _say(f"seed {seed}, ready after {monotonic() - began:.0f} s")
    if not stage.files.has_a_size:
        _say(
            "This process may not mount: files are kept short instead of a disk full, and PostgreSQL's disk stays wide."
        )
    results: list[Result] = []
    for number in [only] if only else range(1, faults + 1):
        results.append(runner.strike(seed, number))
        if results[-1].difference:
            _say(_told(results[-1], seed, number))
            return 1
        _progress(len(results), faults, began)
    _say("\n".join(_table(results)))
    _say(f"{len(results)} faults, 0 differences, {monotonic() - began:.0f} s")
    return 0 if only else _control(Runner(stage, cases, runner.usual, spoil=commit_in_steps), seed)


def _control(runner: Runner, seed: int) -> int:
    """The harness has to catch an importer that commits in steps, or it proves nothing."""
    for number in range(1, MOST_CONTROLS + 1):
        result = runner.strike(seed, number)
        if result.between:
            _say(f"negative control, an importer that commits in steps: caught at fault {number}")
            return 0
    _say(f"negative control, an importer that commits in steps: NOT caught in {MOST_CONTROLS} faults")
    return 1


def _table(results: list[Result]) -> list[str]:
    """A row for each kind of fault: how many, and how many deliveries were in when it had struck."""
    counted = Counter((result.fault, result.taken) for result in results)
    lines = [f"{'fault':36}{'faults':>8}{'none in':>10}{'some in':>10}{'all in':>10}"]
    for name in sorted({result.fault for result in results}):
        numbers = [counted[name, taken] for taken in ("none", "some", "all")]
        lines.append(f"{name:36}{sum(numbers):8}" + "".join(f"{number:10}" for number in numbers))
    return lines


def _told(result: Result, seed: int, number: int) -> str:
    again = f"python -m tests.faults --seed {seed} --only {number}"
    return f"DIFFERENCE at fault {number}: {result.fault}; {result.case}\n{result.difference}\nAgain: {again}"


def _progress(done: int, faults: int, began: float) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{done} of {faults} faults, {monotonic() - began:.0f} s ")
        sys.stdout.flush()
    elif done % 50 == 0 and done < faults:
        _say(f"{done} of {faults} faults, {monotonic() - began:.0f} s")


def _say(text: str) -> None:
    sys.stdout.write(("\r" if sys.stdout.isatty() else "") + text + "\n")
    sys.stdout.flush()
