"""JSON read strictly: no name twice in one object, no number with a point or exponent, no lone surrogate or control."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.delivery.format.refusals import Fault, shown, storable

_NOT_A_NUMBER = "is not JSON"
_NEVER = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class StrictReader:
    """Reads one JSON object after another. Keeps what can be read of a faulty one, to say whose row it is."""

    def __init__(self) -> None:
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=self._point, parse_constant=self._constant
        )
        self._twice: list[str] = []
        self._faults: list[str] = []
        self._pointed = False

    def read(self, raw: bytes) -> tuple[dict[str, Any], str | None]:
        """The object in `raw`, without the names that come twice, and the first fault in it, if any.

        Raises Fault when there is no object to be read.
        """
        self._twice, self._faults = [], []
        self._pointed = False
        found = self._decode(raw)
        if not isinstance(found, dict):
            raise Fault(f"found {shown(found)}, expected one JSON object")
        for name in self._twice:
            found.pop(name, None)
        if self._pointed and not self._faults:
            self._faults = [_pointed_fault(found)]
        return found, self._faults[0] if self._faults else None

    def _decode(self, raw: bytes) -> Any:
        try:
            return self._decoder.decode(raw.decode())
        except UnicodeDecodeError as problem:
            raise Fault(f"byte {problem.start + 1} of the line is not valid UTF-8") from None
        except json.JSONDecodeError as problem:
            words = problem.msg.replace("Expecting", "expected").removesuffix(" at")
            raise Fault(f"is not a JSON object: {words} at character {problem.colno}") from None
        except RecursionError:
            raise Fault("is not a JSON object of this format: nested too deeply") from None
        except ValueError:
            raise Fault("holds a number with thousands of digits") from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self._twice.append(twice)
            self._faults.append(storable(f"the name {shown(twice)} comes twice in one object"))
        return found

    def _point(self, text: str) -> "_Pointed":
        self._pointed = True
        return _Pointed(text)

    def _constant(self, text: str) -> None:
        self._faults.append(f"found {text}, which {_NOT_A_NUMBER}")


@dataclass(frozen=True)
class _Pointed:
    """A number with a point or exponent, as it stands there."""

    text: str


def _pointed_fault(found: dict[str, Any]) -> str:
    wanted = "expected a whole number without point or exponent; a rate or quantity stands in quotes"
    try:
        where, text = next(_pointed(found, ""))
    except RecursionError:
        return f"found a number with a point or exponent, {wanted}"
    return f"{where.lstrip('.')}: found the number {text[:40]}, {wanted}"


def _pointed(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Each number with a point or exponent in `value`, and where it stands."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _pointed(part, f"{where}.{storable(name)}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _pointed(part, f"{where}[{number}]")
    elif isinstance(value, _Pointed):
        yield where, value.text


def readable(value: object) -> str | None:
    """A key of a row that may have other faults; None where it cannot be read as a text."""
    if isinstance(value, str) and 1 <= len(value) <= 2000 and not _NEVER.search(value):
        return value
    return None
