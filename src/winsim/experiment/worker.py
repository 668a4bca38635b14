"""What a worker does: it simulates the runs of a chunk and gives them back as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from winsim.experiment.plan import Plan, Specification
from winsim.experiment.points import point_values
from winsim.inference import half_width

if TYPE_CHECKING:
    from winsim.model.initial import PreparedScenario
    from winsim.scenario.scenario import Scenario

Row = dict[str, Any]
"""One run: its rollout and seed, its outcomes, and how it ended."""
Key = tuple[int, str, int]
"""What tells runs apart: point, rollout and seed."""


@dataclass(frozen=True)
class Task:
    """What a worker is given.

    Attributes:
        specification: what is simulated at every point.
        points: points by number, each with a value for every factor.
        seeds: the seeds to simulate at each point.
        completed: runs that are there already, and are not simulated again.
    """

    specification: Specification
    points: Sequence[tuple[int, Mapping[str, Any]]]
    seeds: range
    completed: Mapping[Key, Row] = field(default_factory=dict)


def simulate_rows(scenario: Scenario, rollouts: Sequence[str], seeds: Sequence[int]) -> list[Row]:
    """Simulate every rollout with every seed, and give back outcomes alone.

    Args:
        scenario: what to simulate.
        rollouts: names of its rollouts.
        seeds: whole numbers.

    Returns:
        The rows of `Run.summary`, seed by seed and in each in the order of the rollouts. A run that fails
        has `rollout`, `seed` and `error` instead.
    """
    from winsim.model.initial import prepare

    prepared = prepare(scenario, rollouts)
    return [row for seed in seeds for row in _of_seed(prepared, seed)]


def run_task(task: Task) -> list[Row]:
    """Simulate a task.

    Returns:
        A row a run by point, rollout and seed, those that were there already among them: `point`, and
        what `Run.summary` holds; where the run failed, `error` and the `command` that simulates it again.
    """
    return [row for number, point in task.points for row in _at_point(task, number, point)]


def refuse_infeasible(plan: Plan) -> None:
    """Raise BadInput where already the first run of a rollout needs what the organisation lacks.

    It also leaves the kernel compiled, once, before several workers want it.
    """
    from winsim.runs.run import simulate_one

    point, first = next(point_values(plan.points, 0, 1)), plan.experiment.first_seed
    scenario = plan.specification.scenario_at(point)
    seed = plan.specification.seeds_at(point, range(first, first + 1))[0]
    for rollout in plan.specification.rollouts:
        simulate_one(scenario, rollout, seed)


def _of_seed(prepared: PreparedScenario, seed: int) -> list[Row]:
    """A seed's runs as rows; where one fails, each is simulated alone, and the sweep goes on."""
    from winsim.model.initial import prepare
    from winsim.runs.run import simulate_seed

    scenario, rollouts = prepared.scenario, list(prepared.compiled)
    try:
        return [run.summary for run in simulate_seed(prepared, seed, by_team=False)]
    except Exception as error:
        if len(rollouts) > 1:
            return [row for one in rollouts for row in _of_seed(prepare(scenario, [one]), seed)]
        message = f"{type(error).__name__}: {' '.join(str(error).split())}"
        return [{"rollout": rollouts[0], "seed": seed, "error": message}]


def _at_point(task: Task, number: int, point: Mapping[str, Any]) -> list[Row]:
    specification = task.specification
    scenario = specification.scenario_at(point)
    rows: list[Row] = []
    for seeds in _batches(specification, specification.seeds_at(point, task.seeds)):
        rows += _completed(task, number, seeds)
        for rollouts, missing in _missing(task, number, seeds):
            rows += [
                _with_point(task, number, point, row)
                for row in simulate_rows(scenario, rollouts, missing)
            ]
        if specification.experiment.stop is not None and is_precise_enough(specification, rows):
            break
    place = {rollout: place for place, rollout in enumerate(specification.rollouts)}
    return sorted(rows, key=lambda row: (place[row["rollout"]], row["seed"]))


def _batches(specification: Specification, seeds: range) -> Iterator[range]:
    """Seeds that are simulated before one looks whether the point is known precisely enough."""
    stop = specification.experiment.stop
    if stop is None:
        yield seeds
        return
    yield seeds[: stop.at_least]
    for first in range(stop.at_least, len(seeds), stop.every):
        yield seeds[first : first + stop.every]


def _completed(task: Task, number: int, seeds: range) -> list[Row]:
    keys = [(number, rollout, seed) for seed in seeds for rollout in task.specification.rollouts]
    return [task.completed[key] for key in keys if key in task.completed]


def _missing(
    task: Task, number: int, seeds: range
) -> Iterator[tuple[tuple[str, ...], Sequence[int]]]:
    """The seeds still to be simulated, together for those that miss the same rollouts."""
    missing: dict[tuple[str, ...], list[int]] = {}
    for seed in seeds:
        lacking = tuple(
            r for r in task.specification.rollouts if (number, r, seed) not in task.completed
        )
        if lacking:
            missing.setdefault(lacking, []).append(seed)
    yield from missing.items()


def _with_point(task: Task, number: int, point: Mapping[str, Any], row: Row) -> Row:
    """A row with its point; where the run failed, with the command that simulates it again."""
    command = None
    if "error" in row:
        command = task.specification.command(point, row["rollout"], row["seed"])
    return {"point": number, "command": command, **row}


def is_precise_enough(specification: Specification, rows: Sequence[Row]) -> bool:
    """Whether a point needs no further seeds: the rule `stop` of the experiment.

    Args:
        specification: of an experiment that has such a rule; the first rollout is the baseline.
        rows: the runs of one point so far; one that failed makes no pair.

    Returns:
        Whether the 95 % interval (Student's t) of every rollout's paired difference from the baseline is
        narrower than the rule says.
    """
    stop = specification.experiment.stop
    assert stop is not None
    values = {(row["rollout"], row["seed"]): row.get(stop.outcome) for row in rows}
    seeds = {row["seed"]: None for row in rows}
    baseline, *others = specification.rollouts
    pairs = {
        other: [(values.get((other, seed)), values.get((baseline, seed))) for seed in seeds]
        for other in others
    }
    return all(
        2 * half_width([a - b for a, b in both if a is not None and b is not None]) < stop.width
        for both in pairs.values()
    )
