"""Ties woven: inside teams, between them, and around triangles, until all are drawn."""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import entry_point, part
from winsim.organisation.generator.rows import (
    FREE,
    People,
    Rows,
    Ties,
    contact,
    lay_inside,
    spread,
    tied,
)
from winsim.organisation.pairs import Ints


class Ground(NamedTuple):
    """What ties between teams are drawn on. n people, G teams."""

    start: Ints  # (G + 1,) first person of each team
    team: People  # (n,)
    place: Ints  # (G,) location of each team, ascending
    starts: Floats  # (n + 1,) how sociable people are, squared, summed up to each of them
    meets: Floats  # (n + 1,) how sociable people are, summed up to each of them
    line: Floats  # (n + 1,) weights summed up to each of them, to work in
    guide: People  # (n + 1,) who stands at each n-th part of a line, to work in


class Stream(IntEnum):
    """The first stream of luck of what is drawn; the numbers are part of every published run."""

    BRIDGES = 1000
    CLOSURES = 2000
    AGAIN = 3000


NEAR, SAME_PLACE = 0.25, 0.25
"""Shares of bridges to a team of the same branch, and to a team of the same place."""
ROUNDS = 64


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
        width, key = need + need // 4 + 8, stream(seed, Draw.ORGANISATION, luck_of + turn)
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
def close(
    ground: Ground, ties: Ties, rows: Rows, count: int, goal: int, seed: Any, turn: int
) -> int:
    """Tie people to contacts of their contacts in other teams, up to `goal` ties; how many lie."""
    people, width = ground.team.size, 3 * (goal - count) + 8
    key = stream(seed, Draw.ORGANISATION, Stream.CLOSURES + turn)
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
def lay_guide(totals: Floats, guide: People) -> None:
    """Find who stands at each n-th part of a line of weights, shape (n + 1,) as the totals."""
    people, person = guide.size - 1, 0
    for share in range(people + 1):
        at = share / people * totals[people]
        while person < people - 1 and totals[person + 1] <= at:
            person += 1
        guide[share] = person


@part
def guided(totals: Floats, guide: People, luck: float, at: float) -> int:
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
def standing(totals: Floats, first: int, last: int, at: float) -> int:
    """Who of those from `first` to before `last` stands at a place on the line of weights."""
    while last - first > 1:
        middle = (first + last) // 2
        if totals[middle] <= at:
            first = middle
        else:
            last = middle
    return first


CLOSING_ROUNDS = 2


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
