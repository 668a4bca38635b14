"""Ties with the texture of measured workplaces: dense teams, connectors and closed triangles.

Measured workplaces are clustered (.4 to .6) and yet short (two to three handshakes). Two things
do that together: a few people hold most of the ties between teams, and the contact of a contact
tends to become a contact.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.generator.bridging import Ground, Woven, as_rows, woven
from winsim.organisation.generator.rows import People
from winsim.organisation.pairs import (
    Ints,
    distinct,
    filled,
    keyed,
    luck,
    pairs_within,
    unkeyed,
)
from winsim.problems import BadInput, Problem
from winsim.scenario.population import Generator

WITHIN, SOCIABLE, FILLED = 1, 2, 3
"""Streams of luck; their numbers are part of every published run."""
CLOSED = 0.3
"""Share of the ties between teams that close a triangle."""
SOCIABILITY_FLOOR = 0.01
"""The most sociable person is a hundred times as sociable as the least."""
LEAD = 1.25
"""How much more sociable team leads are."""


def workplace(generator: Generator, start: Ints, team: People, place: Ints, seed: int) -> Woven:
    """The ties of a workplace, for teams that begin at `start` (G + 1,).

    `within` and `across` set how many ties there are inside and between teams; `block_ratio`
    shares the same total out anew. `team` is each person's team, shape (n,), and `place` the
    location of each team, shape (G,).
    """
    inside, between = shares(generator, start)
    pairs, enough = int(pairs_within(start).sum()), inside + between
    drawn = np.sort(distinct(inside, pairs, seed, WITHIN))
    sociable = _sociability(start, seed)
    starts, meets = _up_to(sociable * sociable), _up_to(sociable)
    ground = Ground(
        start, team, place, starts, meets, np.empty(starts.size), np.empty(starts.size, np.uint32)
    )
    ties = woven(ground, drawn, enough, round(between * CLOSED), generator.span, seed)
    return ties if ties.low.size == enough else _filled(ties, enough, start, seed)


def _filled(ties: Woven, enough: int, start: Ints, seed: int) -> Woven:
    """The ties and others between teams, of an organisation so dense that draws found too few."""
    people = int(start[-1])
    known = np.sort(keyed(ties.low.astype(np.int64), ties.high.astype(np.int64), people))
    return as_rows(*unkeyed(filled(known, enough, start, seed, FILLED), people), people)


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
