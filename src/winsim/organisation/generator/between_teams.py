"""Ties between teams: bridges to near and far teams, and triangles that contacts of contacts close.

Who builds bridges is drawn in proportion to a weight, as in networks with given expected degrees
(Chung & Lu 2002). A contact of a contact who becomes a contact is triadic closure.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from winsim.numerics.arrays import Floats, Ints
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import entry_point, part
from winsim.organisation.generator.adjacency import (
    Adjacency,
    MutualTies,
    People,
    add_to_rows,
    empty_rows,
    nth_contact,
)
from winsim.organisation.generator.drawn_ties import EMPTY, DrawnTies, add_tie, write_within_teams
from winsim.organisation.generator.guide_table import fill_guide, person_among, person_at


class Reach(NamedTuple):
    """Which teams bridges lead to."""

    span: int
    """Teams that are led by one team, which form a branch together."""
    same_branch: float
    """Share of bridges to a team of the same branch of the hierarchy."""
    same_location: float
    """Share of bridges to one of the same location; the others lead to any team."""


class Workforce(NamedTuple):
    """The people between whom ties are drawn. n people, G teams."""

    team_start: Ints  # (G + 1,) first person of each team
    team: People  # (n,)
    location: Ints  # (G,) location of each team, ascending
    bridging: Floats  # (n + 1,) totals of squared sociability: who begins a bridge
    sociability: Floats  # (n + 1,) totals of sociability: whom it reaches in the other team
    contacts: Floats  # (n + 1,) totals of contacts, to work in
    guide: People  # (n + 1,) a guide table, to work in


class Substream(IntEnum):
    """The first substream of `Draw.ORGANISATION` for each stage; one more for every round.

    The numbers are part of every published run.
    """

    BRIDGES = 1000
    CLOSURES = 2000
    FURTHER_BRIDGES = 3000


ROUNDS = 64
CLOSING_ROUNDS = 2


@part
def add_bridges(
    workforce: Workforce,
    ties: DrawnTies,
    count: int,
    goal: int,
    reach: Reach,
    seed: Any,
    substream: Substream,
) -> int:
    """Add bridges between teams until there are `goal` ties, or `ROUNDS` rounds of draws are over.

    Args:
        workforce: Who may begin a bridge, and whom it reaches.
        ties: The ties so far, to which bridges are added in place.
        count: How many ties there are.
        goal: How many there shall be.
        reach: Which teams bridges lead to.
        seed: The seed of the organisation, as a 64-bit number.
        substream: The first of the substreams used, one a round.

    Returns:
        How many ties there are.
    """
    people = workforce.team.size
    fill_guide(workforce.bridging, workforce.guide)
    for turn in range(ROUNDS):
        need = goal - count
        if need <= 0:
            break
        width, key = need + need // 4 + 8, stream(seed, Draw.ORGANISATION, substream + turn)
        for number in range(width):
            if count == goal:
                break
            uniform = draw(key, number)
            at = uniform * workforce.bridging[people]
            person = person_at(workforce.bridging, workforce.guide, uniform, at)
            team = int(workforce.team[person])
            kind, choice = draw(key, width + number), draw(key, 2 * width + number)
            other = other_team(workforce.location, team, kind, choice, reach)
            if other != team:
                first, last = workforce.team_start[other], workforce.team_start[other + 1]
                low, high = workforce.sociability[first], workforce.sociability[last]
                at = low + (high - low) * draw(key, 3 * width + number)
                end = person_among(workforce.sociability, first, last, at)
                count = add_tie(ties, count, person, end, people)
    return count


@part
def other_team(location: Ints, team: int, kind: float, choice: float, reach: Reach) -> int:
    """A team to bridge to: one of the same branch, one of the same location, or any.

    Args:
        location: The location of each team, ascending, shape (G,).
        team: The team where the bridge begins.
        kind: Uniform in [0, 1): which of the three.
        choice: Uniform in [0, 1): which of its teams.
        reach: Which teams bridges lead to.

    Returns:
        A team, which may be the same again; then there is no bridge.
    """
    teams = location.size
    if kind < reach.same_branch and team > 0:
        first = (team - 1) // reach.span * reach.span + 1
        return first + int(choice * (min(first + reach.span, teams) - first))
    if kind < reach.same_branch + reach.same_location:
        first = first_team_at(location, location[team])
        last = first_team_at(location, location[team] + 1)
        return first + int(choice * (last - first))
    return int(choice * teams)


@part
def first_team_at(location: Ints, wanted: int) -> int:
    """The first team whose location is not below the wanted one."""
    first, last = 0, location.size
    while first < last:
        middle = (first + last) // 2
        if location[middle] < wanted:
            first = middle + 1
        else:
            last = middle
    return first


@part
def add_closures(
    workforce: Workforce,
    ties: DrawnTies,
    rows: Adjacency,
    count: int,
    goal: int,
    seed: Any,
    turn: int,
) -> int:
    """Tie people to contacts of their contacts in other teams, up to `goal` ties.

    A person is drawn in proportion to their number of contacts, then one of these, then one of theirs.

    Args:
        workforce: People and teams; its `contacts` and `guide` are written over.
        ties: The ties so far, to which closures are added in place.
        rows: The adjacency lists of these ties.
        count: How many ties there are.
        goal: How many there shall be.
        seed: The seed of the organisation, as a 64-bit number.
        turn: The round, from 0, which has a substream of its own.

    Returns:
        How many ties there are; fewer than `goal` where the draws found too few free pairs.
    """
    people, width = workforce.team.size, 3 * (goal - count) + 8
    key = stream(seed, Draw.ORGANISATION, Substream.CLOSURES + turn)
    for person in range(people + 1):
        workforce.contacts[person] = rows.start[person]
    fill_guide(workforce.contacts, workforce.guide)
    for number in range(width):
        if count == goal:
            break
        uniform = draw(key, number)
        tie = int(uniform * rows.start[people])
        person = person_at(workforce.contacts, workforce.guide, uniform, float(tie))
        via = nth_contact(rows, person, tie - rows.start[person])
        contacts = rows.start[via + 1] - rows.start[via]
        end = nth_contact(rows, via, int(draw(key, width + number) * contacts))
        if workforce.team[person] != workforce.team[end]:
            count = add_tie(ties, count, person, end, people)
    return count


@part
def draw_ties(
    workforce: Workforce,
    ties: DrawnTies,
    rows: Adjacency,
    within: Ints,
    closing: int,
    reach: Reach,
    seed: Any,
) -> int:
    """Draw ties until there is room for no more: inside teams, bridges, closures, further bridges.

    Args:
        workforce: The people between whom ties are drawn.
        ties: Filled in place; its size is the number of ties wanted.
        rows: Empty rows, filled in place with the ties' adjacency lists.
        within: The ties inside teams, as ascending positions in the list of all pairs there.
        closing: How many of the others close a triangle.
        reach: Which teams bridges lead to.
        seed: The seed of the organisation, as a 64-bit number.

    Returns:
        How many ties there are: fewer than there is room for only in an organisation so dense that
        no free pair is found.
    """
    write_within_teams(workforce.team_start, within, ties)
    for slot in range(ties.table.size):
        ties.table[slot] = EMPTY
    total, known = ties.low.size, 0
    goal = total - closing
    count = add_bridges(workforce, ties, within.size, goal, reach, seed, Substream.BRIDGES)
    for turn in range(CLOSING_ROUNDS):
        goal = total - closing * (CLOSING_ROUNDS - 1 - turn) // CLOSING_ROUNDS
        if goal > count > 0:
            add_to_rows(ties.low[known:count], ties.high[known:count], rows)
            known = count
            count = add_closures(workforce, ties, rows, count, goal, seed, turn)
    count = add_bridges(workforce, ties, count, total, reach, seed, Substream.FURTHER_BRIDGES)
    add_to_rows(ties.low[known:count], ties.high[known:count], rows)
    return count


_draw_ties = entry_point(draw_ties)


def drawn_ties(
    workforce: Workforce, within: Ints, total: int, closing: int, reach: Reach, seed: int
) -> MutualTies:
    """The ties of a workplace, drawn as `draw_ties` says.

    Args:
        workforce: The people between whom ties are drawn.
        within: The ties inside teams, as ascending positions in the list of all pairs there.
        total: How many ties are wanted, those inside teams included.
        closing: How many of those between teams close a triangle.
        reach: Which teams bridges lead to.
        seed: The seed of the organisation.

    Returns:
        `total` ties, or fewer where the organisation is too dense for draws to find free pairs.
    """
    rows = empty_rows(workforce.team.size, 2 * total)
    slots = 1 << max(4, int(1.5 * (total - within.size)).bit_length())
    low, high = (np.empty(total, np.uint32) for _ in range(2))
    ties = DrawnTies(low, high, np.empty(slots, np.int64))
    count = _draw_ties(workforce, ties, rows, within, closing, reach, np.uint64(seed))
    return MutualTies(low[:count], high[:count], rows.start, rows.listener[: 2 * count])
