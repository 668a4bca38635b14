"""The list of ties that a generator fills: those inside teams first, then those between them.

A hash table beside it tells whether two people of different teams are tied already.
"""

import math
from typing import NamedTuple

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.numerics.chance import mixed
from winsim.numerics.compiling import part
from winsim.organisation.generator.adjacency import People

EMPTY = -1
"""A slot of the hash table that holds no tie."""


class DrawnTies(NamedTuple):
    """Ties as pairs of people, with room for as many as are to be drawn."""

    low: People  # (ties,) the person of each pair with the lower number
    high: People  # (ties,)
    table: Ints  # (a power of two,) hash table of the ties between teams, as numbers, or `EMPTY`


@part
def write_within_teams(team_start: Ints, positions: Ints, ties: DrawnTies) -> None:
    """Write the ties inside teams, from the beginning of the list.

    The pairs of a team are (0, 1), (0, 2), (1, 2), (0, 3) and so on, from its first person.

    Args:
        team_start: The first person of each team, and the number of people, shape (G + 1,).
        positions: Positions in the list of all pairs inside teams, ascending.
        ties: Changed in place; its hash table is left alone, as bridges never lie inside teams.
    """
    team, before = 0, 0
    for tie in range(positions.size):
        size = team_start[team + 1] - team_start[team]
        while positions[tie] - before >= size * (size - 1) // 2:
            before += size * (size - 1) // 2
            team += 1
            size = team_start[team + 1] - team_start[team]
        place = positions[tie] - before
        high = int((1.0 + math.sqrt(1.0 + 8.0 * place)) / 2.0)
        high -= 1 if high * (high - 1) // 2 > place else 0
        high += 1 if high * (high + 1) // 2 <= place else 0
        ties.low[tie] = team_start[team] + place - high * (high - 1) // 2
        ties.high[tie] = team_start[team] + high


@part
def add_tie(ties: DrawnTies, count: int, one: int, other: int, people: int) -> int:
    """Add a tie between two people of different teams, unless they are tied already.

    Args:
        ties: Changed in place; the table uses open addressing with linear probing.
        count: How many ties there are.
        one: A person.
        other: Another person, of another team.
        people: How many people there are.

    Returns:
        How many ties there are now.
    """
    low, high = min(one, other), max(one, other)
    number = low * people + high
    slot = int(mixed(np.uint64(number)) >> np.uint64(1)) & (ties.table.size - 1)
    while ties.table[slot] != EMPTY:
        if ties.table[slot] == number:
            return count
        slot = (slot + 1) & (ties.table.size - 1)
    ties.table[slot] = number
    ties.low[count], ties.high[count] = low, high
    return count + 1
