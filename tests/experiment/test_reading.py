"""Experiment files: what may be written, and what is said of what may not."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from winsim.declaration.field import Declared
from winsim.declaration.path import model_of
from winsim.experiment.design import Design
from winsim.experiment.experiment import OUTCOMES, RUN_COLUMNS, Experiment, Stop
from winsim.experiment.factor import Factor
from winsim.experiment.reading import read_experiment, read_plan
from winsim.problems import BadInput
from winsim.runs.outcomes import OUTCOMES as DECLARED
from winsim.scenario.schema import schema

HOME = Path(__file__).parents[2]
SHIPPED = sorted((HOME / "experiments").glob("*.yaml"))

EXPERIMENT = """\
name: small
scenario: {scenario}
levers:
  - {{name: first, path: "rollouts.pilots.waves[0].count", values: [1, 2]}}
uncertainties:
  - {{name: gain, path: initiative.gain, low: 0.5, high: 2}}
outcomes: [adoption, cost]
design: grid
seeds: 3
"""


def written(folder: Path, text: str = EXPERIMENT) -> Path:
    path = folder / "experiment.yaml"
    path.write_text(text.format(scenario=HOME / "scenarios" / "ops-redesign.yaml"), "utf-8")
    return path


def said(path: Path, *sets: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_plan(path, sets)
    return [str(problem).replace(f"{path.parent}/", "") for problem in refused.value.problems]


def test_an_experiment_is_made_concrete(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path))
    assert list(plan.points) == ["first", "gain"]
    assert plan.points.loc[6].to_dict() == {"first": 2, "gain": 0.875}
    assert plan.runs == 2 * 5 * 3 * 2
    assert plan.specification.rollouts == ("big_bang", "pilots")
    scenario = plan.specification.scenario_at({"first": 2, "gain": 0.875})
    assert (scenario.initiative.gain, scenario.rollouts["pilots"].waves[0].count) == (0.875, 2)


def test_a_factor_has_the_unit_and_the_meaning_of_its_field(tmp_path: Path) -> None:
    first, gain = read_plan(written(tmp_path)).experiment.factors
    assert (first.unit, first.meaning) == ("teams", "how many teams to pick")
    assert (gain.unit, gain.meaning) == (
        "ratio to loss",
        "what an adopter gains from the whole change",
    )


def test_all_that_is_wrong_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    text = EXPERIMENT.replace("low: 0.5, high: 2", "low: 3, high: 2, levls: 4")
    text = text.replace("[adoption, cost]", "[adoptoin, cost]").replace("seeds: 3", "seeds: 0")
    assert said(written(tmp_path, text)) == [
        "experiment.yaml:6: uncertainties[0].levls = 4: there is no such field; did you mean 'levels'?",
        "experiment.yaml:7: outcomes[0] = adoptoin: there is no such outcome; did you mean 'adoption'?",
        "experiment.yaml:9: seeds = 0: must be at least 1 (seeds)",
    ]


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    assert said(written(tmp_path, EXPERIMENT + "seeds: 4\n")) == [
        "experiment.yaml:10: seeds = 4: is given twice, first in line 9; keep one of them"
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("uncertainties[0].path=initiative.gian", "there is no such field; did you mean 'gain'?"),
        ("uncertainties[0].path=initiative.loss.x", "there is no such field"),
        ("uncertainties[0].name=first", "another factor has this name"),
        ("uncertainties[0].name=adoption", "is a column of the runs already"),
        ("uncertainties[0].high=", "give low and high together"),
        ("uncertainties[0].values=[1]", "give one of values, low and high, or distribution"),
        ("uncertainties[0].distribution=0.5", "give one of values, low and high, or distribution"),
        ("uncertainties[0].low=-1", "initiative.gain = -1.0: must be more than 0"),
        ("uncertainties[0].path=rollouts.pilots.waves[0].count", "is set by first already"),
        ("levers[0].path=leadership.budgte", "did you mean 'budget'?"),
        ("rollouts=[pilot]", "no such rollout; did you mean 'pilots'?"),
        ("constants={weeks: 0}", "weeks = 0: must be at least 1"),
        ("constants={weks: 9}", "did you mean 'weeks'?"),
        ("design.sobol.base=12", "must be a power of two, to be balanced; take 8 or 16"),
        ("design.points=[{first: 1}]", "gain: is missing; give every factor a value"),
        ("stop={outcome: weeks_to_50, width: 1}", "no such outcome that every run has"),
        ("scenario=gone.yaml", "there is no such file"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_a_remedy(tmp_path: Path, change: str, problem: str) -> None:
    assert any(problem in one for one in said(written(tmp_path), change))


def test_a_value_that_does_not_fit_is_said_once_for_all_its_points(tmp_path: Path) -> None:
    text = EXPERIMENT.replace("values: [1, 2]", "values: [1, 0]")
    assert said(written(tmp_path, text)) == [
        "experiment.yaml:4: rollouts.pilots.waves[0].count = 0: must be at least 1 (teams) "
        "(points 5 and 4 more)"
    ]


def test_a_range_without_a_whole_number_is_none_for_what_is_counted(tmp_path: Path) -> None:
    text = EXPERIMENT.replace("values: [1, 2]", "low: 1.2, high: 1.8")
    assert any("there is none from 1.2 to 1.8" in one for one in said(written(tmp_path, text)))


def test_one_rollout_alone_cannot_stop_early(tmp_path: Path) -> None:
    changes = ("rollouts=[pilots]", "stop={outcome: cost, width: 1}")
    assert any("there is no difference to know" in one for one in said(written(tmp_path), *changes))


def test_the_outcomes_are_those_that_can_be_measured() -> None:
    assert (*OUTCOMES, "cancelled") == tuple(DECLARED)


def test_the_schema_is_the_one_that_is_committed_and_takes_what_is_shipped() -> None:
    made = schema(Experiment, "winsim schema --experiment")
    committed = (HOME / "docs/reference/experiment.schema.json").read_text("utf-8")
    assert json.loads(committed) == made
    for path in SHIPPED:
        jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), made)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_experiment_says_what_it_asks_and_reads_without_a_problem(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/reference/experiment.schema.json"
    experiment = read_experiment(path)
    assert experiment.name == path.stem
    assert experiment.title
    assert experiment.description
    assert experiment.sources
    assert read_plan(path, SMALL.get(experiment.design.kind, ())).runs > 0


SMALL = {"morris": ("design.morris.trajectories=2",), "sobol": ("design.sobol.base=2",)}
"""Shipped experiments are checked at every point of a smaller design of the same factors."""


def test_every_field_and_column_has_its_line_in_the_reference() -> None:
    page = (HOME / "docs/reference/experiments.md").read_text("utf-8")
    designs = [model_of(info.annotation) for info in Design.model_fields.values()]
    models: list[type[Declared]] = [Experiment, Factor, Stop, Design, *filter(None, designs)]
    fields = {name for model in models for name in model.model_fields}
    assert sorted(name for name in fields | {*RUN_COLUMNS} if f"`{name}`" not in page) == []
