"""Attribution: how much of the difference between two rollouts each lever carries.

Rollouts that differ in k levers have 2^k mixtures, which take some levers from the one and the rest from
the other. All of them are simulated with every seed, on the same chance events. What a lever carries is
its Shapley value (`shapley1953`): the mean of what its exchange adds, over all orders in which the levers
of the baseline can be exchanged for those of the rollout. So the parts add up to the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from winsim.counterfactual.lever_groups import LeverGroup, differing_levers, lever_groups
from winsim.counterfactual.parts import (
    OUTCOME,
    UNIT,
    Parts,
    columns,
    known_outcomes,
    ranked,
    restricted,
    rollout_and_baseline,
    summary,
)
from winsim.counterfactual.shapley import gains, shapley_values
from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.parallel import Progress
from winsim.runs.dictionary import Column, Table, flag, interval, text
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate, simulate_outcomes
from winsim.scenario.lever import Lever, mixed
from winsim.scenario.scenario import Scenario

NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
MIXTURES = Table(
    "attribution_mixtures",
    (
        OUTCOME,
        text("mixture", "a digit a lever or group, in their order: 1 where it is the rollout's"),
        text("taken", "the levers or groups that are the rollout's; the rest is the baseline's"),
        Column("mean", UNIT, "number", "mean outcome of the mixture"),
        *interval("mean outcome of the mixture", UNIT),
    ),
)
TABLES = (
    *columns(
        "attribution",
        text("lever", "the lever, or the group of levers"),
        "Shapley value of the lever in the difference, rollout less baseline",
        text("levers", "the levers of a group"),
        Column("first", UNIT, "number", "mean change of the baseline where it alone is exchanged"),
        Column("last", UNIT, "number", "mean change of the rollout where it is exchanged last"),
        flag("interacts", "the 95 % interval of first less last excludes zero"),
    ),
    MIXTURES,
)
"""What the columns of the tables hold."""


@dataclass(frozen=True)
class Attribution(Parts):
    """What each lever carries of the difference between a rollout and a baseline.

    Beside what it carried, the table says for each lever what its exchange changes where it comes
    `first` (in the baseline as it is) and `last` (all others are exchanged already), and whether
    these are clearly different (`interacts`).
    """

    name = "attribution"
    part = "lever"
    beside = MappingProxyType({"first": "exchanged first", "last": "exchanged last"})
    groups: tuple[LeverGroup, ...]
    """The levers in which the two rollouts differ, in the groups in which they were exchanged."""
    mixtures: pd.DataFrame
    """One row per outcome and mixture: which levers it has taken, its mean outcome and 95 % interval."""


def attribute(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    outcomes: Sequence[str] = ("net_value",),
    groups: Mapping[str, Sequence[str]] = NOTHING,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Attribution:
    """Exchange the levers in which two rollouts differ, and see what each carries of the difference.

    Args:
        scenario: what to simulate.
        rollouts: names of two of its rollouts; none is its baseline and the first other one.
        seeds: whole numbers; all mixtures meet the same chance events under a seed.
        outcomes: names of `winsim.runs.outcomes.OUTCOMES` whose difference is explained.
        groups: levers that are exchanged together, by the name of their group; all others are exchanged
            one by one, or in the groups that are declared for them where there are more than six.
        jobs: how many threads work at once.
        progress: is called with the number of runs that are finished and that of all.

    Returns:
        What each lever carried, summed up and seed by seed. It adds up to the difference.

    Raises:
        BadInput: for rollouts, outcomes and levers that are not there, and for rollouts that do not
            differ.
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
    ... rollouts:
    ...   big_bang: {release: whole}
    ...   pilots: {waves: [{pick: random, count: 1}, rest]}
    ... '''
    >>> result = attribute(scenario_from(text, "tiny.yaml"), seeds=range(1, 4), outcomes=["adoption"])
    >>> result.carried[["lever", "carried", "first", "last"]].round(2)
          lever  carried  first  last
    0   release     0.26   0.26  0.26
    1  sequence    -0.24  -0.24 -0.24
    """
    rollout, baseline = rollout_and_baseline(scenario, rollouts)
    chosen, asked = known_outcomes(outcomes), tuple(seeds)
    exchanged = lever_groups(differing_levers(scenario, rollout, baseline), groups)
    coalitions, total = _coalitions(exchanged), len(asked) * 2 ** len(exchanged)
    runs = simulate(scenario, (baseline, rollout), asked, jobs, _told(progress, 0, 2, total))
    names = [baseline, *(_name(exchanged, taken) for taken in coalitions[1:-1]), rollout]
    mixtures = {
        name: (rollout, baseline, _levers(taken))
        for name, taken in zip(names[1:-1], coalitions[1:-1], strict=True)
    }
    told = _told(progress, 2 * len(asked), len(mixtures), total)
    tables = [runs.runs, *_simulated(mixed(scenario, mixtures), list(mixtures), asked, jobs, told)]
    worth = _worth(pd.concat(tables), names, scenario.weeks)
    rows = [row for name in chosen for row in _rows(exchanged, worth, name)]
    return Attribution(
        runs, rollout, baseline, chosen, ranked(rows, chosen), _pairs(exchanged, worth, chosen, asked),
        exchanged, _mixtures(exchanged, worth, chosen),
    )  # fmt: skip


def _coalitions(groups: Sequence[LeverGroup]) -> list[tuple[LeverGroup, ...]]:
    """Which groups each mixture has taken: group j where bit j of its place is set."""
    return [
        tuple(group for player, group in enumerate(groups) if place >> player & 1)
        for place in range(2 ** len(groups))
    ]


def _name(groups: Sequence[LeverGroup], taken: Sequence[LeverGroup]) -> str:
    """The name of a mixture: a digit a group, in their order."""
    return "mixture_" + "".join("1" if group in taken else "0" for group in groups)


def _levers(groups: Sequence[LeverGroup]) -> list[Lever]:
    return [lever for group in groups for lever in group.levers]


def _told(progress: Progress | None, before: int, each: int, total: int) -> Progress | None:
    """Progress in runs, where a part of the work is counted in seeds."""
    return None if progress is None else lambda done, _: progress(before + each * done, total)


def _simulated(
    scenario: Scenario,
    names: Sequence[str],
    seeds: Sequence[int],
    jobs: int,
    progress: Progress | None,
) -> list[pd.DataFrame]:
    """The table of runs of the mixtures that are neither of the two rollouts; none where there are none."""
    return [simulate_outcomes(scenario, names, seeds, jobs, progress)] if names else []


def _worth(table: pd.DataFrame, names: Sequence[str], weeks: int) -> dict[str, Floats]:
    """Every outcome by mixture and seed, shape (2^k, seeds)."""
    by_name = dict(tuple(table.groupby("rollout", sort=False)))
    return {
        outcome: np.array([restricted(by_name[name], outcome, weeks) for name in names])
        for outcome in OUTCOMES
    }


def _rows(
    groups: Sequence[LeverGroup], worth: Mapping[str, Floats], outcome: str
) -> Iterator[dict[str, Any]]:
    """What each group carries of an outcome, and what its exchange changes first and last."""
    shares = shapley_values(worth[outcome])
    for player, group in enumerate(groups):
        added = gains(worth[outcome], player)
        _, low, high = mean_interval(added[0] - added[-1])
        idle = not any(gains(values, player).any() for values in worth.values())
        yield {
            "outcome": outcome,
            "lever": group.name,
            "pairs": added.shape[1],
            "levers": ", ".join(lever.name for lever in group.levers),
            "first": float(added[0].mean()),
            "last": float(added[-1].mean()),
            "interacts": bool(low > 0 or high < 0),
        } | summary(shares[player], idle)


def _pairs(
    groups: Sequence[LeverGroup],
    worth: Mapping[str, Floats],
    outcomes: Sequence[str],
    seeds: Sequence[int],
) -> pd.DataFrame:
    """What each group carried of each outcome, seed by seed."""
    parts = [
        pd.DataFrame({"outcome": outcome, "lever": group.name, "seed": seeds, "carried": carried})
        for outcome in outcomes
        for group, carried in zip(groups, shapley_values(worth[outcome]), strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def _mixtures(
    groups: Sequence[LeverGroup], worth: Mapping[str, Floats], outcomes: Sequence[str]
) -> pd.DataFrame:
    """The mean outcome of each mixture, from the baseline to the rollout."""
    rows = []
    for outcome in outcomes:
        for taken, values in zip(_coalitions(groups), worth[outcome], strict=True):
            mean, low, high = mean_interval(values)
            named = {"outcome": outcome, "mixture": _name(groups, taken)}
            names = ", ".join(group.name for group in taken)
            rows.append(named | {"taken": names, "mean": mean, "low": low, "high": high})
    return pd.DataFrame(rows)
