"""Ties as pairs of people, `low` below `high`.

Those between teams are also kept in a table of numbers with open addressing, so that a tie is never
drawn twice.
"""

import math
from typing import NamedTuple

import numpy as np

from winsim.numerics.chance import mixed
from winsim.numerics.compiling import part
from winsim.organisation.pairs import Ints
from winsim.organisation.generator.rows import People

FREE = -1
"""A place of the table that holds no tie."""


class Ties(NamedTuple):
    """The ties drawn so far, in place."""

    low: People  # (most,)
    high: People  # (most,)
    known: Ints  # (a power of two,) ties between teams as numbers, or `FREE`


@part
def lay_inside(start: Ints, positions: Ints, ties: Ties) -> None:
    """Write the pairs at these positions of the list of all pairs inside teams.

    The pairs of a team are (0, 1), (0, 2), (1, 2), (0, 3) and so on, from its first person.
    """
    team, before = 0, 0
    for tie in range(positions.size):
        size = start[team + 1] - start[team]
        while positions[tie] - before >= size * (size - 1) // 2:
            before += size * (size - 1) // 2
            team += 1
            size = start[team + 1] - start[team]
        place = positions[tie] - before
        high = int((1.0 + math.sqrt(1.0 + 8.0 * place)) / 2.0)
        high -= 1 if high * (high - 1) // 2 > place else 0
        high += 1 if high * (high + 1) // 2 <= place else 0
        ties.low[tie] = start[team] + place - high * (high - 1) // 2
        ties.high[tie] = start[team] + high


@part
def tied(ties: Ties, count: int, one: int, other: int, people: int) -> int:
    """How many ties there are once two people are tied; none is added where they were."""
    low, high = min(one, other), max(one, other)
    number = low * people + high
    slot = int(mixed(np.uint64(number)) >> np.uint64(1)) & (ties.known.size - 1)
    while ties.known[slot] != FREE:
        if ties.known[slot] == number:
            return count
        slot = (slot + 1) & (ties.known.size - 1)
    ties.known[slot] = number
    ties.low[count], ties.high[count] = low, high
    return count + 1
