"""Curves over all seeds: bands by week, where they cross, and in how many runs which leads.

The page and the pictures of a play draw them around the one run that is played, and the debrief
asks where they cross.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Counts, Floats

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

CURVES = ("adopted", "trust", "belief", "fatigue", "perceived", "strategic")
"""Measures that are drawn, all in [0, 1]."""
LEVELS = (0.05, 0.5, 0.95)
"""Quantiles of a band: its lower edge, its middle and its upper edge."""
MARGIN = 0.02
"""Curves closer than this (two people in a hundred) do not count as different."""


@dataclass(frozen=True, eq=False)
class Bands:
    """The curves of some rollouts over the same seeds.

    Attributes:
        rollouts: Names of the rollouts.
        seeds: The seeds.
        values: Single runs, shape (measures, rollouts, seeds, W + 1), in the orders of `CURVES`,
            `rollouts` and `seeds`; all in [0, 1].
        quantiles: What is drawn of them, shape (measures, rollouts, levels, W + 1), in the order of
            `LEVELS`.
    """

    rollouts: tuple[str, ...]
    seeds: tuple[int, ...]
    values: Floats
    quantiles: Floats

    def medians(self, measure: str) -> Floats:
        """The medians of a measure, one of `CURVES`, shape (rollouts, W + 1)."""
        middle = LEVELS.index(0.5)
        return np.asarray(self.quantiles[CURVES.index(measure), :, middle])


def bands_of(runs: "Runs") -> Bands:
    """The bands of runs.

    Args:
        runs: All runs of some rollouts; rows of its table of weeks by rollout, seed and week.

    Returns:
        Quantiles equal to those of the figures of `winsim compare`, to the last bit.
    """
    values = _values(runs.weeks, runs.rollouts, len(runs.seeds))
    in_order = np.sort(values, axis=2)
    quantiles = np.stack([_quantile(in_order, level) for level in LEVELS], axis=2)
    return Bands(tuple(runs.rollouts), tuple(runs.seeds), values, quantiles)


def _quantile(in_order: Floats, level: float) -> Floats:
    """A quantile over the seeds (axis 2), between neighbours as pandas does it, to the last bit."""
    place = level * (in_order.shape[2] - 1)
    low = int(place)
    below, above = in_order[:, :, low], in_order[:, :, min(low + 1, in_order.shape[2] - 1)]
    return np.asarray(below + (above - below) * (place - low))


def _values(weeks: pd.DataFrame, rollouts: Sequence[str], seeds: int) -> Floats:
    """Single runs as an array; the table holds them rollout by rollout and seed by seed."""
    by_run = weeks[list(CURVES)].to_numpy().reshape(len(rollouts), seeds, -1, len(CURVES))
    return np.moveaxis(by_run, 3, 0)


def typical(bands: Bands) -> int:
    """The seed whose adoption is closest to the medians of all rollouts, over all weeks (L1)."""
    adopted = bands.values[CURVES.index("adopted")]
    away = np.abs(adopted - bands.medians("adopted")[:, None, :]).sum(axis=(0, 2))
    return bands.seeds[int(np.argmin(away))]


def crossings(first: Floats, second: Floats) -> list[int]:
    """The weeks in which two curves change places.

    Args:
        first: Shares in [0, 1] by week, shape (W + 1,).
        second: The same of the other curve.

    Returns:
        The weeks from which on the curve that was lower is the higher one, until it leads by more than
        `MARGIN`; where it never does, the curves have not changed places.
    """
    lead = first - second
    clear = np.flatnonzero(np.abs(lead) > MARGIN)
    turned = clear[1:][np.diff(np.sign(lead[clear])) != 0]
    return [_crossed(lead * np.sign(lead[week]), int(week)) for week in turned]


def _crossed(lead: Floats, week: int) -> int:
    """The first week of the stretch up to `week` in which a lead is positive."""
    behind = np.flatnonzero(lead[:week] <= 0)
    return int(behind[-1]) + 1


def ahead(bands: Bands) -> Counts:
    """In how many seeds the first rollout has more adopters than the second, as many, or fewer.

    Args:
        bands: The curves of two or more rollouts.

    Returns:
        Numbers of seeds (more, as many, fewer) by week, shape (3, W + 1). Any difference counts, however
        small.
    """
    first, second = bands.values[CURVES.index("adopted"), :2]
    sides = (first > second, first == second, first < second)
    return np.stack([side.sum(axis=0) for side in sides])


def leads(bands: Bands) -> list[str]:
    """For every week a sentence on which rollout is ahead in how many runs.

    Args:
        bands: The curves; of more than two rollouts, the first two are compared.

    Returns:
        W + 1 sentences; none for a single rollout.
    """
    if len(bands.rollouts) < 2:
        return []
    more, same, fewer = ahead(bands)
    return [
        _lead(bands, week, int(more[week]), int(same[week]), int(fewer[week]))
        for week in range(more.size)
    ]


def _lead(bands: Bands, week: int, more: int, same: int, fewer: int) -> str:
    one, other = bands.rollouts[:2]
    every = len(bands.seeds)
    if same == every:
        return f"In week {week}, {one} and {other} are level in all {every} runs."
    leader, times = (one, more) if more >= fewer else (other, fewer)
    level = f" ({same} level)" if same else ""
    return f"In {times} of {every} runs, {leader} is ahead in week {week}{level}."
