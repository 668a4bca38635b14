"""What tells one sweep from another: the sources that decide on a run, and the scenario's values."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.sweeps import planned
from winsim.experiment.identity import DECIDING, identity
from winsim.numerics import compiling

HOME = Path(compiling.__file__).parents[1]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of winsim's sources, which are hashed in place of its own."""
    shutil.copytree(HOME, tmp_path / "winsim", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "winsim/numerics/compiling.py"))
    compiling.sources_hash.cache_clear()
    yield tmp_path / "winsim"
    compiling.sources_hash.cache_clear()


def model_in(folder: Path) -> str:
    compiling.sources_hash.cache_clear()
    model = identity(planned(folder))["model"]
    assert isinstance(model, str)
    return model


@pytest.fixture
def model(copy: Path, tmp_path: Path) -> Callable[[str], str]:
    """The model's part of a sweep's identity once a source has one line more."""

    def changed(source: str) -> str:
        path = copy / source
        path.write_text(path.read_text("utf-8") + "# one line more\n", "utf-8")
        return model_in(tmp_path)

    return changed


@pytest.mark.parametrize(
    "source",
    ["model/rules/adoption.py", "model/measures.py", "organisation/generator/generator.py",
     "scenario/behaviour.py", "declaration/distribution.py", "numerics/chance.py",
     "runs/run.py", "runs/outcomes.py", "runs/endings.py"],
)  # fmt: skip
def test_a_changed_rule_or_outcome_makes_another_sweep(
    copy: Path, tmp_path: Path, model: Callable[[str], str], source: str
) -> None:
    before = model_in(tmp_path)
    assert model(source) != before


@pytest.mark.parametrize(
    "source",
    ["runs/statements.py", "explain/person_statements.py", "analysis/statements.py",
     "figures/curves.py", "cli/sweep.py", "experiment/scheduler.py"],
)  # fmt: skip
def test_a_changed_statement_or_figure_does_not(
    copy: Path, tmp_path: Path, model: Callable[[str], str], source: str
) -> None:
    before = model_in(tmp_path)
    assert model(source) == before


def test_every_package_either_decides_on_a_run_or_is_known_not_to() -> None:
    """A new package fails here, until somebody says which of the two it is."""
    packages = {path.parent.name for path in HOME.glob("*/__init__.py")}
    passing_on = {
        "analysis", "cli", "counterfactual", "experiment", "explain", "figures", "player", "runs",
        "validation",
    }  # fmt: skip
    deciding = {name for name in DECIDING if not name.endswith(".py")}
    assert packages == deciding | passing_on


def test_words_about_a_scenario_decide_nothing_and_its_values_do(tmp_path: Path) -> None:
    before = identity(planned(tmp_path))
    assert identity(planned(tmp_path, "constants={title: Another}")) == before
    assert identity(planned(tmp_path, "constants={weeks: 13}"))["scenario"] != before["scenario"]
