"""`python -m portal.config.demo`, behind `make demo`: start everything, say where, and stop it all at the end.

This process only looks after the others, so it needs no Django: it can stop at any moment and clean up.
"""

import fcntl
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from portal.config.demo.environment import prepare_environment
from portal.config.demo.processes import Died, Processes
from portal.config.demo.sign_ins import SIGN_INS, kept_sign_ins
from portal.config.demo.starter import Starter
from portal.config.demo.stopping import Stopped, ignore_signals, signals_wait, stop_on_signals
from portal.config.embedded import embedded_database_url
from portal.config.environment import DEMO_FOLDER, Environment, process_environment, read_environment

DELIVERIES: Final = DEMO_FOLDER / "deliveries"
COUNCIL: Final = ("--people", "60", "--periods", "8", "--seed", "1")
SECONDS_UNTIL_READY: Final = 60


def main() -> None:
    stop_on_signals()
    starter = Starter()
    try:
        with _only_one():
            prepare_environment()
            _run(read_environment(process_environment()), starter)
    except Stopped:
        say("\nStopped. `make demo` starts it again with the same data.")
    except Died as death:
        raise SystemExit(str(death)) from None


def _run(environment: Environment, starter: Starter) -> None:
    _check_port(environment.port)
    say("Starting the database …")
    with signals_wait():
        database_url = environment.database_url or embedded_database_url(DEMO_FOLDER)
    with Processes(_folder("logs"), {"DATABASE_URL": database_url}) as processes:
        try:
            _fill(processes)
            _serve(processes, environment.port)
            _announce(environment.base_url)
            _watch(processes, starter)
        finally:
            ignore_signals()


def _fill(processes: Processes) -> None:
    """An empty database gets a made-up council; its deliveries are written once, so that none is taken twice."""
    if not DELIVERIES.is_dir():
        say("Making up a council …")
        new = DELIVERIES.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        processes.run("simulator", "-m", "simulator", str(new), *COUNCIL)
        new.rename(DELIVERIES)
    say("Taking its deliveries …")
    processes.run("filling", "manage.py", "fill_demo", str(DELIVERIES))


def _serve(processes: Processes, port: int) -> None:
    """The web server and the worker; comes back when pages are answered."""
    say("Starting the web server and the worker …")
    processes.start("web server", "-m", "gunicorn", "-c", "python:portal.config.gunicorn", "portal.config.wsgi")
    processes.start("worker", "manage.py", "procrastinate", "worker")
    last_moment = time.monotonic() + SECONDS_UNTIL_READY
    while not _is_ready(port):
        processes.check()
        if time.monotonic() > last_moment:
            raise Died(f"The web server does not answer on port {port}.")
        time.sleep(0.2)


def _watch(processes: Processes, starter: Starter) -> None:
    while not starter.wants_the_end():
        processes.check()
        time.sleep(0.5)
    raise Stopped


def _is_ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _announce(base_url: str) -> None:
    say(f"\nThe Client Finance Portal is at {base_url}\n")
    for one in kept_sign_ins():
        say(f"  {one.role:<16}  {one.email:<36}  {one.password:<26}  {one.name}")
    say(f"\nStaff sign in at {base_url}/sign-in/staff, everybody else at {base_url}/sign-in.")
    say(f"The sign-ins are kept in {SIGN_INS.relative_to(DEMO_FOLDER.parent)}. Ctrl-C stops everything.")


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(f"Port {port} is in use. Choose another one: make demo PORT={port + 1}") from None


@contextmanager
def _only_one() -> Iterator[None]:
    """Two demos in one checkout would share their data and get in each other's way."""
    with (_folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("This demo is running already, in another terminal.") from None
        yield


def _folder(name: str = "") -> Path:
    folder = DEMO_FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
