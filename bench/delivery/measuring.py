"""Wall time, CPU and memory of each way to put the same documents into the same tables."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from django.db import connection

ROUNDS = 7
TICK = os.sysconf("SC_CLK_TCK")
# Prints its own peak memory and CPU after the command's answer.
_COMMAND = """
import resource, sys
sys.argv = ["manage.py", "take_delivery", sys.argv[1], "--json"]
import runpy
try:
    runpy.run_path("manage.py", run_name="__main__")
except SystemExit as end:
    status = end.code or 0
else:
    status = 0
used = resource.getrusage(resource.RUSAGE_SELF)
sys.stderr.write(f"{used.ru_maxrss} {used.ru_utime + used.ru_stime}\\n")
sys.exit(status)
"""


@dataclass(frozen=True)
class Run:
    """One time something was put in: seconds of wall time and of CPU; memory in KB where it was looked at."""

    seconds: float
    cpu: float
    server_cpu: float
    memory: int = 0


def take(path: Path) -> Run:
    """The real command, in a process of its own. Its own clock counts: from the path to the commit."""
    before = server_cpu()
    done = subprocess.run(  # noqa: S603 – our own command
        [sys.executable, "-c", _COMMAND, str(path)], check=True, capture_output=True, text=True, env=os.environ
    )
    report = json.loads(done.stdout)
    if report["outcome"] != "taken":
        raise RuntimeError(f"the delivery was {report['outcome']}: {report['reason']}")
    memory, cpu = done.stderr.splitlines()[-1].split()
    return Run(report["seconds"], float(cpu), server_cpu() - before, int(memory))


def timed(act: Callable[[], object]) -> Run:
    """Something done in this process."""
    before, cpu, began = server_cpu(), _own_cpu(), perf_counter()
    act()
    return Run(perf_counter() - began, _own_cpu() - cpu, server_cpu() - before)


def middle(runs: list[Run]) -> float:
    """The median of the wall time."""
    return median(run.seconds for run in runs)


def server_cpu() -> float:
    """CPU of all processes of the database server, also of those that have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    postmaster = _stat(backend)[1]
    return sum(_cpu(pid) for pid in _processes() if _belongs(pid, postmaster)) + _ended(postmaster)


def _belongs(pid: int, postmaster: int) -> bool:
    try:
        return pid == postmaster or _stat(pid)[1] == postmaster
    except FileNotFoundError:
        return False


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _cpu(pid: int) -> float:
    try:
        fields = _stat(pid)
    except FileNotFoundError:
        return 0.0
    return (fields[11] + fields[12]) / TICK


def _ended(postmaster: int) -> float:
    fields = _stat(postmaster)
    return (fields[13] + fields[14]) / TICK


def _stat(pid: int) -> list[int]:
    """The numbers of /proc/PID/stat after the process's state: [1] is its parent."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [0, *(int(word) for word in words[1:])]


def _own_cpu() -> float:
    times = os.times()
    return times.user + times.system
