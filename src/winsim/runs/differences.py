"""Differences of rollouts from a baseline, paired by seed, with intervals and what they are worth.

Every run is watched for as long, so a time that has not come by the last week is censored there. Means
of such times are restricted means: of the time, or the last week if it has not come by then (Irwin
1949; Royston and Parmar 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.inference import CONFIDENCE, mean_interval, sign_test
from winsim.numerics.arrays import Floats
from winsim.runs.columns import DIFFERENCE_TABLE
from winsim.runs.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

Values = Mapping[str, Mapping[str, Floats]]
"""Values by outcome and rollout, in the order of the seeds; a time that never came is infinite."""


def complete_seeds(table: pd.DataFrame, rollouts: int) -> pd.DataFrame:
    """The runs of those seeds with which every rollout was simulated, so that all pairs are pairs.

    Args:
        table: a table of runs.
        rollouts: how many rollouts there are.
    """
    return table[table.groupby("seed")["rollout"].transform("nunique") == rollouts]


def values_of(table: pd.DataFrame, rollouts: Sequence[str]) -> Values:
    """Every outcome by rollout, in the order of the seeds; a time that never came is infinite.

    Args:
        table: a table of runs, in any order, in which every rollout has the same seeds.
        rollouts: the rollouts that are wanted.
    """
    by_outcome: dict[str, dict[str, Floats]] = {name: {} for name in OUTCOMES}
    by_rollout = dict(tuple(table.sort_values("seed", kind="stable").groupby("rollout")))
    for name in OUTCOMES:
        for rollout in rollouts:
            by_outcome[name][rollout] = outcome_values(by_rollout[rollout], name)
    return by_outcome


def outcome_values(table: pd.DataFrame, outcome: str) -> Floats:
    """An outcome run by run; a time that never came is infinite.

    Args:
        table: rows of the table of runs.
        outcome: one of `winsim.runs.outcomes.OUTCOMES`.

    Returns:
        As many values as rows, in the stored unit.
    """
    values = table[outcome].to_numpy(dtype=np.float64)
    return (
        np.where(np.isnan(values), np.inf, values) if OUTCOMES[outcome].may_never_come else values
    )


def quantiles(values: Floats, outcome: Outcome) -> dict[str, float]:
    """The median, and the ends of the middle nine tenths.

    Quantiles of times are times that were met: half had come so far by the median.

    Args:
        values: of an outcome, shape (n,); infinite for a time that never came.
        outcome: which it is.

    Returns:
        `median`, `percentile_5` and `percentile_95`, in the stored unit.
    """
    method: Any = "inverted_cdf" if outcome.may_never_come else "linear"
    low, median, high = np.quantile(values, (0.05, 0.5, 0.95), method=method)
    return {"median": float(median), "percentile_5": float(low), "percentile_95": float(high)}


def difference_table(
    values: Values,
    rollouts: Sequence[str],
    baseline: str,
    scenario: Scenario,
    people: int,
    simultaneous: bool = False,
) -> pd.DataFrame:
    """The table of differences: one row per rollout but the baseline, and outcome.

    Args:
        values: of every outcome and rollout, shape (seeds,) each.
        rollouts: in the order of the rows.
        baseline: the rollout that the others are compared with.
        scenario: for its weeks, and the smallest differences of interest.
        people: how many there are.
        simultaneous: whether all intervals together hold with 95 % confidence, and not each by itself
            (Bonferroni's inequality, Dunn 1961).
    """
    others = [rollout for rollout in rollouts if rollout != baseline]
    count = len(others) * len(OUTCOMES) if simultaneous else 1
    confidence = 1.0 - (1.0 - CONFIDENCE) / max(count, 1)
    rows = [
        {"rollout": rollout, "baseline": baseline, "outcome": name, "unit": outcome.unit.stored}
        | _difference(values[name][rollout], values[name][baseline], scenario.weeks, confidence)
        | {"smallest": outcome.smallest_in(scenario, people)}
        for rollout in others
        for name, outcome in OUTCOMES.items()
    ]
    return pd.DataFrame([_judged(row) for row in rows], columns=DIFFERENCE_TABLE.names)


def _difference(ours: Floats, theirs: Floats, weeks: int, confidence: float) -> dict[str, Any]:
    differences = paired(ours, theirs, weeks)
    mean, low, high = mean_interval(differences, confidence)
    higher, lower = int((ours > theirs).sum()), int((ours < theirs).sum())
    return {
        "runs": ours.size,
        "mean": mean,
        "low": low,
        "high": high,
        "median": float(np.median(differences)),
        "equal": ours.size - higher - lower,
        "higher": higher,
        "lower": lower,
        "sign_test_p": sign_test(higher, lower),
    }


def _judged(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what is better, whether that is certain, and whether it matters."""
    higher, lower = row["higher"], row["lower"]
    counts = {"higher": (higher, lower), "lower": (lower, higher), "neither": (pd.NA, pd.NA)}
    better, worse = counts[OUTCOMES[row["outcome"]].better]
    within = -row["smallest"] < row["low"] and row["high"] < row["smallest"]
    significant = bool(row["low"] > 0 or row["high"] < 0)
    return row | {
        "better": better,
        "worse": worse,
        "significant": significant,
        "equivalent": bool(within),
    }


def paired(ours: Floats, theirs: Floats, weeks: int) -> Floats:
    """Differences seed by seed, of times that are restricted to the weeks that were watched.

    Args:
        ours: values of a rollout, shape (seeds,); infinite for a time that never came.
        theirs: those of the baseline, likewise.
        weeks: for how long runs are watched.
    """
    return restricted(ours, weeks) - restricted(theirs, weeks)


def restricted(values: Floats, weeks: int) -> Floats:
    """Values of which times that never came are as long as all weeks that were watched."""
    return np.where(np.isinf(values), float(weeks), values)


def pair_table(
    values: Values, seeds: Sequence[int], rollouts: Sequence[str], baseline: str, weeks: int
) -> pd.DataFrame:
    """Differences from the baseline, one row per rollout, outcome and seed; `paired` says how."""
    parts = [
        pd.DataFrame(
            {
                "rollout": rollout,
                "outcome": name,
                "seed": seeds,
                "difference": paired(values[name][rollout], values[name][baseline], weeks),
            }
        )
        for rollout in rollouts
        if rollout != baseline
        for name in OUTCOMES
    ]
    columns = ["rollout", "outcome", "seed", "difference"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
