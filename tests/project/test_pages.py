"""The project as a visitor finds it: what `make` offers, where links lead, which version it is."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

HOME = Path(__file__).parents[2]
PAGES = sorted([*HOME.glob("*.md"), *HOME.glob("docs/**/*.md")])


def declared_version() -> str:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def links(page: Path) -> Iterator[str]:
    """The relative links of a page, those within code aside."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(page: Path) -> set[str]:
    """The headings of a page, as they are written in a link."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = page.parent / path if path else page
    return found.exists() and (not anchor or anchor in anchors(found))


def test_make_alone_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    listing = subprocess.run(["make"], cwd=HOME, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([\w-]+)", listing, re.MULTILINE) == phony[1].split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not leads_somewhere(page, target)] == []


def test_a_broken_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One heading\n[a](gone.md) [b](#one-heading) [c](#two) `[d](code.md)`", "utf-8"
    )
    assert [target for target in links(page) if not leads_somewhere(page, target)] == [
        "gone.md",
        "#two",
    ]


def test_the_version_is_the_same_wherever_it_is_told() -> None:
    citation = yaml.safe_load((HOME / "CITATION.cff").read_text("utf-8"))
    changes = (HOME / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+)", changes, re.MULTILINE)
    assert newest is not None
    assert {version("winsim"), citation["version"], newest[1]} == {declared_version()}
