"""Overruns: how far work turns out otherwise than planned. Source: assumption."""

import numpy as np

from winsim.numerics.arrays import Counts, Floats
from winsim.numerics.chance import Draw, draws
from winsim.numerics.normal import quantiles


def overruns(listed: Counts, teams: int, shared: float, own: float, seed: int) -> Floats:
    """Draw how much longer, or shorter, each step takes in each team than was planned.

    The pieces of a step share what befalls it, and so do all rollouts under one seed. Work is
    lognormal and as planned on average.

    Args:
        listed: number of the listed step of each of J pieces, shape (J,).
        teams: how many teams there are, G.
        shared: sd of the logarithm of what befalls a step in all teams, at least 0.
        own: sd of the logarithm of what befalls it in one team, at least 0.
        seed: a whole number, at least 0.

    Returns:
        Ratios to the planned work, positive, shape (G, J); exactly 1 where both spreads are 0.
    """
    if shared == own == 0.0:
        return np.ones((teams, listed.size))
    steps = int(listed.max(initial=-1)) + 1
    everywhere = quantiles(draws(seed, Draw.SHARED_OVERRUN, steps))
    here = quantiles(draws(seed, Draw.OWN_OVERRUN, teams * steps)).reshape(teams, steps)
    logarithms = shared * everywhere + own * here - (shared**2 + own**2) / 2
    ratios: Floats = np.exp(logarithms)[:, listed]
    return ratios
