"""`make demo` for real: in a copy of the portal, with its own PostgreSQL, web server and worker."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.utils import timezone

from portal.config.demo.environment import prepare_environment
from portal.config.demo.processes import Died, Processes
from portal.config.demo.starter import Starter
from portal.config.environment import ROOT
from simulator.__main__ import write_deliveries
from simulator.council import Size
from tests.support.ports import free_port

READY = "Ctrl-C stops everything"
# To end with all that belongs to it, on a slow and busy machine.
MOST_SECONDS = 120


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the portal; a council smaller than the demo's has handed over its deliveries already."""
    home = tmp_path / "checkout"
    leave_out = shutil.ignore_patterns("node_modules", "__pycache__", "tests")
    for folder in ("portal", "simulator"):
        shutil.copytree(ROOT / folder, home / folder, ignore=leave_out)
    for file in ("manage.py", "council.toml"):
        shutil.copy(ROOT / file, home / file)
    size = Size(people=40, periods=1, seed=1, today=timezone.localdate())
    write_deliveries(home / ".demo" / "deliveries", size, pdfs=False)
    return home


@contextmanager
def demo(checkout: Path, port: int, until: str = READY) -> Iterator[subprocess.Popen[str]]:
    """The demo, started in a session of its own as a terminal would, once it has said `until`."""
    unset = ("DATABASE_URL", "SECRET_KEY", "EMAIL_URL", "DOCUMENT_STORE", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in unset} | {"PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.config.demo"],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        said = ""
        while until not in said:
            line = process.stdout.readline()
            assert line, f"The demo ended early: {said}"
            said += line
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(MOST_SECONDS)


def processes_of(checkout: Path) -> dict[int, str]:
    """Everything that runs in or for the copy: process number and command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if str(checkout) in f"{(folder / 'cwd').readlink()} {command}":
                found[int(folder.name)] = command
    return found


def ask_from_another_terminal(checkout: Path, question: str) -> str:
    unset = ("DATABASE_URL", "SECRET_KEY", "EMAIL_URL", "DOCUMENT_STORE", "DJANGO_SETTINGS_MODULE", "DEMO")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", question]
    run = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_the_demo_starts_stops_without_a_trace_and_keeps_its_data(checkout: Path) -> None:
    port = free_port()
    with demo(checkout, port, until="Taking its deliveries") as cut_off:
        time.sleep(1)
        os.killpg(cut_off.pid, signal.SIGTERM)
        assert cut_off.wait(MOST_SECONDS) == 0
    assert processes_of(checkout) == {}

    count = "from portal.documents.models import Document; print(Document.objects.count())"
    with demo(checkout, port) as running:
        assert urlopen(f"http://127.0.0.1:{port}/sign-in").status == 200
        sign_ins = json.loads((checkout / ".demo" / "sign-ins.json").read_text())
        assert {"viewer", "reviewer", "senior_reviewer", "admin"} <= {one["role"] for one in sign_ins}
        documents = ask_from_another_terminal(checkout, count)
        assert int(documents) > 0
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(MOST_SECONDS) == 0
    assert processes_of(checkout) == {}

    with demo(checkout, port) as again:
        assert json.loads((checkout / ".demo" / "sign-ins.json").read_text()) == sign_ins
        assert ask_from_another_terminal(checkout, count) == documents
        worker = next(number for number, command in processes_of(checkout).items() if "procrastinate" in command)
        os.kill(worker, signal.SIGKILL)
        assert again.wait(MOST_SECONDS) == 1, "the demo does not go on without its worker"
    assert processes_of(checkout) == {}


def test_a_starter_that_was_interrupted_alone_takes_the_demo_with_it() -> None:
    watching = (
        "import time; from portal.config.demo.starter import Starter\n"
        "starter = Starter(); print('watching', flush=True)\n"
        "while not starter.wants_the_end(): time.sleep(0.05)"
    )
    # As make does: in the handler of Ctrl-C it waits for what it started.
    waiting = (
        "import signal, subprocess, sys; child = subprocess.Popen([sys.executable, '-c', sys.argv[1]])\n"
        "signal.signal(signal.SIGINT, lambda *_: signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))\n"
        "sys.exit(child.wait())"
    )
    starter = subprocess.Popen([sys.executable, "-c", waiting, watching], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    assert starter.stdout.readline() == "watching\n"
    starter.send_signal(signal.SIGINT)
    assert starter.wait(MOST_SECONDS) == 0


def test_a_starter_that_holds_signals_back_for_an_instant_goes_on() -> None:
    looks = iter([False, True, False, True, True])

    class Seen(Starter):
        def _holds_ctrl_c_back(self) -> bool:
            return next(looks)

    starter = Seen()
    assert [starter.wants_the_end() for _ in range(4)] == [False, False, False, True]


def test_a_port_in_use_is_said_and_nothing_is_started(checkout: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with demo(checkout, port, until=f"Port {port} is in use") as refused:
            assert refused.wait(MOST_SECONDS) == 1
    assert processes_of(checkout) == {}


def test_settings_are_written_for_other_terminals_and_the_key_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"PORT": "8123", "EMAIL_URL": "smtp://localhost:2525", "HOME": "/home/mary"})
    file = tmp_path / "demo" / "environment"
    prepare_environment(file)
    first = dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert first | {"SECRET_KEY": "…"} == {
        "DEMO": "1",
        "SECRET_KEY": "…",
        "PORT": "8123",
        "EMAIL_URL": "smtp://localhost:2525",
        "DELIVERY_INBOX": str(file.parent / "inbox"),
    }
    assert (file.parent / "inbox").is_dir()
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(os, "environ", {})
    prepare_environment(file)
    assert f"SECRET_KEY={first['SECRET_KEY']}\n" in file.read_text()
    assert os.environ["DEMO"] == "1"


def test_a_process_that_will_not_end_is_ended(tmp_path: Path) -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with Processes(tmp_path, {}, seconds_to_stop=1) as processes:
        process = processes.start("stubborn one", "-c", stubborn)
        while not (tmp_path / "stubborn-one.log").stat().st_size:
            time.sleep(0.05)
    assert process.poll() == -signal.SIGKILL


def test_a_process_that_dies_is_named_with_its_last_words(tmp_path: Path) -> None:
    with Processes(tmp_path, {}) as processes, pytest.raises(Died, match=r"(?s)The helper has stopped.*no luck"):
        processes.run("helper", "-c", "raise SystemExit('no luck')")
