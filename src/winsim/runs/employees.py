"""Every employee in every week, written to a Parquet file while runs are simulated."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from winsim.model.initial import prepare
from winsim.model.kernel import entry_points as kernel
from winsim.problems import BadInput, Problem
from winsim.runs.run import Run, begin_seed
from winsim.scenario.scenario import Scenario

ROWS = 1 << 18
"""Rows that are held in memory, at least, before they are written."""
STATES = ("aware", "adopted", "belief", "trust", "fatigue", "skill", "inclination")
"""What is written of a person besides rollout, seed, week, id and team."""


def write_employees_by_week(
    scenario: Scenario, rollouts: Sequence[str], seeds: Sequence[int], path: Path
) -> None:
    """Simulate runs, and write everyone in every week into a Parquet file.

    Memory does not grow with weeks or runs: rows are written as weeks go by. Shares are stored to
    seven digits.

    Args:
        scenario: what to simulate.
        rollouts: names of its rollouts.
        seeds: whole numbers.
        path: the file, with a row for each seed, rollout, week (from 0) and person. Its columns are
            `rollout`, `seed`, `id`, `team`, `week`, and `STATES` as they stand at the end of the week:
            two flags, and levels in [0, 1].

    Raises:
        BadInput: without pyarrow.
    """
    refuse_without_pyarrow()
    from pyarrow import Table, parquet

    batches = _batches(scenario, rollouts, seeds)
    first = next(batches)
    with parquet.ParquetWriter(path, first.schema) as writer:
        held, rows = [first], first.num_rows
        for batch in batches:
            if rows >= ROWS:
                writer.write_table(Table.from_batches(held))
                held, rows = [], 0
            held.append(batch)
            rows += batch.num_rows
        writer.write_table(Table.from_batches(held))


def refuse_without_pyarrow() -> None:
    """Raise BadInput where Parquet files cannot be written."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        remedy = "writing Parquet needs pyarrow: pip install 'winsim[parquet]'"
        raise BadInput(Problem("", "--employees-by-week", "", remedy)) from None


def _batches(scenario: Scenario, rollouts: Sequence[str], seeds: Sequence[int]) -> Iterator[Any]:
    """Everyone at the end of each week, run by run, a record batch each."""
    prepared = prepare(scenario, rollouts)
    for seed in seeds:
        for run in begin_seed(prepared, seed, by_team=False):
            constant = _constant(run)
            for week in range(scenario.weeks + 1):
                kernel.run_weeks(run.state, week, week)
                yield _week(constant, week, run)


def _constant(run: Run) -> dict[str, Any]:
    """The columns that stay as they are during a run."""
    import pyarrow as pa

    organisation = run.organisation
    people = np.arange(organisation.people, dtype=np.int32)
    return {
        "rollout": _categories(np.zeros_like(people), [run.rollout]),
        "seed": pa.array(np.full(organisation.people, run.seed, dtype=np.int64)),
        "id": pa.array(organisation.ids),
        "team": _categories(organisation.network.team.astype(np.int32), organisation.team_names),
    }


def _categories(places: Any, words: Sequence[str]) -> Any:
    """A column of few different words, by their places among them."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(places, pa.array(words))


def _week(constant: dict[str, Any], week: int, run: Run) -> Any:
    """One week of a run: the columns that stay, the week, and how everyone stands."""
    import pyarrow as pa

    employees = run.state.population.employees
    flags = (pa.array(flag.astype(bool)) for flag in (employees.aware, employees.adopted))
    shares = (run.belief, run.trust, employees.fatigue, employees.skill, employees.inclination)
    states = (*flags, *(pa.array(share.astype(np.float32)) for share in shares))
    weeks = {"week": pa.array(np.full(employees.fatigue.size, week, dtype=np.int32))}
    return pa.RecordBatch.from_pydict(constant | weeks | dict(zip(STATES, states, strict=True)))
