"""Which share of the variance of runs is due to their seeds, and what of it averages over seeds hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Floats


@dataclass(frozen=True)
class VarianceShares:
    """Components of the variance of runs, and shares due to seeds; NaN where one seed cannot tell.

    Components are in the square of the outcome's stored unit, shares in [0, 1].
    """

    points: float
    """Variance between points, that due to seeds taken out."""
    seeds: float
    """Variance due to seeds that moves all points alike; zero where points share no seeds."""
    residual: float
    """Variance due to seeds that moves each point in its own way."""
    residual_of_means: float
    """What is left of the residual variance in the averages of points over their seeds."""

    @property
    def share(self) -> float:
        """The share of the variance of single runs that is due to seeds."""
        whole = self.points + self.seeds + self.residual
        return (self.seeds + self.residual) / whole if whole > 0 else 0.0 * whole

    @property
    def share_of_means(self) -> float:
        """The share of the variance between averages of points that is due to seeds."""
        whole = self.points + self.residual_of_means
        return self.residual_of_means / whole if whole > 0 else 0.0 * whole


def variance_shares(values: pd.DataFrame) -> VarianceShares:
    """The components of the variance of values.

    A two-way analysis of variance with random effects; where points share no seeds, a one-way one.
    Estimates below zero are zero.

    Args:
        values: a row a point, a column a seed, (p, n); NaN where there is no value.

    Example:
        >>> import pandas as pd
        >>> shares = variance_shares(pd.DataFrame([[0.0, 2.0], [10.0, 12.0]]))
        >>> shares.points, shares.seeds, shares.residual
        (50.0, 2.0, 0.0)
    """
    known = values[values.notna().any(axis=1)]
    shared = bool((known.notna().sum(axis=0) > 1).all())
    common = known.mean(axis=0)
    own = known - common if shared and len(known) > 1 else known
    counts = known.notna().sum(axis=1)
    within = own.var(axis=1, ddof=1)[counts > 1]
    if within.empty or len(known) < 2:
        return VarianceShares(np.nan, np.nan, np.nan, np.nan)
    lost = len(known) / (len(known) - 1) if shared else 1.0  # what taking off the averages removed
    residual = float(within.mean()) * lost
    of_means = residual * float((1 / counts).mean())
    between = float(own.mean(axis=1).var(ddof=1)) - of_means
    seeds = float(common.var(ddof=1)) - residual / len(known) if shared and len(common) > 1 else 0.0
    return VarianceShares(max(0.0, between), max(0.0, seeds), residual, of_means)


def product(ours: Floats, theirs: Floats) -> Floats:
    """The product of the expected values of two responses, free of the bias that seeds bring.

    Only values with different seeds are multiplied with one another: what a seed does is independent
    of what another does, and averages out. With one seed there is nothing to take out.

    Args:
        ours: values, (…, n); the last axis is seeds. NaN is left out.
        theirs: values with the same seeds, (…, n).

    Returns:
        Products, (…); NaN where no seed has both values.
    """
    both = ~(np.isnan(ours) | np.isnan(theirs))
    count = both.sum(axis=-1)
    x, y = np.where(both, ours, 0.0), np.where(both, theirs, 0.0)
    same = (x * y).sum(axis=-1)
    different = x.sum(axis=-1) * y.sum(axis=-1) - same
    with np.errstate(invalid="ignore", divide="ignore"):
        several = different / (count * (count - 1))
    return np.where(count > 1, several, np.where(count == 1, same, np.nan))
