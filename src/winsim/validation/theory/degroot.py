"""Beliefs that average over colleagues. Source: degroot1974."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def averaging_matrix(ties: Floats, weight: float) -> Floats:
    """How beliefs follow from those of the round before.

    `ties[i, j]` says how much i listens to j; `weight` is what colleagues' mean counts, the rest is
    one's own belief. Whoever listens to nobody keeps the belief.
    """
    total = ties.sum(axis=1, keepdims=True)
    shares = np.divide(ties, total, out=np.eye(len(ties)), where=total > 0)
    return np.asarray((1.0 - weight) * np.eye(len(ties)) + weight * shares)


def path(beliefs: Floats, ties: Floats, weight: float, rounds: int) -> Floats:
    """Beliefs after 0, 1, … rounds, shape (rounds + 1, n)."""
    matrix, found = averaging_matrix(ties, weight), [beliefs]
    for _ in range(rounds):
        found.append(matrix @ found[-1])
    return np.array(found)


def consensus(beliefs: Floats, ties: Floats) -> float:
    """Where beliefs meet if ties are mutual and connect everybody: the mean weighted by degree."""
    return float(np.average(beliefs, weights=ties.sum(axis=1)))
