"""Discovery: how far the value of a step turns out otherwise than declared. Source: kohavi2009."""

import numpy as np

from winsim.numerics.arrays import Counts, Floats
from winsim.numerics.chance import Draw, draws
from winsim.numerics.normal import quantiles


def value_ratios(listed: Counts, spread: float, worthless: float, seed: int) -> Floats:
    """Draw what each step turns out to be worth, beside what was declared.

    The pieces of a step share what comes of it, and so do all rollouts under one seed. Values are as
    declared on average: lognormal, or nothing at all.

    Args:
        listed: number of the listed step of each of J pieces, shape (J,).
        spread: sd of the logarithm of a value that is not nothing, at least 0.
        worthless: chance that a step is worth nothing, in [0, 1).
        seed: a whole number, at least 0.

    Returns:
        Ratios to the declared value, at least 0, shape (J,); exactly 1 where both are 0.
    """
    if spread == worthless == 0.0:
        return np.ones(listed.size)
    steps = int(listed.max(initial=-1)) + 1
    logarithms = spread * quantiles(draws(seed, Draw.VALUE, steps)) - spread**2 / 2
    of_worth = draws(seed, Draw.WORTHLESS, steps) >= worthless
    ratios: Floats = (np.exp(logarithms) * of_worth / (1.0 - worthless))[listed]
    return ratios
