"""Every person in every week, written to a Parquet file while runs are lived."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from winsim.model.initial import prepare
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario

ROWS = 1 << 18
"""Rows that are held in memory, at least, before they are written."""
STATES = ("aware", "adopted", "belief", "trust", "fatigue", "skill", "inclination")
"""What is kept of a person besides rollout, seed, week, id and team."""


def keep_diary(
    scenario: Scenario, rollouts: Sequence[str], seeds: Sequence[int], path: Path
) -> None:
    """Live the runs, and write a row for each rollout, seed, week and person into a Parquet file.

    Memory does not grow with weeks or runs: rows are written as weeks go by. Shares are stored to
    seven digits. Raises BadInput without pyarrow.
    """
    refuse_without_pyarrow()
    from pyarrow import Table, parquet

    pages = _pages(scenario, rollouts, seeds)
    first = next(pages)
    with parquet.ParquetWriter(path, first.schema) as writer:
        held, rows = [first], first.num_rows
        for page in pages:
            if rows >= ROWS:
                writer.write_table(Table.from_batches(held))
                held, rows = [], 0
            held.append(page)
            rows += page.num_rows
        writer.write_table(Table.from_batches(held))


def refuse_without_pyarrow() -> None:
    """Raise BadInput where Parquet files cannot be written."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        remedy = "writing Parquet needs pyarrow: pip install pyarrow"
        raise BadInput(Problem("", "--employees-by-week", "", remedy)) from None


def _pages(scenario: Scenario, rollouts: Sequence[str], seeds: Sequence[int]) -> Iterator[Any]:
    """Everybody at the end of each week, run by run, a record batch each."""
    prepared = prepare(scenario, rollouts)
    for seed in seeds:
        who = organisation_of(scenario.organisation, seed)
        initial = prepared.draw_population(who, seed)
        for rollout in rollouts:
            state = prepared.initial_state(rollout, initial)
            fixed = _fixed(rollout, seed, who)
            for week in range(scenario.weeks + 1):
                kernel.run_weeks(state, week, week)
                yield _page(fixed, week, state)


def _fixed(rollout: str, seed: int, organisation: Organisation) -> dict[str, Any]:
    """The columns that stay as they are during a run."""
    import pyarrow as pa

    people = np.arange(organisation.people, dtype=np.int32)
    return {
        "rollout": _words(np.zeros_like(people), [rollout]),
        "seed": pa.array(np.full(organisation.people, seed, dtype=np.int64)),
        "id": pa.array(organisation.ids),
        "team": _words(organisation.network.team.astype(np.int32), organisation.team_names),
    }


def _words(places: Any, words: Sequence[str]) -> Any:
    """A column of few different words."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(places, pa.array(words))


def _page(fixed: dict[str, Any], week: int, state: State) -> Any:
    """One week of a run: columns that stay, the week, and how everybody stands."""
    import pyarrow as pa

    who = state.population.employees
    belief = who.belief_for / (who.belief_for + who.belief_against)
    trust = who.trust_for / (who.trust_for + who.trust_against)
    flags = (pa.array(flag.astype(bool)) for flag in (who.aware, who.adopted))
    shares = (belief, trust, who.fatigue, who.skill, who.inclination)
    states = (*flags, *(pa.array(share.astype(np.float32)) for share in shares))
    weeks = {"week": pa.array(np.full(belief.size, week, dtype=np.int32))}
    return pa.RecordBatch.from_pydict(fixed | weeks | dict(zip(STATES, states, strict=True)))
