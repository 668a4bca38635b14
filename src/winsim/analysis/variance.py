"""How much of what differs between runs is luck, and what of it an average over seeds still holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Floats


@dataclass(frozen=True)
class VarianceShares:
    """Where the variance of runs comes from; NaN where one seed a point cannot tell."""

    points: float
    """Variance between points, luck taken out."""
    seeds: float
    """Variance of luck that moves all points alike; zero where points share no seeds."""
    rest: float
    """Variance of luck that moves each point in its own way."""
    left: float
    """Variance of that kind which is left in the averages of points over their seeds."""

    @property
    def share(self) -> float:
        """The share of the variance of single runs that is luck."""
        whole = self.points + self.seeds + self.rest
        return (self.seeds + self.rest) / whole if whole > 0 else 0.0 * whole

    @property
    def share_left(self) -> float:
        """The share of the variance between averages of points that is luck."""
        whole = self.points + self.left
        return self.left / whole if whole > 0 else 0.0 * whole


def variance_shares(values: pd.DataFrame) -> VarianceShares:
    """The parts of the variance of values, a row a point and a column a seed.

    Components of a two-way analysis of variance with random effects; where points share no seeds,
    of a one-way one. Estimates below zero are zero.
    """
    read = values[values.notna().any(axis=1)]
    shared = bool((read.notna().sum(axis=0) > 1).all())
    common = read.mean(axis=0)
    alike = read - common if shared and len(read) > 1 else read
    counts = read.notna().sum(axis=1)
    within = alike.var(axis=1, ddof=1)[counts > 1]
    if within.empty or len(read) < 2:
        return VarianceShares(np.nan, np.nan, np.nan, np.nan)
    lost = len(read) / (len(read) - 1) if shared else 1.0  # what taking off the averages removed
    rest = float(within.mean()) * lost
    left = rest * float((1 / counts).mean())
    between = float(alike.mean(axis=1).var(ddof=1)) - left
    seeds = float(common.var(ddof=1)) - rest / len(read) if shared and len(common) > 1 else 0.0
    return VarianceShares(max(0.0, between), max(0.0, seeds), rest, left)


def product(ours: Floats, theirs: Floats) -> Floats:
    """What the expected values of two responses multiply to, with luck taken out.

    The last axis is seeds. Only responses with different seeds are multiplied with one another,
    so that luck, which is independent between seeds, averages out; with one seed there is nothing to
    take out. NaN is left out; a row without anything is NaN.
    """
    both = ~(np.isnan(ours) | np.isnan(theirs))
    count = both.sum(axis=-1)
    x, y = np.where(both, ours, 0.0), np.where(both, theirs, 0.0)
    same = (x * y).sum(axis=-1)
    different = x.sum(axis=-1) * y.sum(axis=-1) - same
    with np.errstate(invalid="ignore", divide="ignore"):
        several = different / (count * (count - 1))
    return np.where(count > 1, several, np.where(count == 1, same, np.nan))
