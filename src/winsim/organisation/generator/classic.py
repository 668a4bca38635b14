"""Classic graphs, on which published results are reproduced: complete, ring and random.

Each gives the keys of its ties (see `keyed`); `generator` lays teams and a reporting line over them.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.pairs import distinct, filled, keyed, pair_at, uniforms
from winsim.scenario.organisation_source import Generator

RANDOM, REWIRED, FILLED, PARTNERS, TARGETS = 1, 2, 3, 4, 1000
"""Substreams of `Draw.ORGANISATION`; their numbers are part of every published run."""
ROUNDS = 64


def complete(generator: Generator) -> Ints:
    """Everybody tied to everybody, as keys of pairs: n (n - 1) / 2 of them."""
    people = generator.people
    low, high = pair_at(np.arange(people * (people - 1) // 2))
    return keyed(low, high, people)


def random(generator: Generator, seed: int) -> Ints:
    """A random graph with exactly `people` x `mean_degree` / 2 ties (Erdős & Rényi 1959).

    In a large organisation the number of ties of a person is Poisson distributed.

    Args:
        generator: Its `people` and `mean_degree` are used.
        seed: The seed of the organisation.

    Returns:
        Keys of pairs (see `keyed`), all different.
    """
    people = generator.people
    ties = round(people * generator.mean_degree / 2)
    low, high = pair_at(distinct(ties, people * (people - 1) // 2, seed, RANDOM))
    return keyed(low, high, people)


def ring(generator: Generator, seed: int) -> Ints:
    """A ring of neighbours, a share of whose ties is rewired (watts1998).

    Each tie is rewired with probability `rewiring`: it keeps one end, and the other moves to
    anybody who is not tied to it yet. The number of ties stays the same. (Only in a ring so dense
    that nobody is free does a tie move altogether.) With `keep_degrees` the rewired ties swap ends
    among themselves (maslov2002), and everybody keeps their number of ties.

    Args:
        generator: Its `people`, `neighbours`, `rewiring` and `keep_degrees` are used.
        seed: The seed of the organisation.

    Returns:
        Keys of pairs (see `keyed`), all different: `people` x `neighbours` / 2 of them.
    """
    people, reach = generator.people, generator.neighbours // 2
    near = np.tile(np.arange(people), reach)
    far = (near + np.repeat(np.arange(1, reach + 1), people)) % people
    ties = keyed(near, far, people)
    moved = uniforms(seed, REWIRED, ties.size) < generator.rewiring
    if generator.keep_degrees:
        return _swapped(near, far, np.flatnonzero(moved), seed, people)
    rewired = _rewired(near[moved], np.sort(ties[~moved]), seed, people)
    return filled(rewired, ties.size, np.arange(people + 1), seed, FILLED)


def _rewired(ends: Ints, standing: Ints, seed: int, people: int) -> Ints:
    """The standing ties and a new one at each of `ends`, but for ends that find no free place."""
    for attempt in range(ROUNDS):
        if ends.size == 0:
            break
        other = (uniforms(seed, TARGETS + attempt, ends.size) * people).astype(np.int64)
        ties = keyed(ends, other, people)
        placed = (other != ends) & ~np.isin(ties, standing) & _first(ties)
        standing = np.sort(np.concatenate([standing, ties[placed]]))
        ends = ends[~placed]
    return standing


def _swapped(near: Ints, far: Ints, moved: Ints, seed: int, people: int) -> Ints:
    """The ties as keys, after each of the moved ones has swapped far ends with another of them.

    A swap that would tie people twice, or to themselves, is passed over for another partner.
    """
    ends = list(zip(near.tolist(), far.tolist(), strict=True))
    ties = {frozenset(tie) for tie in ends}
    lots = uniforms(seed, PARTNERS, moved.size * ROUNDS).reshape(moved.size, ROUNDS)
    partners = moved[(lots * moved.size).astype(np.int64)].tolist()
    for one, others in zip(moved.tolist(), partners, strict=True):
        for other in others:
            (a, b), (c, d) = ends[one], ends[other]
            new = {frozenset((a, d)), frozenset((c, b))}
            if len({a, b, c, d}) == 4 and ties.isdisjoint(new):
                ties.difference_update((frozenset((a, b)), frozenset((c, d))))
                ties.update(new)
                ends[one], ends[other] = (a, d), (c, b)
                break
    low, high = np.array(ends, dtype=np.int64).T
    return keyed(low, high, people)


def _first(numbers: Ints) -> NDArray[np.bool_]:
    """Whether each number appears here for the first time."""
    first = np.zeros(numbers.size, dtype=np.bool_)
    first[np.unique(numbers, return_index=True)[1]] = True
    return first
