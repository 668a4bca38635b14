"""Beliefs that average over colleagues. Source: degroot1974."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def averaging_matrix(ties: Floats, weight: float) -> Floats:
    """How beliefs follow from those of the round before: T = (1 - w)·I + w·P, degroot1974.

    Whoever listens to nobody keeps the belief.

    Args:
        ties: how much i listens to j, shape (n, n), at least 0; P is this with rows that sum to 1.
        weight: w, what colleagues' mean counts, in [0, 1]; the rest is one's own belief.

    Returns:
        T, shape (n, n).
    """
    total = ties.sum(axis=1, keepdims=True)
    shares = np.divide(ties, total, out=np.eye(len(ties)), where=total > 0)
    return np.asarray((1.0 - weight) * np.eye(len(ties)) + weight * shares)


def path(beliefs: Floats, ties: Floats, weight: float, rounds: int) -> Floats:
    """Beliefs after 0, 1, … rounds: b(t+1) = T·b(t), degroot1974.

    Args:
        beliefs: at the start, shape (n,).
        ties: as in `averaging_matrix`.
        weight: as in `averaging_matrix`.
        rounds: how many.

    Returns:
        Shape (rounds + 1, n).
    """
    matrix, rows = averaging_matrix(ties, weight), [beliefs]
    for _ in range(rounds):
        rows.append(matrix @ rows[-1])
    return np.array(rows)


def consensus(beliefs: Floats, ties: Floats) -> float:
    """Where beliefs meet, degroot1974: Σ d(i)·b(i) / Σ d(i), the mean weighted by degree.

    It holds where ties are mutual (`ties` is symmetric) and connect everybody.
    """
    return float(np.average(beliefs, weights=ties.sum(axis=1)))
