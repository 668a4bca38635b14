"""Ablation: how much of the difference between two rollouts each mechanism carries.

Both rollouts are simulated with every seed with all the scenario's mechanisms, and again with one of
them switched off. What a mechanism carries is the difference with it less the difference without it, seed
by seed. The parts do not add up to the whole, because mechanisms act on one another: two that can
stand in for each other carry little, and two that need each other carry the same piece twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.inference import mean_interval
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.columns import SEED
from winsim.runs.dictionary import Column, Table, count, flag, interval, text
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

_OUTCOME = text("outcome", "the outcome whose difference is explained: a column of runs.csv")
_MECHANISM = text("mechanism", "the mechanism that is switched off")
_UNIT = "the outcome's unit"
_CARRIED = Column("carried", _UNIT, "number", "difference with the mechanism less that without it")
TABLES = (
    Table(
        "ablation",
        (
            _OUTCOME,
            _MECHANISM,
            count("pairs", "seeds", "seeds with which all four runs reached the outcome"),
            Column("difference_with", _UNIT, "number", "mean difference, rollout less baseline"),
            Column("difference_without", _UNIT, "number", "the same with the mechanism off"),
            _CARRIED,
            *interval("what the mechanism carried", _UNIT),
            flag("significant", "the interval excludes zero"),
            flag("idle", "switching the mechanism off changes no run"),
        ),
    ),
    Table("ablation_pairs", (_OUTCOME, _MECHANISM, SEED, _CARRIED)),
)
"""What the columns of the tables hold."""


@dataclass(frozen=True)
class Ablation:
    """What each mechanism carries of the difference between a rollout and a baseline."""

    runs: Runs
    """The runs of the two rollouts with all mechanisms at work."""
    rollout: str
    baseline: str
    outcomes: tuple[str, ...]
    carried: pd.DataFrame
    """One row per outcome and mechanism, the heaviest first: `pairs` of seeds with which all four
    runs reached the outcome; the mean difference (rollout - baseline) over these with the mechanism
    (`difference_with`) and without it (`difference_without`); what the mechanism `carried` of it,
    with its 95 % interval (`low`, `high`; Student's t); whether that interval excludes zero
    (`significant`); and whether the mechanism is `idle`, its removal changing no run."""
    pairs: pd.DataFrame
    """One row per outcome, mechanism and seed: what the mechanism `carried`."""
    off: tuple[str, ...]
    """Mechanisms that the scenario has switched off."""

    def difference(self, outcome: str) -> tuple[float, float, float]:
        """The mean difference with all mechanisms at work, and its 95 % interval (Student's t).

        Args:
            outcome: one of `outcomes`.

        Returns:
            Mean, lower and upper end in the outcome's stored unit, over the seeds with which both rollouts
            reached the outcome; NaN where undefined.
        """
        differences = _difference(self.runs, outcome)
        return mean_interval(differences[np.isfinite(differences)])


def mechanisms_at_work(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The mechanisms that a scenario has switched on, and those that it has switched off.

    Returns:
        Two tuples of names of `Mechanisms`, in the order of its fields.
    """
    names = tuple(Mechanisms.model_fields)
    on = tuple(name for name in names if getattr(scenario.mechanisms, name))
    return on, tuple(name for name in names if name not in on)


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


def ablate(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    outcomes: Sequence[str] = ("net_value",),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Ablation:
    """Switch off one mechanism at a time and see what becomes of the difference.

    Args:
        scenario: what to simulate.
        rollouts: names of two of its rollouts; none is its baseline and the first other one.
        seeds: whole numbers; all runs of a seed meet the same chance events.
        outcomes: names of `winsim.runs.outcomes.OUTCOMES` whose difference is explained.
        jobs: how many threads work at once.
        progress: is called with the number of seeds that are finished and that of all.

    Returns:
        What each mechanism carried, summed up and seed by seed.

    Raises:
        BadInput: for rollouts and outcomes that are not there, and where not two rollouts are named.
        SimulationInterrupted: on Ctrl-C.

    >>> from winsim import scenario_from
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
    >>> result = ablate(scenario_from(text, "tiny.yaml"), seeds=range(1, 4), outcomes=["adoption"])
    >>> result.carried[["mechanism", "difference_with", "carried"]].round(2).head(3)
          mechanism  difference_with  carried
    0      efficacy            -0.24    -0.19
    1  social_proof            -0.24    -0.18
    2  coordination            -0.24     0.10
    """
    rollout, baseline = rollout_and_baseline(scenario, rollouts)
    chosen = tuple(dict.fromkeys(_known(name) for name in outcomes))
    on, off = mechanisms_at_work(scenario)
    asked = tuple(seeds)
    simulated = _simulated(scenario, (baseline, rollout), asked, on, jobs, progress)
    _, whole = next(simulated)
    parts = [_part(whole, without, name, chosen) for name, without in simulated]
    pairs = pd.concat([pair for pair, _ in parts], ignore_index=True)
    rows = [row for _, part in parts for row in part]
    return Ablation(whole, rollout, baseline, chosen, _ranked(rows, chosen), pairs, off)


def _known(name: str) -> str:
    if name not in OUTCOMES:
        raise BadInput(
            Problem("", "--outcome", name, f"there is no such outcome; {nearest(name, OUTCOMES)}")
        )
    return name


def _simulated(
    scenario: Scenario,
    names: tuple[str, str],
    seeds: tuple[int, ...],
    mechanisms: Sequence[str],
    jobs: int,
    progress: Progress | None,
) -> Iterator[tuple[str, Runs]]:
    """Runs with all mechanisms (named ""), and then without each of them."""
    for place, name in enumerate(["", *mechanisms]):

        def tell(done: int, total: int, before: int = place) -> None:
            if progress is not None:
                progress(before * total + done, (1 + len(mechanisms)) * total)

        yield name, simulate(without(scenario, name), names, seeds, jobs, tell)


def without(scenario: Scenario, mechanism: str) -> Scenario:
    """The scenario with a mechanism switched off.

    Args:
        scenario: it is not changed.
        mechanism: a field of `Mechanisms`; empty gives the scenario as it is.
    """
    if not mechanism:
        return scenario
    fewer = scenario.mechanisms.model_copy(update={mechanism: False})
    return scenario.model_copy(update={"mechanisms": fewer})


def _part(
    whole: Runs, without: Runs, mechanism: str, outcomes: Sequence[str]
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """What one mechanism carries of each outcome: its pairs, and its rows."""
    idle = whole.runs.equals(without.runs)
    pairs, rows = [], []
    for outcome in outcomes:
        with_it, without_it = _difference(whole, outcome), _difference(without, outcome)
        both = np.isfinite(with_it) & np.isfinite(without_it)
        carried = np.where(both, with_it - without_it, np.nan)
        mean, low, high = mean_interval(carried[both])
        rows.append(
            {"outcome": outcome, "mechanism": mechanism, "pairs": int(both.sum())}
            | {
                "difference_with": _mean(with_it[both]),
                "difference_without": _mean(without_it[both]),
            }
            | {"carried": mean, "low": low, "high": high}
            | {"significant": bool(low > 0 or high < 0), "idle": idle}
        )
        named = {"outcome": outcome, "mechanism": mechanism, "seed": whole.seeds}
        pairs.append(pd.DataFrame(named | {"carried": carried}))
    return pd.concat(pairs, ignore_index=True), rows


def _difference(runs: Runs, outcome: str) -> Any:
    """Rollout less baseline, in the order of the seeds; NaN where either never came."""
    baseline, rollout = runs.rollouts
    values = runs.runs.pivot(index="seed", columns="rollout", values=outcome).loc[list(runs.seeds)]
    return values[rollout].to_numpy(dtype=float) - values[baseline].to_numpy(dtype=float)


def _mean(values: Any) -> float:
    return float(values.mean()) if values.size else float("nan")


def _ranked(rows: list[dict[str, Any]], outcomes: Sequence[str]) -> pd.DataFrame:
    """Rows by outcome in the order asked for, the heaviest mechanism first, idle ones last."""
    place = {name: number for number, name in enumerate(outcomes)}

    def weight(row: dict[str, Any]) -> tuple[int, bool, float]:
        size = abs(row["carried"])
        return place[row["outcome"]], row["idle"], 0.0 if np.isnan(size) else -size

    rows.sort(key=weight)
    return pd.DataFrame(rows)
