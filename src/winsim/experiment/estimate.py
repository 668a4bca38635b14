"""How long a sweep will take and how large its results will be, measured on a short trial."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from winsim.experiment.chunks import Layout, chunks_of, encoded
from winsim.experiment.points import point_values
from winsim.experiment.worker import Row, Task, run_task
from winsim.problems import needed

if TYPE_CHECKING:
    from winsim.experiment.plan import Plan

TRIAL_SECONDS = 1.0
"""Seconds for which each worker simulates, twice."""


@dataclass(frozen=True)
class Estimate:
    """How large a sweep will be; runs and seconds are the most where points may stop early.

    Attributes:
        points: how many points there are.
        runs: how many runs, over points, rollouts and seeds.
        chunks: how many files they are stored in.
    """

    points: int
    runs: int
    chunks: int
    rate: float
    """Runs a second, all workers together."""
    size: int
    """Bytes of all chunks."""

    @property
    def seconds(self) -> float:
        """How long all of its runs take, in seconds."""
        return self.runs / self.rate


def estimate(plan: Plan, layout: Layout, executor: Executor, jobs: int) -> Estimate:
    """Try a plan on the workers that are to simulate it; nothing is stored.

    Args:
        plan: what is to be simulated.
        layout: how its runs would be cut into chunks.
        executor: the workers.
        jobs: how many they are.

    Returns:
        The size of the whole plan, with a rate and bytes a run measured on a few seconds of its runs.

    Raises:
        BadInput: Where the library is missing in whose format they would be stored.
    """
    needed("pyarrow", "sweep")
    rows, seconds = _trial(plan, executor, jobs)
    points, seeds = len(plan.points), range(plan.experiment.seeds)
    chunks = len(list(chunks_of(points, seeds, layout)))
    outcomes = plan.experiment.outcomes
    empty = len(encoded([], outcomes))
    a_run = (len(encoded(rows, outcomes)) - empty) / len(rows)
    size = round(chunks * empty + plan.runs * a_run)
    return Estimate(points, plan.runs, chunks, len(rows) / seconds, size)


def _trial(plan: Plan, executor: Executor, jobs: int) -> tuple[list[Row], float]:
    """The rows of runs spread over the points, and the seconds that all workers took for them."""
    alone = _task(plan, 0, 1)
    run_task(alone)
    start = perf_counter()
    one = len(run_task(alone)) / (perf_counter() - start)
    seeds = max(
        1, min(plan.experiment.seeds, round(TRIAL_SECONDS * one / len(plan.specification.rollouts)))
    )
    many = max(
        2 * jobs, round(2 * jobs * TRIAL_SECONDS * one / (seeds * len(plan.specification.rollouts)))
    )
    tasks = [_task(plan, place * len(plan.points) // many, seeds) for place in range(many)]
    list(executor.map(run_task, [alone] * jobs))
    start = perf_counter()
    rows = [row for rows in executor.map(run_task, tasks) for row in rows]
    return rows, perf_counter() - start


def _task(plan: Plan, point: int, seeds: int) -> Task:
    first = plan.experiment.first_seed
    values = next(iter(point_values(plan.points, point, point + 1)))
    return Task(plan.specification, [(point, values)], range(first, first + seeds))
