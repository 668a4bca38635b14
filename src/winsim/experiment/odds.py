"""Two kinds of odds: how often a rollout is better by chance events alone, and if values are uncertain.

Layer upon layer: chance events as in a comparison; then how people, teams and leaders behave is
drawn for each future, too; then what is known of the initiative. A future is one seed, alike for all
rollouts, so that they stay paired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.experiment.draws import drawn
from winsim.experiment.uncertain import simulate_points, uncertain_specification
from winsim.inference import wilson
from winsim.numerics.arrays import Floats
from winsim.parallel import Progress
from winsim.runs.differences import Values, complete_seeds, paired, quantiles, values_of
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.scenario.uncertainty import UncertainField, uncertain_fields

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

LAYERS = {
    "chance": "chance events alone",
    "behaviour": "behaviour uncertain",
    "inputs": "the initiative's numbers uncertain, too",
}
"""What is drawn anew for each future, in words; each layer also draws what the ones before it do."""

COMPARED = (
    "better", "equal", "worse", "share_better", "low", "high",
    "difference_median", "difference_percentile_5", "difference_percentile_95",
)  # fmt: skip
"""The columns that lay a rollout beside the baseline, empty for that itself."""


@dataclass(frozen=True)
class UncertainOdds:
    """How rollouts compare over futures in which more and more is uncertain."""

    scenario: Scenario
    baseline: str
    """The rollout that the others are compared with."""
    rollouts: tuple[str, ...]
    fields: tuple[UncertainField, ...]
    """What is uncertain."""
    draws: pd.DataFrame
    """A row a draw (`draw` from 1, its `seed`); a column for each uncertain field, by its path."""
    runs: pd.DataFrame
    """A row a layer (`behaviour`, `inputs`), draw and rollout: `seed`, outcomes, and how it ended."""
    odds: pd.DataFrame
    """A row a rollout, outcome and layer; `TABLES` of `odds_results` say what its columns hold."""
    drivers: pd.DataFrame
    """A row a rollout and outcome and each of the fields that go with the difference most."""


def uncertain_odds(
    runs: Runs, draws: int | None = None, jobs: int = 1, progress: Progress | None = None
) -> UncertainOdds:
    """Draw the assumed values of a comparison along with the seeds, and compare again.

    Args:
        runs: runs of at least one seed, the layer of chance events alone.
        draws: how many futures are drawn; None is one a seed. They take seeds from the first of `runs`
            on, and draw each uncertain field from its plausible range, with today's value as median.
        jobs: how many threads work at once; nothing depends on it.
        progress: called with how many runs are done, and of how many.

    Returns:
        Odds and levels in each layer, and what drives the differences.

    Raises:
        BadInput: where a run fails with values that were drawn.

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
    >>> result = uncertain_odds(simulate(scenario_from(text, "tiny.yaml"), seeds=range(1, 11)))
    >>> mine = result.odds[(result.odds["outcome"] == "adoption") & result.odds["better"].notna()]
    >>> mine[["rollout", "layer", "runs", "better"]].reset_index(drop=True)
      rollout      layer  runs  better
    0  pilots     chance    10     0.0
    1  pilots  behaviour    10     0.0
    2  pilots     inputs    10     0.0
    """
    from winsim.experiment.drivers import drivers_of

    scenario, fields = runs.scenario, uncertain_fields(runs.scenario)
    baseline = scenario.baseline_among(runs.rollouts)
    first, count = runs.seeds[0], draws or len(runs.seeds)
    points = drawn(fields, count, first)
    table = _simulated(runs, fields, points, jobs, progress)
    by_layer = {
        "chance": complete_seeds(runs.runs, len(runs.rollouts)),
        **dict(tuple(table.groupby("layer"))),
    }
    layers = {layer: values_of(by_layer[layer], runs.rollouts) for layer in LAYERS}
    values = _table_of(points, first)
    return UncertainOdds(
        scenario=scenario,
        baseline=baseline,
        rollouts=tuple(runs.rollouts),
        fields=fields,
        draws=values,
        runs=table,
        odds=_odds(layers, runs.rollouts, baseline, scenario.weeks),
        drivers=drivers_of(layers["inputs"], baseline, fields, values, scenario.weeks),
    )


def _simulated(
    runs: Runs,
    fields: Sequence[UncertainField],
    points: Sequence[dict[str, float]],
    jobs: int,
    progress: Progress | None,
) -> pd.DataFrame:
    """The runs of both uncertain layers; those of a draw lie together, and share its organisation."""
    behaviour = [field.path for field in fields if field.kind == "behaviour"]
    both = [
        {**values, "seed": runs.seeds[0] + number}
        for number, point in enumerate(points)
        for values in ({path: point[path] for path in behaviour}, point)
    ]
    specification = uncertain_specification(runs.scenario, runs.rollouts)
    table = simulate_points(specification, both, range(1), jobs, progress)
    layer = np.where(table["point"] % 2 == 0, "behaviour", "inputs")
    table.insert(0, "layer", layer)
    table["point"] = table["point"] // 2 + 1
    table = table.rename(columns={"point": "draw"})
    return table.sort_values(["layer", "draw"], kind="stable", ignore_index=True)


def _table_of(points: Sequence[dict[str, float]], first: int) -> pd.DataFrame:
    table = pd.DataFrame(points)
    table.insert(0, "draw", range(1, len(points) + 1))
    table.insert(1, "seed", range(first, first + len(points)))
    return table


def _odds(
    layers: Mapping[str, Values], rollouts: Sequence[str], baseline: str, weeks: int
) -> pd.DataFrame:
    rows = [
        {
            "rollout": rollout,
            "baseline": baseline,
            "outcome": name,
            "unit": outcome.unit.stored,
            "layer": layer,
            "runs": layers[layer][name][rollout].size,
            **quantiles(layers[layer][name][rollout], outcome),
            **_compared(
                layers[layer][name][rollout], layers[layer][name][baseline], outcome, weeks
            ),
        }
        for rollout in rollouts
        for name, outcome in OUTCOMES.items()
        for layer in LAYERS
    ]
    table = pd.DataFrame(rows)
    table.loc[table["rollout"] == baseline, list(COMPARED)] = np.nan
    return table


def _compared(ours: Floats, theirs: Floats, outcome: Outcome, weeks: int) -> dict[str, Any]:
    """In how many pairs a rollout is ahead, and by how much; never is the longest time."""
    higher, lower = int((ours > theirs).sum()), int((ours < theirs).sum())
    ahead = {"higher": (higher, lower), "lower": (lower, higher), "neither": (higher, lower)}
    better, worse = ahead[outcome.better]
    share, low, high = wilson(better, ours.size)
    ends = np.quantile(paired(ours, theirs, weeks), (0.5, 0.05, 0.95))
    counted = (better, ours.size - higher - lower, worse, share, low, high, *ends)
    return dict(zip(COMPARED, map(float, counted), strict=True))
