"""Shapley values: a whole shared out among the players that bring it about together.

Source: `shapley1953`. A player's share is its gain, averaged over all orders in which the players can
join one after the other. Shares add up to the whole, players that add nothing get nothing, and players
that add alike get alike.
"""

from math import comb

import numpy as np

from winsim.numerics.arrays import Counts, Floats


def shapley_values(worth: Floats) -> Floats:
    """The share of each player in the worth of all, exactly.

    Args:
        worth: what each coalition is worth, shape (2^k, ...) for k players: player j is in coalition c
            where bit j of c is set, so that the first row is nobody's and the last that of all. Further
            axes are games of their own.

    Returns:
        Shares, shape (k, ...), in the unit of the worth; they add up to the last row less the first.

    >>> pairs = [0, 0, 0, 0, 0, 1, 1, 1]  # pairs of gloves; only the third player holds a right one
    >>> shapley_values(np.array(pairs, dtype=float)).round(3)
    array([0.167, 0.167, 0.667])
    """
    players = worth.shape[0].bit_length() - 1
    shares = [
        np.tensordot(_weights(players, player), gains(worth, player), axes=1)
        for player in range(players)
    ]
    return np.asarray(shares, dtype=np.float64).reshape(players, *worth.shape[1:])


def gains(worth: Floats, player: int) -> Floats:
    """What a player adds to each coalition without it.

    Args:
        worth: as in `shapley_values`, shape (2^k, ...).
        player: from 0 on.

    Returns:
        Shape (2^(k-1), ...): the first row is what it adds to nobody, the last what it adds to all others.
    """
    without = _without(worth.shape[0], player)
    return np.asarray(worth[without | 1 << player] - worth[without])


def _weights(players: int, player: int) -> Floats:
    """In which share of all orders exactly the coalition has joined before the player."""
    sizes = [int(coalition).bit_count() for coalition in _without(2**players, player)]
    return np.array([1 / (players * comb(players - 1, size)) for size in sizes])


def _without(coalitions: int, player: int) -> Counts:
    """The numbers of the coalitions that a player is not in."""
    return np.array([one for one in range(coalitions) if not one >> player & 1], dtype=np.int64)
