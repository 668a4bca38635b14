"""Pairs of people as single numbers, so that ties can be drawn and compared in bulk.

An unordered pair of n people has the key low x n + high, by which ties are sorted, joined and looked
up. The generators and `Description` build on these functions.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.numerics.chance import Draw, draws


def uniforms(seed: int, substream: int, count: int) -> NDArray[np.float64]:
    """Uniform random draws in [0, 1) from one substream of `Draw.ORGANISATION`.

    Args:
        seed: The seed of the organisation.
        substream: Which of the independent streams; every use has a number of its own.
        count: How many draws.

    Returns:
        Shape (count,); the first of them are the same whatever `count` is.
    """
    return draws(seed, Draw.ORGANISATION, count, substream)


def keyed(first: Ints, second: Ints, people: int) -> Ints:
    """Unordered pairs as numbers: the lower person times `people`, plus the higher one.

    Args:
        first: One person of each pair, shape (k,).
        second: The other, shape (k,).
        people: How many people there are; its square must fit into 64 bits.
    """
    return np.minimum(first, second) * people + np.maximum(first, second)


def unkeyed(keys: Ints, people: int) -> tuple[Ints, Ints]:
    """The people of each pair, from keys as `keyed` makes them.

    Returns:
        The lower and the higher person, each of the shape of `keys`.
    """
    return keys // people, keys % people


def distinct(count: int, out_of: int, seed: int, substream: int) -> Ints:
    """Different numbers, sampled without replacement: all sets are equally likely.

    Args:
        count: How many, at most `out_of`.
        out_of: The numbers are those from 0 to before this one.
        seed: The seed of the organisation.
        substream: The substream of `Draw.ORGANISATION` that is used.

    Returns:
        Shape (count,), in no order to rely on; the same numbers for the same arguments.
    """
    if out_of <= 4 * count:
        return _lowest(uniforms(seed, substream, out_of), count)
    drawn = count + count // 2 + 64
    while True:
        numbers = once((uniforms(seed, substream, drawn) * out_of).astype(np.int64))
        if numbers.size >= count:
            return numbers[:count]
        drawn *= 2


def _lowest(values: NDArray[np.float64], count: int) -> Ints:
    """The positions of the lowest values; of equal ones, the first."""
    if count in (0, values.size):
        return np.arange(count)
    limit = np.partition(values, count - 1)[count - 1]
    below = np.flatnonzero(values < limit)
    return np.concatenate([below, np.flatnonzero(values == limit)[: count - below.size]])


def once(numbers: Ints) -> Ints:
    """The numbers without repetitions, in the order in which they first appear."""
    first = np.unique(numbers, return_index=True)[1]
    return numbers[np.sort(first)]


def missing(numbers: Ints, known: Ints) -> Ints:
    """Those of the numbers that are not known; repetitions are dropped.

    Args:
        numbers: In any order.
        known: Ascending.

    Returns:
        The new numbers, in the order in which they first appear.
    """
    if known.size == 0:
        return once(numbers)
    place = np.minimum(np.searchsorted(known, numbers), known.size - 1)
    return once(numbers[known[place] != numbers])


def pair_at(position: Ints) -> tuple[Ints, Ints]:
    """The pair (low, high) at a position of the list (0, 1), (0, 2), (1, 2), (0, 3) and so on."""
    high = ((1 + np.sqrt(1 + 8 * position.astype(np.float64))) / 2).astype(np.int64)
    high -= high * (high - 1) // 2 > position
    high += high * (high + 1) // 2 <= position
    return np.asarray(position - high * (high - 1) // 2), high


def pairs_within(start: Ints) -> Ints:
    """Number of pairs inside each team, shape (G,), for teams that begin at `start` (G + 1,)."""
    size = np.diff(start)
    return np.asarray(size * (size - 1) // 2)


def joined(ties: Ints, candidates: Ints, need: int) -> Ints:
    """The ties with the first of the candidates that are new.

    Args:
        ties: Keys of pairs, ascending.
        candidates: Further keys, in the order in which they are taken.
        need: How many are taken at most.

    Returns:
        Keys of pairs, ascending.
    """
    return np.sort(np.concatenate([ties, missing(candidates, ties)[:need]]))


def filled(ties: Ints, goal: int, start: Ints, seed: int, substream: int) -> Ints:
    """The ties, and any others between groups until there are `goal`.

    Only an organisation so dense that draws no longer find a free pair needs this, and of such a one
    all pairs can be listed.

    Args:
        ties: Keys of pairs, ascending.
        goal: How many ties are wanted; no more are added than there are free pairs.
        start: The first person of each group, and the number of people, shape (G + 1,).
        seed: The seed of the organisation.
        substream: The substream of `Draw.ORGANISATION` that is used.

    Returns:
        Keys of pairs, ascending.
    """
    need, people = goal - ties.size, int(start[-1])
    if need <= 0:
        return ties
    low, high = pair_at(np.arange(people * (people - 1) // 2))
    group = np.searchsorted(start, np.arange(people), side="right") - 1
    free = missing(keyed(low, high, people)[group[low] != group[high]], ties)
    return joined(ties, free[distinct(need, free.size, seed, substream)], need)
