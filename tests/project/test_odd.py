"""The ODD description tells of everything that is there, and of nothing that is not."""

import re

import numpy as np
import pytest

from tests.support.parameter_table import PAGE, inside, parts, with_tables
from winsim.declaration.bibliography import sources
from winsim.declaration.field import Declared, declared
from winsim.model import state
from winsim.model.kernel.entry_points import APPEAL_TERMS
from winsim.model.state import Traits
from winsim.scenario.behaviour import Mechanisms

ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialisation",
    "Input data",
    "Submodels",
)
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction",
    "Sensing", "Interaction", "Stochasticity", "Collectives", "Observation",
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def chapter(page: str, title: str) -> str:
    """A chapter of the page, up to the next heading of its level."""
    found = re.search(rf"^## [\d. ]*{re.escape(title)}$(.*?)(?=^## |\Z)", page, re.M | re.S)
    assert found is not None, f"no chapter {title!r}"
    return found[1]


def named(text: str) -> set[str]:
    """What stands in code in a text, however much of it in one pair of marks."""
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", code)}


def test_it_has_the_seven_elements_and_the_eleven_concepts(page: str) -> None:
    numbered = re.findall(r"^## (\d)\. (.*)$", page, re.MULTILINE)
    assert numbered == [(str(n), title) for n, title in enumerate(ELEMENTS, 1)]
    concepts = re.findall(r"^- \*\*(.+?)\.\*\*", chapter(page, "Design concepts"), re.MULTILINE)
    assert tuple(concepts) == CONCEPTS


def test_its_tables_are_those_of_the_declarations(page: str) -> None:
    assert page == with_tables(page), "run: python -m tests.support.parameter_table"


@pytest.mark.parametrize(("path", "model"), list(parts()), ids=str)
def test_every_parameter_is_told_of(page: str, path: str, model: type[Declared]) -> None:
    text = chapter(page, "Tables")
    title = f"`{path}`" if path else "The scenario itself"
    heading = "### Mechanisms" if model is Mechanisms else f"#### {title}"
    table = text[text.index(f"{heading}\n") :].split("\n#### ")[0]
    for name, info in model.model_fields.items():
        row = name if inside(info.annotation) else f"| `{name}` |"
        assert row in table, f"{path}.{name} is not told of"


@pytest.mark.parametrize("path", [path for path, model in parts() if model is not Mechanisms])
def test_what_a_number_does_stands_in_the_text_too(page: str, path: str) -> None:
    told = set(re.findall(r"\w+", page[: page.index("## Tables")]))
    numbers = [
        name
        for name, info in dict(parts())[path].model_fields.items()
        if declared(info).get("unit") and not path.startswith("organisation")
    ]
    assert [name for name in numbers if name not in told] == []


@pytest.mark.parametrize(
    "names",
    [
        state.EmployeeState._fields,
        Traits._fields,
        *(rows.names for rows in (state.TEAM, state.TASK, state.STEP, state.LEADERSHIP)),
    ],
    ids=["employees", "traits", "teams", "tasks", "steps", "leadership"],
)
def test_every_column_of_the_state_is_told_of(page: str, names: tuple[str, ...]) -> None:
    told = named(chapter(page, "Entities, state variables and scales"))
    assert [name for name in names if name not in told] == []


def test_every_term_of_the_appeal_and_every_ending_is_told_of(page: str) -> None:
    submodels = chapter(page, "Submodels")
    terms = submodels[submodels.index("| term | log-odds |") :].split("\n\n")[0]
    assert re.findall(r"^\| (\w+) \|", terms, re.MULTILINE) == ["term", *APPEAL_TERMS]
    assert all(f"*{ending}*" in submodels for ending in state.ENDINGS if ending)


def test_every_source_is_in_the_bibliography(page: str) -> None:
    keys = set(re.findall(r"`([a-z_]+(?:19|20)\d\d)`", page)) | {"assumption", "practice"}
    assert len(keys) > 30
    assert sorted(keys - set(sources())) == []


def test_a_column_that_nobody_told_of_would_be_seen() -> None:
    rows = np.dtype([("mood", float)])
    assert [name for name in rows.names or () if name not in named("`aware`, `fatigue`")] == [
        "mood"
    ]
