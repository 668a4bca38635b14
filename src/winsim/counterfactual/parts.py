"""The difference between two rollouts, part by part: the form in which it is told what carries it.

An ablation (by mechanism) and an attribution (by lever) both are `Parts`, and so are written, printed and
drawn alike. Times that never came count as the weeks of the scenario (restricted mean time), so that
every seed has a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem, nearest
from winsim.runs import differences
from winsim.runs.columns import SEED
from winsim.runs.dictionary import Column, Table, count, flag, interval, text
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.units import Unit
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

UNIT = "the outcome's unit"
OUTCOME = text("outcome", "the outcome whose difference is explained: a column of runs.csv")


@dataclass(frozen=True)
class Parts:
    """What each part carries of the difference between a rollout and a baseline."""

    name: ClassVar[str]
    """Of the command's files: `ablation`, `attribution`."""
    part: ClassVar[str]
    """What a part is, and the column that names it: `mechanism`, `lever`."""
    beside: ClassVar[Mapping[str, str]]
    """Further columns of `carried` to print, in the unit of the outcome: heading by column."""
    runs: Runs
    """The runs of the two rollouts as they are."""
    rollout: str
    baseline: str
    outcomes: tuple[str, ...]
    carried: pd.DataFrame
    """One row per outcome and part, the heaviest first: over how many `pairs` of runs; the mean that the
    part `carried` of the difference (rollout - baseline), with its 95 % interval (`low`, `high`;
    Student's t); whether that interval excludes zero (`significant`); and whether the part is `idle`,
    that is, changes no run. Further columns say more of each part."""
    pairs: pd.DataFrame
    """One row per outcome, part and seed: what the part `carried`."""

    def called(self, rollout: str) -> str:
        """What one of the two rollouts is called in sentences, tables and figures."""
        return self.runs.scenario.called(rollout)

    def unit(self, outcome: str) -> Unit:
        """The unit in which people read an outcome of the scenario."""
        return OUTCOMES[outcome].unit_in(self.runs.scenario)

    def difference(self, outcome: str) -> tuple[float, float, float]:
        """The mean difference of the two rollouts, and its 95 % interval (Student's t).

        Args:
            outcome: one of `outcomes`.

        Returns:
            Mean, lower and upper end in the outcome's stored unit; NaN where undefined.
        """
        return mean_interval(difference(self.runs, outcome))


def columns(name: str, part: Column, how: str, *further: Column) -> tuple[Table, Table]:
    """What the columns of the two tables of `Parts` hold.

    Args:
        name: of the tables' files.
        part: the column that names the part.
        how: how what a part carries is worked out.
        *further: columns of the first table before `carried`.
    """
    carried = Column("carried", UNIT, "number", how)
    summary = (
        OUTCOME,
        part,
        count("pairs", "seeds", "seeds with which both rollouts were run"),
        *further,
        carried,
        *interval(f"what the {part.name} carried", UNIT),
        flag("significant", "the interval excludes zero"),
        flag("idle", f"the {part.name} changes no run"),
    )
    return Table(name, summary), Table(f"{name}_pairs", (OUTCOME, part, SEED, carried))


def rollout_and_baseline(scenario: Scenario, rollouts: Sequence[str] = ()) -> tuple[str, str]:
    """The rollout and the baseline that are meant: two that are named, or the scenario's first two.

    The baseline is the scenario's where it is one of them, and the first otherwise.

    Args:
        scenario: the scenario of the rollouts.
        rollouts: two names; none is its baseline and the first other one.

    Returns:
        The name of the rollout, and that of the baseline.

    Raises:
        BadInput: for a rollout that is not there, and where it is not two different ones.
    """
    names = scenario.named(rollouts)
    if not rollouts:
        names = (scenario.reference, *(name for name in names if name != scenario.reference))[:2]
    if len(set(names)) != 2:
        remedy = "name two rollouts, as in --rollouts pilots,big_bang"
        raise BadInput(Problem("", "--rollouts", ",".join(names), remedy))
    baseline = scenario.baseline_among(names)
    return next(name for name in names if name != baseline), baseline


def known_outcomes(names: Iterable[str]) -> tuple[str, ...]:
    """Outcomes, each once; BadInput for one that is not there, with the nearest that is."""
    for name in names:
        if name not in OUTCOMES:
            remedy = f"there is no such outcome; {nearest(name, OUTCOMES)}"
            raise BadInput(Problem("", "--outcome", name, remedy))
    return tuple(dict.fromkeys(names))


def difference(runs: Runs, outcome: str) -> Floats:
    """The difference of the second rollout from the first, shape (seeds,), in the order of the seeds."""
    baseline, rollout = (
        runs.runs[runs.runs["rollout"] == name].set_index("seed").loc[list(runs.seeds)]
        for name in runs.rollouts
    )
    weeks = runs.scenario.weeks
    return restricted(rollout, outcome, weeks) - restricted(baseline, outcome, weeks)


def restricted(table: pd.DataFrame, outcome: str, weeks: int) -> Floats:
    """An outcome run by run; a time that never came is as long as the scenario.

    Args:
        table: rows of the table of runs.
        outcome: one of `winsim.runs.outcomes.OUTCOMES`.
        weeks: of the scenario.

    Returns:
        As many values as rows, in the stored unit.
    """
    return differences.restricted(differences.outcome_values(table, outcome), weeks)


def summary(carried: Floats, idle: bool) -> dict[str, Any]:
    """What a part carried, summed up over seeds: the last columns of a row of `Parts.carried`.

    Args:
        carried: seed by seed, shape (seeds,).
        idle: whether the part changes no run.
    """
    mean, low, high = mean_interval(carried)
    clear = {"significant": bool(low > 0 or high < 0), "idle": idle}
    return {"carried": mean, "low": low, "high": high} | clear


def ranked(rows: list[dict[str, Any]], outcomes: Sequence[str]) -> pd.DataFrame:
    """Rows by outcome in the order asked for, the heaviest part first, idle ones last."""
    place = {name: number for number, name in enumerate(outcomes)}
    ordered = list(rows)

    def weight(row: dict[str, Any]) -> tuple[int, bool, float]:
        size = abs(row["carried"])
        return place[row["outcome"]], row["idle"], 0.0 if np.isnan(size) else -size

    ordered.sort(key=weight)
    return pd.DataFrame(ordered)
