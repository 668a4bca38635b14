"""Textbook graphs, on which published results are reproduced: complete, ring and random."""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.pairs import Ints, distinct, filled, keyed, luck, pair_at
from winsim.scenario.source import Generator

RANDOM, REWIRED, FILLED, TARGETS = 1, 2, 3, 1000
"""Streams of luck; their numbers are part of every published run."""
ROUNDS = 64


def complete(generator: Generator) -> Ints:
    """Everybody tied to everybody, as keys of pairs."""
    people = generator.people
    low, high = pair_at(np.arange(people * (people - 1) // 2))
    return keyed(low, high, people)


def random(generator: Generator, seed: int) -> Ints:
    """A random graph with exactly `people` x `mean_degree` / 2 ties (Erdős & Rényi 1959).

    In a large organisation the number of ties of a person is Poisson distributed.
    """
    people = generator.people
    ties = round(people * generator.mean_degree / 2)
    low, high = pair_at(distinct(ties, people * (people - 1) // 2, seed, RANDOM))
    return keyed(low, high, people)


def ring(generator: Generator, seed: int) -> Ints:
    """A ring of neighbours, a share of whose ties is rewired (Watts & Strogatz 1998).

    Each tie is rewired with probability `rewiring`: it keeps one end, and the other moves to
    anybody who is not tied to it yet. The number of ties stays the same. (Only in a ring so dense
    that nobody is free does a tie move altogether.)
    """
    people, reach = generator.people, generator.neighbours // 2
    near = np.tile(np.arange(people), reach)
    far = (near + np.repeat(np.arange(1, reach + 1), people)) % people
    ties = keyed(near, far, people)
    moved = luck(seed, REWIRED, ties.size) < generator.rewiring
    rewired = _rewired(near[moved], np.sort(ties[~moved]), seed, people)
    return filled(rewired, ties.size, np.arange(people + 1), seed, FILLED)


def _rewired(ends: Ints, kept: Ints, seed: int, people: int) -> Ints:
    """The kept ties and one new tie at each of `ends`, but for ends that find no free place."""
    for attempt in range(ROUNDS):
        if ends.size == 0:
            break
        other = (luck(seed, TARGETS + attempt, ends.size) * people).astype(np.int64)
        ties = keyed(ends, other, people)
        placed = (other != ends) & ~np.isin(ties, kept) & _first(ties)
        kept = np.sort(np.concatenate([kept, ties[placed]]))
        ends = ends[~placed]
    return kept


def _first(numbers: Ints) -> NDArray[np.bool_]:
    """Whether each number appears here for the first time."""
    first = np.zeros(numbers.size, dtype=np.bool_)
    first[np.unique(numbers, return_index=True)[1]] = True
    return first
