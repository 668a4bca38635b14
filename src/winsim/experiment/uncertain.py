"""Points of uncertain fields, simulated in memory: what a scenario leads to if its numbers are others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from winsim.declaration.override import Override
from winsim.experiment.design import Design
from winsim.experiment.experiment import Experiment
from winsim.experiment.plan import OWN_SEED, Specification
from winsim.experiment.request import SCENARIO
from winsim.experiment.revaluation import Revaluation
from winsim.experiment.variation import yaml_value
from winsim.experiment.worker import Task, run_task
from winsim.parallel import Progress, as_finished
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

TOGETHER = 50
"""How many seeds of a point one worker simulates at once."""


@dataclass(frozen=True)
class UncertainSpecification(Specification):
    """What is simulated where uncertain fields are set: a point holds their values by path.

    Fields that a point leaves out stay as the scenario says; `seed` is the first of a point's own
    seeds.
    """

    @cached_property
    def revaluation(self) -> Revaluation:
        """The scenario, ready to have its numbers set anew."""
        return Revaluation(self.scenario)

    def scenario_at(self, point: Mapping[str, Any]) -> Scenario:
        """The scenario at a point.

        Args:
            point: numbers by the paths of `uncertain_fields`.

        Raises:
            KeyError: for a path that leads to no number.
        """
        return self.revaluation.at(_without_seed(point))

    def overrides_at(self, point: Mapping[str, Any]) -> list[Override]:
        """The fields of the scenario that a point sets anew, each by itself."""
        numbers = self.revaluation.numbers(_without_seed(point))
        return [Override(path, value, yaml_value(value)) for path, value in numbers.items()]


def uncertain_specification(
    scenario: Scenario, rollouts: Sequence[str] = (), source: str = SCENARIO
) -> UncertainSpecification:
    """Specify what is simulated where fields of a scenario are uncertain.

    Args:
        scenario: what points set anew.
        rollouts: names of its rollouts, the baseline first; none is all.
        source: the scenario's file, as commands name it.

    Raises:
        BadInput: where there is no such rollout.
    """
    names = scenario.named(rollouts)
    # not checked, as an experiment that is written down must vary something, and here nothing may
    experiment = Experiment.model_construct(
        name="uncertain", scenario=source, rollouts=names, design=Design(csv="points.csv")
    )
    return UncertainSpecification(scenario, (), names, experiment, source)


def simulate_points(
    specification: Specification,
    points: Sequence[Mapping[str, Any]],
    seeds: range = range(1, 2),
    jobs: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Simulate points in memory: every rollout with every seed at each.

    Args:
        specification: what is simulated at a point.
        points: a mapping a point, with what the specification's `scenario_at` takes. One with a
            `seed` has seeds of its own, counted from there: with `range(0, 1)` it is the only one.
        seeds: the seeds of every point.
        jobs: how many threads work at once; the table does not depend on it.
        progress: called with how many tasks are done, and of how many.

    Returns:
        A row a point (its place in `points`), rollout and seed, in this order: `point`, and what
        `Run.summary` holds.

    Raises:
        BadInput: where a run fails, with the command that simulates it alone.
    """
    import pandas as pd

    tasks = [
        Task(specification, ((number, point),), seeds[first : first + TOGETHER])
        for number, point in enumerate(points)
        for first in range(0, len(seeds), TOGETHER)
    ]
    rows: list[dict[str, Any]] = []
    for done, (_, found) in enumerate(as_finished(run_task, tasks, jobs), start=1):
        rows += found
        if progress is not None:
            progress(done, len(tasks))
    _refuse_failed(rows)
    place = {rollout: number for number, rollout in enumerate(specification.rollouts)}
    rows.sort(key=lambda row: (row["point"], place[row["rollout"]], row["seed"]))
    return pd.DataFrame(rows).drop(columns="command", errors="ignore")


def _refuse_failed(rows: Sequence[Mapping[str, Any]]) -> None:
    """Raise BadInput where a run failed, with the first of them."""
    failed = [row for row in rows if "error" in row]
    if failed:
        first = min(failed, key=lambda row: (row["point"], row["seed"]))
        remedy = f"{first['error']}; try it alone: {first['command']}"
        raise BadInput(Problem("", f"point {first['point']}", "", remedy))


def _without_seed(point: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in point.items() if path != OWN_SEED}
