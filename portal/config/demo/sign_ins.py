"""Who can sign in to the demo, kept in .demo/sign-ins.json."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.config.environment import DEMO_FOLDER

SIGN_INS = DEMO_FOLDER / "sign-ins.json"
WORDS = ("Teapot", "Lantern", "Harbour", "Pebble", "Saddle", "Walnut", "Bonnet", "Thimble", "Beacon", "Velvet", "Acorn")
CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account of the demo. `role` is a staff role, or "citizen"."""

    email: str
    password: str
    role: str
    name: str


def new_password() -> str:
    """Meets the guide's rule and can be typed: three words and a number. Another one in every demo."""
    words = secrets.SystemRandom().sample(WORDS, 3)
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


def keep_sign_ins(sign_ins: list[SignIn], file: Path = SIGN_INS) -> None:
    """Writes them at once or not at all."""
    new = file.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps([asdict(one) for one in sign_ins], indent=1, ensure_ascii=False) + "\n")
    new.replace(file)


def kept_sign_ins(file: Path = SIGN_INS) -> list[SignIn]:
    """Those of an earlier run; none if there was none."""
    if not file.is_file():
        return []
    return [SignIn(**one) for one in json.loads(file.read_text())]
