"""Ties drawn one by one in compiled code, and rows of who listens to whom.

A tie is a pair of people, `low` below `high`. Ties between teams are also kept in a table of
numbers with open addressing, so that a tie is never drawn twice.
"""

import math
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.chance import Event, draw, mixed, stream
from winsim.compiling import entry_point, part

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
People = NDArray[np.uint32]

CLOSING_ROUNDS = 2
NEAR, SAME_PLACE = 0.25, 0.25
"""Shares of bridges to a team of the same branch, and to a team of the same place."""
ROUNDS = 64
FREE = -1
"""A place of the table that holds no tie."""


class Stream(IntEnum):
    """The first stream of luck of what is drawn; the numbers are part of every published run."""

    BRIDGES = 1000
    CLOSURES = 2000
    AGAIN = 3000


class Ground(NamedTuple):
    """What ties between teams are drawn on. n people, G teams."""

    start: Ints  # (G + 1,) first person of each team
    team: People  # (n,)
    place: Ints  # (G,) location of each team, ascending
    starts: Floats  # (n + 1,) how sociable people are, squared, summed up to each of them
    meets: Floats  # (n + 1,) how sociable people are, summed up to each of them
    line: Floats  # (n + 1,) to work in
    guide: People  # (n + 1,) to work in


class Rows(NamedTuple):
    """Who listens to whom, by person who is listened to. n people, m directed ties.

    `more` are rows of ties yet to be merged into the others.
    """

    start: Ints  # (n + 1,) where the row of each person begins
    listener: People  # (m,) in each row from the lowest number upwards
    more_end: People  # (n,) where the further row of each person ends
    more: People  # (m,) in each further row from the lowest number upwards


class Ties(NamedTuple):
    """The ties drawn so far, in place."""

    low: People  # (most,)
    high: People  # (most,)
    known: Ints  # (a power of two,) ties between teams as numbers, or `FREE`


@part
def weave(
    ground: Ground, ties: Ties, rows: Rows, inside: Ints, closing: int, span: int, seed: Any
) -> int:
    """Draw ties until all places are taken; how many lie.

    `inside` are those inside teams, as ascending positions in the list of all pairs there. Of the
    others `closing` close a triangle. Only an organisation so dense that no free pair is found ends
    with fewer than there are places.
    """
    lay_inside(ground.start, inside, ties)
    for slot in range(ties.known.size):
        ties.known[slot] = FREE
    enough, known = ties.low.size, 0
    count = bridge(ground, ties, inside.size, enough - closing, span, seed, Stream.BRIDGES)
    for turn in range(CLOSING_ROUNDS):
        goal = enough - closing * (CLOSING_ROUNDS - 1 - turn) // CLOSING_ROUNDS
        if goal > count > 0:
            spread(ties.low[known:count], ties.high[known:count], rows)
            known = count
            count = close(ground, ties, rows, count, goal, seed, turn)
    count = bridge(ground, ties, count, enough, span, seed, Stream.AGAIN)
    spread(ties.low[known:count], ties.high[known:count], rows)
    return count


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
def bridge(
    ground: Ground, ties: Ties, count: int, goal: int, span: int, seed: Any, luck_of: Stream
) -> int:
    """Add bridges between teams until there are `goal` ties; how many there are."""
    people = ground.team.size
    lay_guide(ground.starts, ground.guide)
    for turn in range(ROUNDS):
        need = goal - count
        if need <= 0:
            break
        width, key = need + need // 4 + 8, stream(seed, Event.ORGANISATION, luck_of + turn)
        for lot in range(width):
            if count == goal:
                break
            luck = draw(key, lot)
            person = guided(ground.starts, ground.guide, luck, luck * ground.starts[people])
            team = int(ground.team[person])
            kind, chance = draw(key, width + lot), draw(key, 2 * width + lot)
            other = other_team(ground.place, team, kind, chance, span)
            if other != team:
                first, last = ground.start[other], ground.start[other + 1]
                low, high = ground.meets[first], ground.meets[last]
                at = low + (high - low) * draw(key, 3 * width + lot)
                count = tied(ties, count, person, standing(ground.meets, first, last, at), people)
    return count


