"""Whether promises were kept, over the runs of each rollout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from winsim.model.rules.adoption import EXACT
from winsim.runs.columns import PROMISE_TABLE

if TYPE_CHECKING:
    from winsim.runs.compare import Comparison
    from winsim.runs.tables import Runs
    from winsim.scenario.rollout import Promise


def promise_table(runs: Runs, seeds: Sequence[int]) -> pd.DataFrame:
    """How often each promise was kept.

    Args:
        runs: runs with their weekly measures.
        seeds: those that every rollout was simulated with.

    Returns:
        A row a rollout and promise: the week in which it falls due, which progress was promised and how
        much, in how many runs it was `kept`, and the median progress that the week before closed with.
    """
    weekly = runs.weeks[runs.weeks["seed"].isin(list(seeds))]
    rows = [
        _row(
            weekly[(weekly["rollout"] == name) & (weekly["week"] == promise.week - 1)],
            name,
            promise,
        )
        for name in runs.rollouts
        for promise in runs.scenario.rollouts[name].promises
    ]
    return pd.DataFrame(rows, columns=PROMISE_TABLE.names)


def _row(before: pd.DataFrame, rollout: str, promise: Promise) -> dict[str, Any]:
    """A promise, and what the week before it fell due closed with."""
    reached = before[promise.kind]
    return {
        "rollout": rollout,
        "week": promise.week,
        "kind": promise.kind,
        "promised": promise.progress,
        "runs": len(reached),
        "kept": int((reached >= promise.progress - EXACT).sum()),
        "median": float(reached.median()),
    }


def promise_statements(comparison: Comparison) -> Iterator[str]:
    """For each promise in how many runs it was kept, and how far progress had come by then.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.
    """
    for _, row in comparison.promises.iterrows():
        yield (
            f"{comparison.called(row['rollout']).capitalize()} keeps its promise of "
            f"{100 * row['promised']:.0f} % {row['kind']} progress by week {row['week']} in "
            f"{row['kept']} of {row['runs']}; the median run has come to {100 * row['median']:.0f} %."
        )
