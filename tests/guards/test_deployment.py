"""How the portal starts for real: silent checks, and no start with a setting that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "a-long-random-text-that-nobody-can-guess-0123456789-and-more",
    "BASE_URL": "https://portal.westmere.example",
    "EMAIL_URL": "smtps://portal:secret@mail.westmere.example",
}


def start(tmp_path: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Runs `manage.py check --deploy` as a council would, with these settings changed."""
    environment = PRODUCTION | {"DOCUMENT_STORE": str(tmp_path), "DATABASE_URL": os.environ["DATABASE_URL"]} | changes
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEMO": "0"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_check_deploy_is_silent(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is empty"),
        ("SECRET_KEY", "short", "SECRET_KEY is 5 characters long"),
        ("BASE_URL", "", "BASE_URL is empty"),
        ("BASE_URL", "http://portal.westmere.example", "BASE_URL is 'http://portal.westmere.example'"),
        ("EMAIL_URL", "", "EMAIL_URL is empty"),
        ("EMAIL_URL", "demo:", "EMAIL_URL is demo:…"),
        ("DATABASE_URL", "mysql://localhost/portal", "DATABASE_URL is mysql:…"),
        ("DELIVERY_INBOX", "/not/there", "DELIVERY_INBOX is '/not/there'"),
        ("COUNCIL_FILE", "/not/there.toml", "COUNCIL_FILE is '/not/there.toml'"),
        ("DEMO", "yes", "DEMO is 'yes'"),
        ("PORT", "99999", "PORT is '99999'"),
        ("CLAMD_URL", "scanner:3310", "CLAMD_URL is 'scanner:3310'"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path: Path, name: str, value: str, says: str) -> None:
    done = start(tmp_path, **{name: value})
    assert done.returncode != 0
    assert done.stderr.startswith(says)
    assert "Allowed: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_that_may_be_a_secret_is_not_repeated(tmp_path: Path) -> None:
    done = start(tmp_path, SECRET_KEY="hunter2", DATABASE_URL="mysql://portal:hunter2@db/portal")
    assert "hunter2" not in done.stderr


def test_a_mistake_in_the_councils_file_stops_the_start(tmp_path: Path) -> None:
    council = tmp_path / "council.toml"
    council.write_text((ROOT / "council.toml").read_text().replace('nation = "England"', 'nation = "Atlantis"'))
    done = start(tmp_path, COUNCIL_FILE=str(council))
    assert done.returncode != 0
    assert "nation" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_the_tests_run_on_postgresql() -> None:
    assert connection.vendor == "postgresql"
    assert settings.DEBUG is False
