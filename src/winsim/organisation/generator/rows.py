"""Rows of who listens to whom, kept in order as ties are added."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.chance import mixed
from winsim.numerics.compiling import part
from winsim.organisation.pairs import Ints

People = NDArray[np.uint32]


class Rows(NamedTuple):
    """Who listens to whom, by person who is listened to. n people, m directed ties.

    `more` are rows of ties yet to be merged into the others.
    """

    start: Ints  # (n + 1,) where the row of each person begins
    listener: People  # (m,) in each row from the lowest number upwards
    more_end: People  # (n,) where the further row of each person ends
    more: People  # (m,) in each further row from the lowest number upwards


@part
def contact(rows: Rows, person: int, place: int) -> int:
    """A contact of a person: those with higher numbers come first, then those with lower ones."""
    first, last = rows.start[person], rows.start[person + 1]
    turn = first
    while turn < last and rows.listener[turn] < person:
        turn += 1
    at = turn + place
    return int(np.int64(rows.listener[at if at < last else at - last + first]))


@part
def spread(low: People, high: People, rows: Rows) -> None:
    """Add ties that work both ways to the rows, which stay in order."""
    end, people = rows.more_end, rows.more_end.size
    for person in range(people):
        end[person] = 0
    for tie in range(low.size):
        end[low[tie]] += 1
        end[high[tie]] += 1
    total = 0
    for person in range(people):
        total += end[person]
        end[person] = total - end[person]
    for tie in range(low.size):
        put(rows, low[tie], high[tie])
        put(rows, high[tie], low[tie])
    for person in range(people):
        sort(rows.more, end[person - 1] if person > 0 else 0, end[person])
    merge(rows)


@part
def put(rows: Rows, row: int, person: int) -> None:
    """Add a person to a further row."""
    rows.more[rows.more_end[row]] = person
    rows.more_end[row] += 1


@part
def sort(column: People, first: int, last: int) -> None:
    """Sort a stretch of a column (Shell 1959): most rows are short, and many in order."""
    gap = 1
    while 9 * gap < last - first:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(first + gap, last):
            value, at = column[place], place
            while at >= first + gap and column[at - gap] > value:
                column[at] = column[at - gap]
                at -= gap
            column[at] = value
        gap //= 3


@part
def merge(rows: Rows) -> None:
    """Merge the further rows into the others, from the last person's end, so that none is in the way."""
    people = rows.more_end.size
    added = int(rows.more_end[people - 1])
    for person in range(people - 1, -1, -1):
        further = int(rows.more_end[person - 1]) if person > 0 else 0
        first, last = rows.start[person], rows.start[person + 1]
        rows.start[person + 1] = last + added
        while added > further:
            last_of_more = rows.more[added - 1]
            while last > first and rows.listener[last - 1] > last_of_more:
                last -= 1
                rows.listener[last + added] = rows.listener[last]
            added -= 1
            rows.listener[last + added] = last_of_more
        if added == 0:
            break
        while last > first:
            last -= 1
            rows.listener[last + added] = rows.listener[last]


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
