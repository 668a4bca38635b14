"""The page of ideas: what it says to be in the model is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from winsim.declaration.bibliography import sources
from winsim.declaration.path import annotation_at
from winsim.scenario.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "ideas.md"
COMMAND = "winsim "


def ideas(text: str) -> list[tuple[str, str, str]]:
    """The rows of the page's tables: the idea, where it is in the model, and what is shown."""
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", text, flags=re.MULTILINE)
    return [row for row in rows if row[0] != "idea"]


def fields(cell: str) -> Iterator[str]:
    """What a cell names in code: paths of fields, as `--set` writes them, with * and [] for any."""
    code = re.findall(r"`([^`]+)`", re.sub(r"\[[^\[\]]*\]\([^)]*\)", "", cell))
    yield from (name for name in code if not name.startswith(COMMAND))


def is_declared(path: str) -> bool:
    """Whether a scenario has such a field."""
    parts = path.replace("[]", ".0").split(".")
    return annotation_at(Scenario, tuple(int(p) if p == "0" else p for p in parts)) is not None


IDEAS = ideas(PAGE.read_text("utf-8"))


@pytest.mark.parametrize("row", IDEAS, ids=lambda row: row[0][:40])
def test_what_an_idea_is_in_the_model_is_declared(row: tuple[str, str, str]) -> None:
    assert [path for path in fields(row[1]) if not is_declared(path)] == []


def test_every_idea_is_in_the_model_or_said_to_be_left_out() -> None:
    text = PAGE.read_text("utf-8")
    kept, left_out = text.split("## Left out")
    assert all(list(fields(row[1])) for row in ideas(kept))
    assert all("eft out" in row[2] or "ot in the model" in row[2] or "cannot yet" in row[2]
               for row in ideas(left_out))  # fmt: skip
    assert len(IDEAS) > 50


def test_sources_are_in_the_bibliography() -> None:
    for idea, *_ in IDEAS:
        assert set(re.findall(r"`([a-z]+\d{4})`", idea)) <= set(sources())


def test_a_field_that_is_gone_would_be_seen() -> None:
    assert is_declared("rollouts.*.waves[].gate.wins")
    assert is_declared("initiative.steps[].risk")
    assert not is_declared("rollouts.*.waves[].gate.winds")
    assert not is_declared("behaviour.told_setback_weight")
