"""Adjacency lists: the contacts of each person in order, kept so as ties are added.

The generator of workplaces looks contacts of contacts up in them while it draws; finished, they are
the rows of a `Network`.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.numerics.compiling import entry_point, part

People = NDArray[np.uint32]


class Adjacency(NamedTuple):
    """Adjacency lists in compressed sparse rows (CSR). n people, m directed ties.

    The row of a person holds those who listen to them; all ties here work both ways. `more` are
    further rows, of ties yet to be merged into the others.
    """

    start: Ints  # (n + 1,) where the row of each person begins
    listener: People  # (m,) in each row from the lowest number upwards
    more_end: People  # (n,) where the further row of each person ends
    more: People  # (m,) in each further row from the lowest number upwards


@part
def nth_contact(rows: Adjacency, person: int, place: int) -> int:
    """A contact of a person: those with higher numbers come first, then those with lower ones.

    Args:
        rows: Adjacency lists without further rows.
        person: Whose contact.
        place: Which of them, from 0 to before the number of the person's contacts.
    """
    first, last = rows.start[person], rows.start[person + 1]
    turn = first
    while turn < last and rows.listener[turn] < person:
        turn += 1
    at = turn + place
    return int(np.int64(rows.listener[at if at < last else at - last + first]))


@part
def add_to_rows(low: People, high: People, rows: Adjacency) -> None:
    """Add ties that work both ways to the rows, which stay in order.

    Args:
        low: One person of each new tie, shape (ties,).
        high: The other, shape (ties,).
        rows: Changed in place; there must be room for two directed ties more for each new one.
    """
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
        append(rows, low[tie], high[tie])
        append(rows, high[tie], low[tie])
    for person in range(people):
        sort(rows.more, end[person - 1] if person > 0 else 0, end[person])
    merge(rows)


@part
def append(rows: Adjacency, row: int, person: int) -> None:
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
def merge(rows: Adjacency) -> None:
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


class MutualTies(NamedTuple):
    """Ties that work both ways: as pairs, the lower person first, and as adjacency lists."""

    low: People  # (ties,)
    high: People  # (ties,)
    listener_start: Ints  # (n + 1,) where the row of each person begins
    listener: People  # (2 x ties,)


def mutual_ties(low: NDArray[Any], high: NDArray[Any], people: int) -> MutualTies:
    """Different ties that work both ways, as pairs and as adjacency lists.

    Args:
        low: The person of each pair with the lower number, shape (ties,); no pair comes twice.
        high: The other person of each pair, shape (ties,).
        people: How many people there are, n.

    Returns:
        The same pairs, and the rows of all n people, each in ascending order.
    """
    low, high = low.astype(np.uint32, copy=False), high.astype(np.uint32, copy=False)
    rows = empty_rows(people, 2 * low.size)
    _add_to_rows(low, high, rows)
    return MutualTies(low, high, rows.start, rows.listener)


def empty_rows(people: int, ties: int) -> Adjacency:
    """Rows of nobody yet.

    Args:
        people: How many people there are.
        ties: How many directed ties there is room for; a mutual one takes up two.
    """
    listener, more = (np.empty(ties, np.uint32) for _ in range(2))
    return Adjacency(np.zeros(people + 1, np.int64), listener, np.empty(people, np.uint32), more)


_add_to_rows = entry_point(add_to_rows)
