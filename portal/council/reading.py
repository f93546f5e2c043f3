"""Reading council.toml, and saying in a clear sentence what is wrong with it."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from portal.council.mistakes import mistakes_in
from portal.council.shape import Council


def read_council(path: Path) -> Council:
    """Reads and checks a council's file. Raises SystemExit with one sentence for each mistake."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Council)
    except OSError as problem:
        raise _stop(path, [f"The file cannot be read: {problem.strerror}."]) from None
    except UnicodeDecodeError:
        raise _stop(path, ["The file is not text in UTF-8."]) from None
    except tomllib.TOMLDecodeError as problem:
        raise _stop(path, [f"The file is not TOML: {problem}."]) from None
    except msgspec.ValidationError as problem:
        raise _stop(path, [sentence(str(problem))]) from None
    if mistakes := list(mistakes_in(found)):
        raise _stop(path, mistakes)
    return found


def _stop(path: Path, mistakes: list[str]) -> SystemExit:
    lines = "".join(f"\n- {mistake}" for mistake in mistakes)
    return SystemExit(f"The portal cannot start: {path} has a mistake.{lines}")


def sentence(problem: str) -> str:
    """The message of msgspec as a sentence for whoever wrote the file.

    >>> sentence("Invalid enum value 'Kent' - at `$.working_time.nation`")
    "working_time.nation is 'Kent'. Allowed: England, Wales, Scotland, Northern Ireland."
    """
    message, _, where = problem.partition(" - at ")
    place = re.sub(r"\[(\d+)\]", _as_people_count, where.strip("`").removeprefix("$").removeprefix("."))
    name = re.search("`(.+?)`|$", message)[1]  # type: ignore[index]  # the empty alternative always matches
    if message.startswith("Object contains unknown field"):
        return f"{_dotted(place, name)} is not a setting. Settings here: {', '.join(_allowed_at(place))}."
    if message.startswith("Object missing required field"):
        return f"{_dotted(place, name)} is missing."
    if message.startswith("Invalid enum value"):
        return f"{place} is {message.split(maxsplit=3)[3]}. Allowed: {', '.join(_allowed_at(place))}."
    return f"{place}: {message}."


def _dotted(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _as_people_count(index: re.Match[str]) -> str:
    return f" #{int(index[1]) + 1}"


def _allowed_at(place: str) -> list[str]:
    """The settings of a section, or the values of a setting that has only a few."""
    kind: Any = Council
    for name in filter(None, re.sub(r" #\d+", "", place).split(".")):
        kind = get_type_hints(kind)[name]
        if get_origin(kind) is list:
            (kind,) = get_args(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return list(kind)
    return list(get_args(kind) or get_type_hints(kind))
