"""Cascades on random graphs whose degrees are Poisson distributed.

Sources: watts2002 (vulnerable people, the window, how often), gleeson2007 (how far).
"""

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Floats = NDArray[np.float64]
ROUNDING = 1e-9
SPARK = 1e-12
ENOUGH = 1e-12


def most_vulnerable(threshold: float) -> int:
    """The largest number of colleagues K = ⌊1/φ⌋ at which a single adopter is enough; watts2002."""
    return int(np.floor(1.0 / threshold + ROUNDING))


def followers(mean_degree: float, threshold: float) -> float:
    """How many vulnerable people one vulnerable person carries along: z·P(Poisson(z) ≤ K - 2).

    It is the left side of the cascade condition of watts2002, for Poisson degrees of mean z.
    """
    known = most_vulnerable(threshold) - 2
    return mean_degree * float(stats.poisson.cdf(known, mean_degree))


def window(threshold: float) -> tuple[float, float] | None:
    """The mean degrees between which one person can set off a global cascade; None if there are none.

    They are the two solutions z of z·P(Poisson(z) ≤ K - 2) = 1, watts2002.

    Args:
        threshold: φ of everybody, in (0, 1].

    Returns:
        The lower and the upper end, in ties a person.
    """
    highest = most_vulnerable(threshold) + 1.0
    grid = np.linspace(1e-6, highest, 4001)
    follow = np.array([followers(z, threshold) for z in grid])
    peak = int(np.argmax(follow))
    if follow[peak] <= 1.0:
        return None
    return (
        _crossing(threshold, 1e-6, float(grid[peak])),
        _crossing(threshold, float(grid[peak]), 4.0 * highest),
    )


def _crossing(threshold: float, low: float, high: float) -> float:
    root: float = optimize.brentq(lambda z: followers(z, threshold) - 1.0, low, high, xtol=1e-14)
    return root


def share_reached(mean_degree: float, threshold: float) -> float:
    """The share of people whom a global cascade reaches, in an endless graph; gleeson2007.

    It is Σ p(k)·P(Bin(k, x) ≥ ⌈φk⌉), where x is the probability that a colleague adopts while one
    does not: the first x, from a spark upwards, at which x = Σ (k·p(k)/z)·P(Bin(k-1, x) ≥ ⌈φk⌉).
    """
    known, odds = _degrees(mean_degree)
    need = np.ceil(threshold * known - ROUNDING)
    seen_by_end = known * odds / mean_degree
    reached, before = SPARK, 0.0
    while reached - before > ENOUGH * reached:
        before = reached
        adopts = stats.binom.sf(need - 1, np.maximum(known - 1, 0), reached)
        reached = SPARK + (1 - SPARK) * float((seen_by_end * adopts)[1:].sum())
    return float((odds * stats.binom.sf(need - 1, known, reached))[1:].sum())


def frequency(mean_degree: float, threshold: float) -> float:
    """How often one person drawn at random sets off a global cascade, in an endless graph; watts2002.

    It is the share of people with a colleague in the giant cluster of vulnerable people,
    1 - Σ p(k)·u^k, where u = 1 - Σ w(k) + Σ w(k)·u^(k-1) with w(k) = k·p(k)/z for vulnerable k, and 0
    for others.
    """
    known, odds = _degrees(mean_degree)
    vulnerable = (known >= 1) & (known <= most_vulnerable(threshold))
    k, weight = known[vulnerable], (known * odds / mean_degree)[vulnerable]
    ends, before = 0.0, -1.0
    while ends - before > ENOUGH:
        before = ends
        ends = 1.0 - float(weight.sum()) + float((weight * ends ** (k - 1)).sum())
    return 1.0 - float((odds * ends**known).sum())


def _degrees(mean_degree: float) -> tuple[Floats, Floats]:
    """Degrees 0, 1, 2 … and their probabilities, as far as they matter."""
    known = np.arange(int(mean_degree + 12 * np.sqrt(mean_degree) + 30), dtype=np.float64)
    return known, np.asarray(stats.poisson.pmf(known, mean_degree))
