"""Shortest paths between people: how long they are, and through whom they pass."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.pairs import distinct

SOURCES = 200
EXACT = 2_000
"""Up to this many people, paths are followed from everyone, else from `SOURCES`."""
BATCH = 4_000_000
"""People times sources that are followed at once, which bounds the memory."""
SAMPLE = 9
"""Substream of `Draw.ORGANISATION` for the sample of people from whom paths are followed."""


@dataclass(frozen=True)
class Paths:
    """The shortest paths of an undirected network of n people.

    Attributes:
        length: Mean length, in ties, of the shortest path between two people who can reach each
            other: the characteristic path length (watts1998). NaN where nobody can.
        sources: From how many people paths were followed: all of up to `EXACT`, else a sample of
            `SOURCES` that is always the same (brandes2007).
        betweenness: The share of all pairs of others whose shortest paths pass through each person
            (a pair with several paths counts with the share of them), in [0, 1], shape (n,):
            betweenness centrality (freeman1977).
    """

    length: float
    sources: int
    betweenness: Floats


def shortest_paths(contacts: Any) -> Paths:
    """Follow the shortest paths of a contact matrix (n, n).

    Breadth-first, with the paths counted on the way out and shared among those they pass through on
    the way back (brandes2001). The work is that of the ties times the sources.

    Args:
        contacts: As `contact_matrix` gives it.
    """
    people = contacts.shape[0]
    sources = np.arange(people) if people <= EXACT else distinct(SOURCES, people, 0, SAMPLE)
    matrix = contacts.astype(np.float64)
    through, steps, pairs = np.zeros(people), 0, 0
    for batch in np.array_split(sources, -(-people * sources.size // BATCH)):
        levels, ways = _outwards(matrix, batch)
        through += _inwards(matrix, levels, ways).reshape(batch.size, people).sum(axis=0)
        steps += sum(length * level.size for length, level in enumerate(levels))
        pairs += sum(level.size for level in levels[1:])
    possible = sources.size / people * (people - 1) * (people - 2)
    return Paths(
        length=steps / pairs if pairs else float("nan"),
        sources=int(sources.size),
        betweenness=through / possible if possible else through,
    )


def _outwards(contacts: Any, sources: Ints) -> tuple[list[Ints], Floats]:
    """Who is reached, one tie further at a time, and in how many shortest ways.

    A source and a person are one number, source x n + person.

    Returns:
        The numbers that are reached after 0, 1 … ties, ascending; and by number, the ways.
    """
    people = contacts.shape[0]
    here = np.arange(sources.size) * people + sources
    ways = np.zeros(sources.size * people)
    ways[here] = 1
    levels = [here]
    while True:
        next_ones, arriving = _passed_on(contacts, levels[-1], ways[levels[-1]])
        new = ways[next_ones] == 0
        if not new.any():
            return levels, ways
        ways[next_ones[new]] = arriving[new]
        levels.append(np.sort(next_ones[new]))


def _inwards(contacts: Any, levels: list[Ints], ways: Floats) -> Floats:
    """By number, how many further people are reached through this one; 0 for the sources."""
    beyond = np.zeros(ways.size)
    near = np.zeros(ways.size, dtype=bool)
    for level, nearer in zip(levels[:1:-1], levels[-2:0:-1], strict=True):
        back, share = _passed_on(contacts, level, (1 + beyond[level]) / ways[level])
        near[nearer] = True
        kept = near[back]
        beyond[back[kept]] = share[kept] * ways[back[kept]]
        near[nearer] = False
    return beyond


def _passed_on(contacts: Any, numbers: Ints, amounts: Floats) -> tuple[Ints, Floats]:
    """What the contacts of people get when these pass an amount on to each of them."""
    from scipy import sparse

    people = contacts.shape[0]
    rows = int(numbers[-1]) // people + 1
    starts = np.searchsorted(numbers, np.arange(rows + 1) * people)
    table = sparse.csr_array((amounts, numbers % people, starts), shape=(rows, people))
    given = table @ contacts
    return np.repeat(np.arange(rows) * people, np.diff(given.indptr)) + given.indices, given.data
