"""Tries out the API by its own description, with all checks of schemathesis on. Importing it takes a second."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import schemathesis
from hypothesis import strategies
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

CONFIG = """
seed = 1
headers = {{ Authorization = "Bearer {key}" }}
generation = {{ max-examples = 12, no-shrink = true, database = "none" }}
phases.stateful.generation.max-examples = 8
"""


def a_zip(name: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, "{}")
    return made.getvalue()


def try_out(url: str, key: str) -> tuple[Counter[str], list[str]]:
    """How often each check was made of the API described at `url`, and what was found wrong."""
    schemathesis.openapi.media_type("application/zip", strategies.sampled_from([a_zip("a/b"), b"PK", b"\0"]))
    load_all_checks()
    described = schemathesis.openapi.from_url(url, config=SchemathesisConfig.from_str(CONFIG.format(key=key)))
    made, wrong = Counter(dict.fromkeys(CHECKS.get_all_names(), 0)), list[str]()
    for event in from_schema(described).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(str(getattr(event, "value", event)))
        elif isinstance(event, events.ScenarioFinished):
            for name, fault in _checks(event):
                made[name] += 1
                wrong += [f"{name}: {fault}"] if fault else []
    return made, wrong


def _checks(scenario: events.ScenarioFinished) -> Iterator[tuple[str, str]]:
    for checks in scenario.recorder.checks.values():
        for check in checks:
            yield check.name, str(check.failure_info.failure) if check.failure_info else ""
