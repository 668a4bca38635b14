"""Crowds in which everybody sees everybody. Source: granovetter1978."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Floats = NDArray[np.float64]
ROUNDING = 1e-12


def final_adopters(thresholds: Sequence[float] | Floats) -> int:
    """How many of a crowd adopt in the end, granovetter1978: A(t+1) = #{i: φ(i) ≤ A(t)/n}.

    Args:
        thresholds: φ, as shares of the whole crowd, shape (n,).
    """
    ordered = np.sort(np.asarray(thresholds, dtype=np.float64))
    adopters = -1
    following = 0
    while following != adopters:
        adopters = following
        following = int(np.searchsorted(ordered, adopters / ordered.size + ROUNDING, "right"))
    return adopters


def normal_crowd(people: int, mean: float, sd: float) -> Floats:
    """Thresholds that stand for a normal distribution without chance, clipped to [0, 1].

    The first is zero, and that of person i (from 0) is the quantile i/n. Granovetter's crowd of 0, 1,
    2 … is the same for a uniform distribution (granovetter1978).

    Returns:
        Ascending, shape (people,).
    """
    inside = stats.norm.ppf(np.arange(1, people) / people, mean, sd)
    return np.asarray(np.clip(np.concatenate([[0.0], inside]), 0.0, 1.0))


def equilibrium(mean: float, sd: float) -> float:
    """The share r of an endless crowd that adopts, granovetter1978.

    It is the smallest solution of r = Φ((r - mean)/sd).

    Args:
        mean: of normal thresholds, a share of the crowd.
        sd: their standard deviation, above 0.
    """
    grid = np.linspace(0.0, 1.0, 20_001)
    surplus = stats.norm.cdf(grid, mean, sd) - grid
    lowest = grid[np.argmin(np.where(grid <= _tangent(mean, sd), surplus, np.inf))]
    below = float(stats.norm.cdf(lowest, mean, sd) - lowest)
    start = 0.0 if below <= 0.0 else float(lowest)
    end = float(lowest) if below <= 0.0 else 1.0
    root: float = optimize.brentq(lambda r: stats.norm.cdf(r, mean, sd) - r, start, end, xtol=1e-15)
    return root


def jump(mean: float) -> float:
    """The spread of thresholds at which an endless crowd jumps from few adopters to nearly all.

    There Φ((r - mean)/sd) touches the diagonal r from below (granovetter1978); for means under ½.
    """

    def gap(sd: float) -> float:
        low = _tangent(mean, sd)
        return float(stats.norm.cdf(low, mean, sd) - low)

    root: float = optimize.brentq(gap, 1e-3, 0.99 / np.sqrt(2 * np.pi), xtol=1e-15)
    return root


def coarseness(people: int, mean: float) -> float:
    """By how much a crowd of that size can jump at a smaller spread than an endless one.

    It sees the curve only at multiples of 1 / n, so that it may miss a touching point by half of
    that; the bound is twice what the parabola at that point gives.

    Args:
        people: n, in the crowd.
        mean: of the thresholds, under ½.

    Returns:
        A bound on the difference of standard deviations.
    """
    return 1.0 / (4.0 * people**2 * jump(mean))


def _tangent(mean: float, sd: float) -> float:
    """Where, left of the mean, the normal distribution rises as steeply as the diagonal, or 0."""
    steep = -2.0 * np.log(sd * np.sqrt(2 * np.pi))
    return max(0.0, float(mean - sd * np.sqrt(steep))) if steep > 0 else 0.0
