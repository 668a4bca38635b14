"""Tables of outcomes by rollout, and their differences from a baseline, paired by seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.differences import (
    Values,
    complete_seeds,
    difference_table,
    pair_table,
    quantiles,
    restricted,
    values_of,
)
from winsim.runs.outcomes import OUTCOMES, Outcome, refuse_unknown_outcomes
from winsim.runs.promises import promise_table
from winsim.runs.ranking import ranking_table
from winsim.runs.standstill_table import deadlocked, standstill_table
from winsim.runs.worth import horizon_table, net_values_by_week, worth_table

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Comparison:
    """What several rollouts of one change led to, and how they differ from one of them."""

    scenario: Scenario
    baseline: str
    """The rollout that the others are compared with."""
    rollouts: tuple[str, ...]
    seeds: int
    """How many pairs there are: seeds for which every rollout was run."""
    people: int
    """How many people there are."""
    simultaneous: bool
    """Whether intervals of differences hold together with 95 % confidence, and not each by itself."""
    outcomes: pd.DataFrame
    """One row per rollout and outcome: label, unit, better direction, runs, the number in which it
    was `reached` (all of them, but for times that may never come), mean (of such a time restricted to
    the weeks that were watched), median, `percentile_5` and `percentile_95`; never counts as infinite."""
    differences: pd.DataFrame
    """One row per other rollout and outcome: the paired difference (rollout - baseline). `mean` with its
    interval (`low`, `high`; Student's t) and `median` are over all seeds, times restricted to the weeks
    that were watched; `better`, `equal` and `worse` count seeds, with never the longest time, and are NA
    where no direction is better, as `higher` and `lower` are not. `sign_test_p` is the two-sided exact
    sign test; `significant` says whether the interval excludes zero, and `equivalent` whether it lies
    within the `smallest` difference of interest."""
    pairs: pd.DataFrame
    """One row per other rollout, outcome and seed: the difference."""
    ranking: pd.DataFrame
    """One row per rollout and outcome that has a better direction: how often it is best of all."""
    worth: pd.DataFrame
    """One row per rollout: how often it is worth more than it costs, from which price and week on."""
    horizons: pd.DataFrame
    """One row per rollout and horizon: the net value by then, and its difference from the baseline."""
    picks: pd.DataFrame
    """One row per rollout, team and wave that it was in: in how many runs."""
    promises: pd.DataFrame
    """One row per rollout and promise: in how many runs it was kept."""
    stopped: pd.DataFrame
    """One row per rollout and way in which runs were stopped: how many (`runs`), how late."""
    standstill: pd.DataFrame
    """One row per rollout and cause for which something stands still: in how many runs, since when, how
    much was needed and there, and what would have released it."""
    sure: str = ""
    """How sure the answer is, as a sentence, where assumed values were drawn, too."""
    hangs_on: str = ""
    """What the answer hangs on, as a sentence, where `winsim flip` has looked for that."""

    def called(self, rollout: str) -> str:
        """What a rollout is called in sentences, tables and figures."""
        return self.scenario.called(rollout)

    def row(self, table: str, rollout: str, outcome: str) -> pd.Series:
        """The row of a rollout and outcome in `outcomes`, `differences` or `ranking`."""
        rows: pd.DataFrame = getattr(self, table)
        return rows[(rows["rollout"] == rollout) & (rows["outcome"] == outcome)].iloc[0]

    @cached_property
    def deadlocked(self) -> dict[str, int]:
        """The rollouts that stand still in more than half of their runs, and in how many they do."""
        return deadlocked(self.standstill, self.seeds)

    @property
    def others(self) -> tuple[str, ...]:
        """The rollouts but the baseline."""
        return tuple(name for name in self.rollouts if name != self.baseline)


def compare(runs: Runs, baseline: str | None = None, simultaneous: bool = False) -> Comparison:
    """Compare every rollout with a baseline, seed by seed.

    Runs of one seed meet the same chance events, so that their difference is that of the rollouts
    (common random numbers). Intervals of mean differences are Student's t; counts of who is ahead
    are judged by an exact sign test.

    Args:
        runs: runs of at least one rollout and seed.
        baseline: the rollout to compare with; None is the scenario's, or the first that was run.
        simultaneous: whether intervals are so wide that all of them together hold with 95 % confidence.

    Raises:
        BadInput: for a baseline that was not run, and smallest differences of unknown outcomes.

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
    refuse_unknown_outcomes(runs.scenario)
    name, rollouts = _known_baseline(runs, baseline), tuple(runs.rollouts)
    table = complete_seeds(runs.runs, len(rollouts))
    values, seeds = values_of(table, rollouts), sorted(table["seed"].unique())
    people, weeks = _people(runs), runs.scenario.weeks
    by_week = net_values_by_week(runs, seeds, people)
    return Comparison(
        scenario=runs.scenario,
        baseline=name,
        rollouts=rollouts,
        seeds=len(seeds),
        people=people,
        simultaneous=simultaneous,
        outcomes=_outcomes(values, rollouts, weeks),
        differences=difference_table(values, rollouts, name, runs.scenario, people, simultaneous),
        pairs=pair_table(values, seeds, rollouts, name, weeks),
        ranking=ranking_table(values, rollouts),
        worth=worth_table(values, by_week, runs.scenario),
        horizons=horizon_table(by_week, name),
        picks=runs.picks,
        promises=promise_table(runs, seeds),
        stopped=_stopped(table, rollouts),
        standstill=standstill_table(runs.causes, rollouts, seeds),
    )


def _people(runs: Runs) -> int:
    """How many people there are; teams, and so people, are the same in every run."""
    first = runs.teams[(runs.teams["rollout"] == runs.rollouts[0]) & (runs.teams["week"] == 0)]
    return int(first["people"].sum())


def _known_baseline(runs: Runs, baseline: str | None) -> str:
    if baseline is None:
        return runs.scenario.baseline_among(runs.rollouts)
    if baseline not in runs.rollouts:
        remedy = f"there is no such rollout among those run; {nearest(baseline, runs.rollouts)}"
        raise BadInput(Problem("", "--baseline", baseline, remedy))
    return baseline


def _outcomes(values: Values, rollouts: Sequence[str], weeks: int) -> pd.DataFrame:
    rows = [
        {
            "rollout": rollout,
            "outcome": name,
            "label": outcome.label,
            "unit": outcome.unit.stored,
            "better_when": outcome.better,
        }
        | _summary(values[name][rollout], outcome, weeks)
        for rollout in rollouts
        for name, outcome in OUTCOMES.items()
    ]
    return pd.DataFrame(rows)


def _summary(values: Floats, outcome: Outcome, weeks: int) -> dict[str, Any]:
    return {
        "runs": values.size,
        "reached": int(np.isfinite(values).sum()),
        "mean": float(restricted(values, weeks).mean()),
        **quantiles(values, outcome),
    }


def _stopped(table: pd.DataFrame, rollouts: Sequence[str]) -> pd.DataFrame:
    """How often and when runs were stopped, by rollout and reason."""
    stopped = table[table["cancelled"].astype(bool)]
    by_reason = stopped.groupby(["rollout", "ended"], sort=True)["ended_week"]
    counts = by_reason.agg(runs="size", median_week="median").reset_index()
    place = {name: index for index, name in enumerate(rollouts)}
    return counts.sort_values(
        "rollout", key=lambda names: names.map(place), kind="stable", ignore_index=True
    )
