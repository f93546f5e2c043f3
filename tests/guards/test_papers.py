"""The papers beside the code: every decision is found, every setting is named, every link leads somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DECISIONS = ROOT / "docs" / "decisions"
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def numbers() -> list[str]:
    """The numbers of the decisions, in order."""
    return sorted(page.name[:4] for page in DECISIONS.glob("[0-9]*.md"))


def test_every_decision_has_a_number_of_its_own() -> None:
    assert len(set(numbers())) == len(numbers())


def test_the_index_names_each_decision_once_by_its_heading() -> None:
    index = (DECISIONS / "README.md").read_text()
    named = re.findall(r"^\* \[(\d{4})\]\((.+?)\) (.+)$", index, re.MULTILINE)
    assert [number for number, _, _ in named] == numbers()
    for _, name, words in named:
        assert (DECISIONS / name).read_text().startswith(f"# {words}\n"), name


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_between_papers_leads_to_a_file(paper: Path) -> None:
    links = [link for link in LINK.findall(paper.read_text()) if not re.match(r"[a-z]+:", link)]
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_the_readme_names_every_setting_that_is_read() -> None:
    read = set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)*)"', (ROOT / "portal/config/environment.py").read_text()))
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named == read


def test_the_table_of_rooms_is_the_order_the_imports_keep() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    told: dict[int, set[str]] = {}
    rooms = re.findall(r"^\| (\d) \| `(\w+)` \|", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE)
    for floor, room in rooms:
        told.setdefault(int(floor), set()).add(room)
    assert [told[floor] for floor in sorted(told, reverse=True)] == [set(layer.split(" | ")) for layer in layers]


@pytest.mark.parametrize("name", ["casework", "delivery"])
def test_the_plan_of_a_large_room_names_each_of_its_modules(name: str) -> None:
    room = ROOT / "portal" / name
    named = re.findall(r"`(\w+)`", (room / "__init__.py").read_text())
    everywhere = {"__init__", "apps", "jobs", "models", "querysets"}
    there = {path.stem for path in room.glob("*.py") if not path.stem.endswith("urls")} - everywhere
    folders = {path.name for path in room.iterdir() if path.is_dir()} - {"__pycache__"}
    folders -= {"tests", "management", "migrations"}
    assert sorted(named) == sorted(there | folders)
