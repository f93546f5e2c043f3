"""The one place that reads the environment: every setting typed, checked, and refused in a clear sentence."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO_FOLDER = ROOT / ".demo"
DEMO_ENVIRONMENT = DEMO_FOLDER / "environment"

T = TypeVar("T")


class WrongSetting(SystemExit):
    """Stops the start. Says which setting is wrong, what was found and what is allowed."""

    def __init__(self, name: str, found: str, allowed: str) -> None:
        super().__init__(f"{name} is {found or 'empty'}. Allowed: {allowed}.")


@dataclass(frozen=True, slots=True)
class Environment:
    """What the machine tells the portal. See the settings in README.md."""

    demo: bool
    secret_key: str
    former_secret_keys: tuple[str, ...]
    database_url: str | None  # None: the embedded PostgreSQL
    base_url: str
    email_url: str
    document_store: str
    delivery_inbox: Path | None
    council_file: Path
    port: int
    os_places_key: str | None
    clamd_url: str | None  # None: files are not scanned
    trusted_proxies: tuple[str, ...]

    @property
    def base(self) -> SplitResult:
        return urlsplit(self.base_url)

    @property
    def https(self) -> bool:
        return self.base.scheme == "https"


def read_environment(given: Mapping[str, str]) -> Environment:
    """Reads and checks all settings. Raises WrongSetting at the first that cannot be used."""
    demo = _read(given, "DEMO", _yes_or_no, "0 or 1", default=False)
    port = _read(given, "PORT", _port, "a whole number from 1 to 65535", default=8000)
    return Environment(
        demo=demo,
        secret_key=_secret_key(given, demo=demo),
        former_secret_keys=tuple(given.get("FORMER_SECRET_KEYS", "").split()),
        database_url=_database_url(given),
        base_url=_base_url(given, demo=demo, port=port),
        email_url=_email_url(given, demo=demo),
        document_store=_read(
            given, "DOCUMENT_STORE", _document_store, "a folder or s3://bucket", default=str(DEMO_FOLDER / "documents")
        ),
        delivery_inbox=_read(given, "DELIVERY_INBOX", _folder, "a folder that exists", default=None),
        council_file=_read(given, "COUNCIL_FILE", _file, "a file that exists", default=ROOT / "council.toml"),
        port=port,
        os_places_key=given.get("OS_PLACES_KEY") or None,
        clamd_url=_read(given, "CLAMD_URL", _clamd, "tcp://host:port or unix:///path", default=None),
        trusted_proxies=_read(
            given, "TRUSTED_PROXIES", _networks, "IP addresses or networks with spaces between them", default=()
        ),
    )


def process_environment() -> Mapping[str, str]:
    """The process's environment; without a SECRET_KEY of its own, on top of what `make demo` left in .demo/."""
    if os.environ.get("SECRET_KEY") or not DEMO_ENVIRONMENT.is_file():
        return os.environ
    lines = DEMO_ENVIRONMENT.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line) | dict(os.environ)


def _read(given: Mapping[str, str], name: str, convert: Callable[[str], T], allowed: str, default: T) -> T:
    text = given.get(name, "").strip()
    if not text:
        return default
    try:
        return convert(text)
    except ValueError:
        raise WrongSetting(name, repr(text), allowed) from None


def _yes_or_no(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError
    return text == "1"


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _secret_key(given: Mapping[str, str], *, demo: bool) -> str:
    key = given.get("SECRET_KEY", "")
    if len(key) >= 50 or (demo and key):
        return key
    if demo:
        # Only ever signs made-up people's cookies; `make demo` writes a random one.
        return "demo-" + "0123456789" * 5
    # The value itself is never repeated: the message may end up in a log.
    found = f"{len(key)} characters long" if key else ""
    raise WrongSetting("SECRET_KEY", found, "at least 50 random characters (or DEMO=1 to try the portal out)")


def _database_url(given: Mapping[str, str]) -> str | None:
    text = given.get("DATABASE_URL", "")
    if text and urlsplit(text).scheme not in ("postgresql", "postgres"):
        # It may hold a password, so only its kind is repeated.
        raise WrongSetting("DATABASE_URL", urlsplit(text).scheme + ":…", "postgresql://…")
    return text or None


def _base_url(given: Mapping[str, str], *, demo: bool, port: int) -> str:
    default = f"http://localhost:{port}" if demo else ""
    text = given.get("BASE_URL", default).rstrip("/")
    parts = urlsplit(text)
    schemes = ("http", "https") if demo else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.path or parts.query:
        raise WrongSetting("BASE_URL", repr(text) if text else "", "https:// and the portal's host name")
    return text


def _email_url(given: Mapping[str, str], *, demo: bool) -> str:
    text = given.get("EMAIL_URL", "demo:" if demo else "")
    schemes = ("smtp", "smtps", "notify") + (("demo",) if demo else ())
    if urlsplit(text).scheme not in schemes:
        # It may hold a password, so only its kind is repeated.
        raise WrongSetting(
            "EMAIL_URL", urlsplit(text).scheme + ":…" if text else "", "smtp://…, smtps://… or notify://…"
        )
    return text


def _clamd(text: str) -> str:
    url = urlsplit(text)
    by_tcp = url.scheme == "tcp" and url.hostname and url.port and not url.path
    by_file = url.scheme == "unix" and not url.netloc and len(url.path) > 1
    if not (by_tcp or by_file):
        raise ValueError
    return text


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ip_network(part, strict=False)) for part in text.split())


def _document_store(text: str) -> str:
    scheme = urlsplit(text).scheme
    if scheme not in ("", "s3"):
        raise ValueError
    return text


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise ValueError
    return Path(text)


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise ValueError
    return Path(text)
