"""Pooling: teams that start together share what time they have, so that the fast help the slow."""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Counts, Floats


def pooled(capacity: Floats, sizes: Counts, waves: NDArray[np.int32]) -> Floats:
    """Give every team of a wave the mean capacity of the wave's people.

    Args:
        capacity: of each team, per person, in [0, 1], shape (G,).
        sizes: people in each team, shape (G,).
        waves: number of each team's wave, -1 for none, shape (G,).

    Returns:
        Capacities, shape (G,); teams in no wave keep theirs, and no time is lost or made.
    """
    shared = capacity.copy()
    inside = waves >= 0
    people = np.bincount(waves[inside], weights=sizes[inside])
    time = np.bincount(waves[inside], weights=(sizes * capacity)[inside])
    shared[inside] = time[waves[inside]] / people[waves[inside]]
    return shared