@part
def lay_guide(totals: Any, guide: People) -> None:
    """Find who stands at each n-th part of a line of weights, shape (n + 1,) as the totals."""
    people, person = guide.size - 1, 0
    for share in range(people + 1):
        at = share / people * totals[people]
        while person < people - 1 and totals[person + 1] <= at:
            person += 1
        guide[share] = person


@part
def guided(totals: Any, guide: People, luck: float, at: Any) -> int:
    """Who stands at a place on the line of weights, about the share `luck` of its length."""
    people = guide.size - 1
    share = min(int(luck * people), people - 1)
    first, last = int(guide[share]), int(guide[share + 1]) + 1
    while first > 0 and totals[first] > at:
        first -= 1
    while last < people and totals[last] <= at:
        last += 1
    return standing(totals, first, last, at)


@part
def standing(totals: Any, first: int, last: int, at: float) -> int:
    """Who of those from `first` to before `last` stands at a place on the line of weights."""
    while last - first > 1:
        middle = (first + last) // 2
        if totals[middle] <= at:
            first = middle
        else:
            last = middle
    return first


@part
def other_team(place: Ints, team: int, kind: float, chance: float, span: int) -> int:
    """A team to bridge to: one of the same branch, one of the same place, or any."""
    teams = place.size
    if kind < NEAR and team > 0:
        first = (team - 1) // span * span + 1
        return first + int(chance * (min(first + span, teams) - first))
    if kind < NEAR + SAME_PLACE:
        first, last = placed(place, place[team]), placed(place, place[team] + 1)
        return first + int(chance * (last - first))
    return int(chance * teams)


@part
def placed(place: Ints, wanted: int) -> int:
    """The first team whose place is not below the wanted one."""
    first, last = 0, place.size
    while first < last:
        middle = (first + last) // 2
        if place[middle] < wanted:
            first = middle + 1
        else:
            last = middle
    return first


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


@part
def close(
    ground: Ground, ties: Ties, rows: Rows, count: int, goal: int, seed: Any, turn: int
) -> int:
    """Tie people to contacts of their contacts in other teams, up to `goal` ties; how many lie."""
    people, width = ground.team.size, 3 * (goal - count) + 8
    key = stream(seed, Event.ORGANISATION, Stream.CLOSURES + turn)
    for person in range(people + 1):
        ground.line[person] = rows.start[person]
    lay_guide(ground.line, ground.guide)
    for lot in range(width):
        if count == goal:
            break
        luck = draw(key, lot)
        tie = int(luck * rows.start[people])
        person = guided(ground.line, ground.guide, luck, float(tie))
        via = contact(rows, person, tie - rows.start[person])
        contacts = rows.start[via + 1] - rows.start[via]
        end = contact(rows, via, int(draw(key, width + lot) * contacts))
        if ground.team[person] != ground.team[end]:
            count = tied(ties, count, person, end, people)
    return count


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


_weave, _spread = entry_point(weave), entry_point(spread)


class Woven(NamedTuple):
    """Ties as pairs, the lower person first, and as rows."""

    low: People
    high: People
    listener_start: Ints
    listener: People


def woven(ground: Ground, inside: Ints, enough: int, closing: int, span: int, seed: int) -> Woven:
    """The ties of a workplace: `enough` of them, if there are so many (see `weave`)."""
    rows = _rows(ground.team.size, 2 * enough)
    places = 1 << max(4, int(1.5 * (enough - inside.size)).bit_length())
    low, high = (np.empty(enough, np.uint32) for _ in range(2))
    ties = Ties(low, high, np.empty(places, np.int64))
    count = _weave(ground, ties, rows, inside, closing, span, np.uint64(seed))
    return Woven(low[:count], high[:count], rows.start, rows.listener[: 2 * count])


def as_rows(low: NDArray[Any], high: NDArray[Any], people: int) -> Woven:
    """Different ties that work both ways, given as pairs."""
    low, high = low.astype(np.uint32, copy=False), high.astype(np.uint32, copy=False)
    rows = _rows(people, 2 * low.size)
    _spread(low, high, rows)
    return Woven(low, high, rows.start, rows.listener)


def _rows(people: int, ties: int) -> Rows:
    listener, more = (np.empty(ties, np.uint32) for _ in range(2))
    return Rows(np.zeros(people + 1, np.int64), listener, np.empty(people, np.uint32), more)
