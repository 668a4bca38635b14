"""Tables of outcomes by rollout, and their differences from a baseline, paired by seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.inference import CONFIDENCE, mean_interval, sign_test
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.standstill_table import standstill_table

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

Values = dict[str, dict[str, Floats]]
DIFFERENCE = (
    "rollout",
    "baseline",
    "outcome",
    "unit",
    "runs",
    "pairs",
    "mean",
    "low",
    "high",
    "median",
    "better",
    "equal",
    "worse",
    "higher",
    "lower",
    "sign_test_p",
    "significant",
)
"""Columns of the table of differences; `winsim.runs.columns` says what they mean."""


@dataclass(frozen=True)
class Comparison:
    """What several rollouts of one change led to, and how they differ from one of them."""

    scenario: Scenario
    baseline: str
    """The rollout that the others are compared with."""
    rollouts: tuple[str, ...]
    seeds: int
    """How many pairs there are: seeds for which every rollout was run."""
    outcomes: pd.DataFrame
    """One row per rollout and outcome: label, unit, better direction, runs, the number in which it
    was `reached` (all of them, but for times that may never come), mean (NaN where not all reached
    it), median, `percentile_5` and `percentile_95`; never counts as an infinite time."""
    differences: pd.DataFrame
    """One row per other rollout and outcome: the paired difference (rollout - baseline). `mean`
    with its 95 % interval (`low`, `high`; Student's t) and `median` are over `pairs`, those in which both
    reached it; `better`, `equal` and `worse` count all seeds, with never the longest time, and are
    NA where no direction is better, as `higher` and `lower` are not. `sign_test_p` is the
    two-sided exact sign test, and `significant` says whether there is a difference: the interval
    excludes zero, or, for a time that some run never reached, the sign test stays below 5 %."""
    pairs: pd.DataFrame
    """One row per other rollout, outcome and seed: the difference, NaN where either never came."""
    stopped: pd.DataFrame
    """One row per rollout and way in which runs were stopped: how many (`runs`), how late."""
    standstill: pd.DataFrame
    """One row per rollout and cause for which something stands still: in how many runs, since when, how
    much was needed and there, and what would have released it."""


def compare(runs: Runs, baseline: str | None = None) -> Comparison:
    """Compare every rollout with a baseline, seed by seed.

    Runs of one seed meet the same chance events, so that their difference is that of the rollouts
    (common random numbers). Intervals of mean differences are Student's t; counts of who is ahead
    are judged by an exact sign test.

    Args:
        runs: runs of at least one rollout and seed.
        baseline: the rollout to compare with; None is the scenario's, or the first that was run.

    Raises:
        BadInput: for a baseline that was not run.

    >>> from winsim import scenario_from, simulate
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> result = compare(simulate(scenario_from(text, "tiny.yaml"), seeds=(1, 2, 3)))
    >>> result.differences[["outcome", "mean", "low", "high", "significant"]].round(2).head(2)
          outcome  mean  low  high  significant
    0    adoption -0.24 -0.3 -0.18         True
    1  commitment -0.24 -0.3 -0.18         True
    """
    name = _known_baseline(runs, baseline)
    table = _complete_seeds(runs.runs, len(runs.rollouts))
    values, seeds = _values(table, runs.rollouts), sorted(table["seed"].unique())
    return Comparison(
        scenario=runs.scenario,
        baseline=name,
        rollouts=tuple(runs.rollouts),
        seeds=len(seeds),
        outcomes=_outcomes(values, runs.rollouts),
        differences=_differences(values, runs.rollouts, name),
        pairs=_pairs(values, seeds, runs.rollouts, name),
        stopped=_stopped(table, runs.rollouts),
        standstill=standstill_table(runs.causes, runs.rollouts, seeds),
    )


def _known_baseline(runs: Runs, baseline: str | None) -> str:
    if baseline is None:
        reference: str = runs.scenario.reference
        return reference if reference in runs.rollouts else runs.rollouts[0]
    if baseline not in runs.rollouts:
        remedy = f"there is no such rollout among those run; {nearest(baseline, runs.rollouts)}"
        raise BadInput(Problem("", "--baseline", baseline, remedy))
    return baseline


def _complete_seeds(table: pd.DataFrame, rollouts: int) -> pd.DataFrame:
    """Only the seeds for which every rollout was run, so that all pairs are pairs."""
    return table[table.groupby("seed")["rollout"].transform("nunique") == rollouts]


def _values(table: pd.DataFrame, rollouts: Sequence[str]) -> Values:
    """Every outcome by rollout, in the order of the seeds; a time that never came is infinite."""
    by_outcome: Values = {name: {} for name in OUTCOMES}
    by_rollout = dict(tuple(table.sort_values("seed", kind="stable").groupby("rollout")))
    for name, outcome in OUTCOMES.items():
        for rollout in rollouts:
            values = by_rollout[rollout][name].to_numpy(dtype=np.float64)
            never = outcome.may_never_come
            by_outcome[name][rollout] = (
                np.where(np.isnan(values), np.inf, values) if never else values
            )
    return by_outcome


def _outcomes(values: Values, rollouts: Sequence[str]) -> pd.DataFrame:
    rows = [
        {
            "rollout": rollout,
            "outcome": name,
            "label": outcome.label,
            "unit": outcome.unit.stored,
            "better_when": outcome.better,
        }
        | _summary(values[name][rollout], outcome)
        for rollout in rollouts
        for name, outcome in OUTCOMES.items()
    ]
    return pd.DataFrame(rows)


def _summary(values: Floats, outcome: Outcome) -> dict[str, Any]:
    """Quantiles of times are times that were met: half had come so far by the median."""
    method: Any = "inverted_cdf" if outcome.may_never_come else "linear"
    low, median, high = np.quantile(values, (0.05, 0.5, 0.95), method=method)
    reached = int(np.isfinite(values).sum())
    mean = float(values.mean()) if reached == values.size else np.nan
    return {
        "runs": values.size,
        "reached": reached,
        "mean": mean,
        "median": median,
        "percentile_5": low,
        "percentile_95": high,
    }


def _differences(values: Values, rollouts: Sequence[str], baseline: str) -> pd.DataFrame:
    rows = [
        {"rollout": rollout, "baseline": baseline, "outcome": name, "unit": outcome.unit.stored}
        | _difference(values[name][rollout], values[name][baseline], outcome)
        for rollout in rollouts
        if rollout != baseline
        for name, outcome in OUTCOMES.items()
    ]
    return pd.DataFrame(rows, columns=list(DIFFERENCE))


def _difference(ours: Floats, theirs: Floats, outcome: Outcome) -> dict[str, Any]:
    pairs = _paired(ours, theirs)
    pairs = pairs[~np.isnan(pairs)]
    mean, low, high = mean_interval(pairs)
    higher, lower = int((ours > theirs).sum()), int((ours < theirs).sum())
    p = sign_test(higher, lower)
    counts = {"higher": (higher, lower), "lower": (lower, higher), "neither": (pd.NA, pd.NA)}
    return {
        "runs": ours.size,
        "pairs": pairs.size,
        "mean": mean,
        "low": low,
        "high": high,
        "median": float(np.median(pairs)) if pairs.size else np.nan,
        "better": counts[outcome.better][0],
        "equal": ours.size - higher - lower,
        "worse": counts[outcome.better][1],
        "higher": higher,
        "lower": lower,
        "sign_test_p": p,
        "significant": bool(low > 0 or high < 0) if pairs.size == ours.size else p < 1 - CONFIDENCE,
    }


def _pairs(
    values: Values, seeds: Sequence[int], rollouts: Sequence[str], baseline: str
) -> pd.DataFrame:
    """Differences from the baseline, one row per rollout, outcome and seed."""
    parts = [
        pd.DataFrame(
            {
                "rollout": rollout,
                "outcome": name,
                "seed": seeds,
                "difference": _paired(values[name][rollout], values[name][baseline]),
            }
        )
        for rollout in rollouts
        if rollout != baseline
        for name in OUTCOMES
    ]
    columns = ["rollout", "outcome", "seed", "difference"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _paired(ours: Floats, theirs: Floats) -> Floats:
    """Differences seed by seed, NaN where either never came."""
    both = np.isfinite(ours) & np.isfinite(theirs)
    differences: Floats = np.full(ours.size, np.nan)
    return np.subtract(ours, theirs, out=differences, where=both)


def _stopped(table: pd.DataFrame, rollouts: Sequence[str]) -> pd.DataFrame:
    """How often and when runs were stopped, by rollout and reason."""
    stopped = table[table["cancelled"].astype(bool)]
    by_reason = stopped.groupby(["rollout", "ended"], sort=True)["ended_week"]
    counts = by_reason.agg(runs="size", median_week="median").reset_index()
    place = {name: index for index, name in enumerate(rollouts)}
    return counts.sort_values(
        "rollout", key=lambda names: names.map(place), kind="stable", ignore_index=True
    )
