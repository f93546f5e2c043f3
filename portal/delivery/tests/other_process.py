"""Runs the portal in a process of its own, on the database of the running test."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]

DIES = """
import os, signal, sys
import django
django.setup()
from functools import reduce
from importlib import import_module
module, (*owners, name), times = sys.argv[1], sys.argv[2].split("."), int(sys.argv[3])
owner = reduce(getattr, owners, import_module(module))
real, calls = getattr(owner, name), 0
def deadly(*given, **named):
    global calls
    calls += 1
    if calls == times:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(owner, name, deadly)
from django.core.management import call_command
call_command("take_delivery", sys.argv[4], "--json")
"""


def environment() -> dict[str, str]:
    """The test's own environment, with its database and document store."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"]).geturl()
    store = settings.STORAGES["default"]["OPTIONS"]["location"]
    return dict(os.environ) | {
        "DATABASE_URL": url,
        "DOCUMENT_STORE": str(store),
        "DJANGO_SETTINGS_MODULE": "portal.config.settings",
    }


def start(*arguments: str) -> "subprocess.Popen[str]":
    """`python ARGUMENTS`."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def manage(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `manage.py ARGUMENTS`."""
    process = start("manage.py", *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def die_in(module: str, function: str, times: int, path: Path) -> int:
    """Takes the delivery at `path` and is killed when `function` is called for the `times`-th time."""
    process = start("-c", DIES, module, function, str(times), str(path))
    process.communicate(timeout=60)
    return process.returncode
