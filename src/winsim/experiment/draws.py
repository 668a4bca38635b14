"""Draws of uncertain fields: for each future, a value of every field from its plausible range."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winsim.numerics.arrays import Floats
from winsim.scenario.uncertainty import UncertainField

BY_RATIO = 3.0
"""From which ratio of its ends on a range is gone through by ratios, and not by differences."""


def drawn(fields: Sequence[UncertainField], draws: int, seed: int) -> list[dict[str, float]]:
    """Draw values of fields: a Latin hypercube, so that few draws fill every range evenly.

    Args:
        fields: k uncertain fields.
        draws: how many futures, at least 1.
        seed: seed of the draws; the same gives the same values.

    Returns:
        For each draw, the k values by the fields' paths.
    """
    from scipy.stats import qmc

    if not fields:
        return [{} for _ in range(draws)]
    chance = np.random.default_rng((draws, seed))
    places = qmc.LatinHypercube(len(fields), seed=chance).random(draws)
    columns = [quantiles(field, places[:, k]) for k, field in enumerate(fields)]
    paths = [field.path for field in fields]
    return [dict(zip(paths, row, strict=True)) for row in zip(*columns, strict=True)]


def quantiles(field: UncertainField, places: Floats) -> list[float]:
    """Values of a field with so much of its distribution beneath them.

    Today's value is the median: half of the mass lies evenly from the lower end to it, and half
    from it to the upper end. Evenly is by ratios where the lower end is above zero and the upper at
    least `BY_RATIO` times as large, else by differences.

    Args:
        field: an uncertain field.
        places: from 0 to 1, shape (n,).

    Returns:
        n numbers from the lower to the upper end of its range, whole where the field is.
    """
    ends = np.array([field.low, field.value, field.high])
    if field.low > 0 and field.high / field.low >= BY_RATIO:
        values = np.exp(np.interp(places, (0.0, 0.5, 1.0), np.log(ends)))
    else:
        values = np.interp(places, (0.0, 0.5, 1.0), ends)
    found: list[float] = np.clip(values, field.low, field.high).tolist()
    return [round(value) for value in found] if field.whole else found
