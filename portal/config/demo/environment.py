"""The demo's settings, and the file that lets `manage.py` in another terminal work on the same database."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from portal.config.environment import DEMO_ENVIRONMENT

# What a caller may set; the rest of the portal's settings have no place in a demo.
HONOURED = ("PORT", "BASE_URL", "DATABASE_URL", "EMAIL_URL", "OS_PLACES_KEY", "COUNCIL_FILE", "DOCUMENT_STORE")


def prepare_environment(file: Path = DEMO_ENVIRONMENT) -> None:
    """Settles the demo's settings in this process and writes them down; the secret key is kept from run to run."""
    inbox = file.parent / "inbox"
    made = _demo_environment(os.environ, _kept(file)) | {"DELIVERY_INBOX": str(inbox)}
    inbox.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text("".join(f"{name}={value}\n" for name, value in made.items()))
    new.replace(file)
    os.environ.update(made)


def _demo_environment(given: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    key = given.get("SECRET_KEY") or kept.get("SECRET_KEY") or secrets.token_urlsafe(50)
    return {"DEMO": "1", "SECRET_KEY": key} | {name: given[name] for name in HONOURED if given.get(name)}


def _kept(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if line)
