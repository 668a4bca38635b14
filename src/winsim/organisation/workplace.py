"""Ties with the texture of measured workplaces: dense teams, connectors and closed triangles.

Measured workplaces are clustered (.4 to .6) and yet short (two to three handshakes). Two things
do that together: a few people hold most of the ties between teams, and the contact of a contact
tends to become a contact.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.pairs import (
    Ints,
    distinct,
    filled,
    joined,
    keyed,
    luck,
    pairs_within,
    unkeyed,
    within_teams,
)
from winsim.problems import BadInput, Problem
from winsim.scenario.source import Generator

WITHIN, SOCIABLE, FILLED, BRIDGES, CLOSURES, AGAIN = 1, 2, 3, 1000, 2000, 3000
"""Streams of luck; their numbers are part of every published run."""
CLOSED = 0.3
"""Share of the ties between teams that close a triangle."""
CLOSING_ROUNDS = 2
NEAR, SAME_PLACE = 0.25, 0.25
"""Shares of bridges to a team of the same branch, and to a team of the same place."""
SOCIABILITY_FLOOR = 0.01
"""The most sociable person is a hundred times as sociable as the least."""
LEAD = 1.25
"""How much more sociable team leads are."""
ROUNDS = 64


def workplace(generator: Generator, start: Ints, place: Ints, seed: int) -> Ints:
    """The ties of a workplace as sorted keys of pairs, for teams that begin at `start` (G + 1,).

    `within` and `across` set how many ties there are inside and between teams; `block_ratio`
    shares the same total out anew. `place` is the location of each team, shape (G,).
    """
    inside, between = shares(generator, start)
    pairs = int(pairs_within(start).sum())
    ties = np.sort(within_teams(distinct(inside, pairs, seed, WITHIN), start))
    closing = round(between * CLOSED)
    enough = inside + between
    ties = _bridged(ties, enough - closing, generator.span, start, place, seed, BRIDGES)
    for turn in range(CLOSING_ROUNDS):
        goal = enough - closing * (CLOSING_ROUNDS - 1 - turn) // CLOSING_ROUNDS
        ties = _closed(ties, goal, start, seed, turn)
    ties = _bridged(ties, enough, generator.span, start, place, seed, AGAIN)
    return filled(ties, enough, start, seed, FILLED)


def shares(generator: Generator, start: Ints) -> tuple[int, int]:
    """How many ties lie inside and between teams."""
    people = int(start[-1])
    pairs_inside = int(pairs_within(start).sum())
    pairs_between = people * (people - 1) // 2 - pairs_inside
    inside = round(generator.within * pairs_inside)
    between = min(round(people * generator.across / 2), pairs_between)
    ratio = generator.block_ratio
    if ratio is None:
        return inside, between
    ties = inside + between
    wanted = round(ties * ratio * pairs_inside / max(1.0, pairs_between + ratio * pairs_inside))
    if wanted > pairs_inside or ties - wanted > pairs_between or not pairs_inside * pairs_between:
        raise BadInput(_unreachable(ratio, ties, pairs_inside, pairs_between))
    return wanted, ties - wanted


def _unreachable(ratio: float, ties: int, inside: int, between: int) -> Problem:
    remedy = "needs several teams of at least two people"
    if inside and between:
        remedy = (
            f"{ties:,} ties cannot be shared out so over {inside:,} pairs inside teams and "
            f"{between:,} between them; change within or across, or choose a milder ratio"
        )
    return Problem("", "organisation.generate.block_ratio", f"{ratio:g}", remedy)


def _bridged(
    ties: Ints, goal: int, span: int, start: Ints, place: Ints, seed: int, stream: int
) -> Ints:
    """The ties, and bridges between teams until there are `goal` of them."""
    people = int(start[-1])
    sociable = _sociability(start, seed)
    starts = _up_to(sociable * sociable)
    meets = _up_to(sociable)
    for turn in range(ROUNDS):
        need = goal - ties.size
        if need <= 0:
            break
        chance = luck(seed, stream + turn, 4 * (need + need // 4 + 8)).reshape(4, -1)
        first = _pick(starts, chance[0] * starts[-1], people)
        team = np.searchsorted(start, first, side="right") - 1
        other = _other_team(team, chance[1], chance[2], span, place)
        low, high = meets[start[other]], meets[start[other + 1]]
        second = _pick(meets, low + (high - low) * chance[3], people)
        second = np.clip(second, start[other], start[other + 1] - 1)
        apart = team != other
        ties = joined(ties, keyed(first[apart], second[apart], people), need)
    return ties


def _sociability(start: Ints, seed: int) -> NDArray[np.float64]:
    """How sociable each person is, shape (n,): falling as 1 / rank, in random order.

    Ranks, not draws, so that the best connected person of two organisations is alike.
    """
    people = int(start[-1])
    rank = np.empty(people)
    rank[np.argsort(luck(seed, SOCIABLE, people), kind="stable")] = np.arange(people) + 0.5
    sociable = 1 / (SOCIABILITY_FLOOR + rank / people)
    sociable[start[:-1]] *= LEAD
    return np.asarray(sociable)


def _up_to(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The total weight before each person, and of all at the end."""
    return np.concatenate([[0.0], np.cumsum(weights)])


def _pick(totals: NDArray[np.float64], at: NDArray[np.float64], people: int) -> Ints:
    """Who stands at each place on the line of weights."""
    return np.minimum(np.searchsorted(totals, at, side="right") - 1, people - 1)


def _other_team(
    team: Ints, kind: NDArray[np.float64], chance: NDArray[np.float64], span: int, place: Ints
) -> Ints:
    """A team to bridge to: one of the same branch, one of the same place, or any."""
    teams = place.size
    above = (team - 1) // span
    first, beyond = above * span + 1, np.minimum(above * span + span + 1, teams)
    branch = first + (chance * (beyond - first)).astype(np.int64)
    home = place[team]
    begin, end = np.searchsorted(place, home), np.searchsorted(place, home, side="right")
    local = begin + (chance * (end - begin)).astype(np.int64)
    anywhere = (chance * teams).astype(np.int64)
    near = (kind < NEAR) & (team > 0)
    return np.where(near, branch, np.where(kind < NEAR + SAME_PLACE, local, anywhere))


def _closed(ties: Ints, goal: int, start: Ints, seed: int, turn: int) -> Ints:
    """The ties, and further ones to contacts of contacts in other teams until there are `goal`."""
    need, people = goal - ties.size, int(start[-1])
    if need <= 0 or ties.size == 0:
        return ties
    low, high = unkeyed(ties, people)
    person, contact = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.argsort(person, kind="stable")
    person, contact = person[order], contact[order]
    begin = np.searchsorted(person, np.arange(people + 1))
    chance = luck(seed, CLOSURES + turn, 2 * (3 * need + 8)).reshape(2, -1)
    tie = (chance[0] * person.size).astype(np.int64)
    via = contact[tie]
    end = contact[begin[via] + (chance[1] * (begin[via + 1] - begin[via])).astype(np.int64)]
    team = np.searchsorted(start, np.arange(people), side="right") - 1
    apart = team[person[tie]] != team[end]
    return joined(ties, keyed(person[tie][apart], end[apart], people), need)
