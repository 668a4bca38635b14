"""A network like measured workplaces: dense teams, a few brokers between them, closed triangles.

Measured workplaces are small worlds: clustering is high (.4 to .6) and paths are short (two to three
ties on average). Two things do that together: a few people hold most of the ties between teams
(brokerage), and the contact of a contact tends to become a contact (triadic closure).
"""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.generator.adjacency import MutualTies, People, mutual_ties
from winsim.organisation.generator.between_teams import Reach, Workforce, drawn_ties
from winsim.organisation.pairs import (
    distinct,
    filled,
    keyed,
    pairs_within,
    uniforms,
    unkeyed,
)
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import Generator

WITHIN, SOCIABLE, FILLED = 1, 2, 3
"""Substreams of `Draw.ORGANISATION`; their numbers are part of every published run."""


def workplace(
    generator: Generator, team_start: Ints, team: People, location: Ints, seed: int
) -> MutualTies:
    """The ties of a workplace.

    `within` and `across` of the generator set how many ties there are inside and between teams;
    `block_ratio` shares the same total out anew.

    Args:
        generator: What is drawn.
        team_start: The first person of each team, and the number of people, shape (G + 1,).
        team: Each person's team, shape (n,).
        location: The location of each team, shape (G,), ascending.
        seed: Another seed gives other ties.

    Returns:
        The ties, all mutual: those inside teams first.

    Raises:
        BadInput: Where the block ratio cannot be reached with so many ties.
    """
    within, between = shares(generator, team_start)
    pairs, total = int(pairs_within(team_start).sum()), within + between
    positions = np.sort(distinct(within, pairs, seed, WITHIN))
    sociability = _sociability(generator, team_start, seed)
    bridging, reached = _up_to(sociability * sociability), _up_to(sociability)
    work, guide = np.empty(bridging.size), np.empty(bridging.size, np.uint32)
    workforce = Workforce(team_start, team, location, bridging, reached, work, guide)
    closing = round(between * generator.closed)
    reach = Reach(generator.span, generator.same_branch, generator.same_location)
    ties = drawn_ties(workforce, positions, total, closing, reach, seed)
    return ties if ties.low.size == total else _filled(ties, total, team_start, seed)


def _filled(ties: MutualTies, total: int, start: Ints, seed: int) -> MutualTies:
    """The ties and others between teams, of an organisation so dense that draws found too few."""
    people = int(start[-1])
    known = np.sort(keyed(ties.low.astype(np.int64), ties.high.astype(np.int64), people))
    return mutual_ties(*unkeyed(filled(known, total, start, seed, FILLED), people), people)


def shares(generator: Generator, start: Ints) -> tuple[int, int]:
    """How many ties lie inside and between teams.

    Args:
        generator: Its `within`, `across` and `block_ratio` are used.
        start: The first person of each team, and the number of people, shape (G + 1,).

    Returns:
        Ties inside teams and ties between them; with a block ratio, their sum is the same.

    Raises:
        BadInput: Where the block ratio cannot be reached with so many ties.
    """
    people = int(start[-1])
    pairs_inside = int(pairs_within(start).sum())
    pairs_between = people * (people - 1) // 2 - pairs_inside
    within = round(generator.within * pairs_inside)
    between = min(round(people * generator.across / 2), pairs_between)
    ratio = generator.block_ratio
    if ratio is None:
        return within, between
    ties = within + between
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


def _sociability(generator: Generator, start: Ints, seed: int) -> NDArray[np.float64]:
    """How sociable each person is, shape (n,): falling as 1 / rank, in random order.

    Ranks, not draws, so that the best connected person of two organisations is alike.
    """
    people = int(start[-1])
    rank = np.empty(people)
    rank[np.argsort(uniforms(seed, SOCIABLE, people), kind="stable")] = np.arange(people) + 0.5
    sociable = 1 / (generator.sociability_floor + rank / people)
    sociable[start[:-1]] *= generator.lead_sociability
    return np.asarray(sociable)


def _up_to(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The total weight before each person, and of all at the end."""
    return np.concatenate([[0.0], np.cumsum(weights)])
