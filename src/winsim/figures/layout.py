"""Where the people and teams of an organisation stand when it is drawn.

The figure of an organisation and the player's page draw the same layout. Lengths have no unit but
`DISTANCE`; an organisation of n people in G teams always gets the same places.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.organisation import Organisation

Points = NDArray[np.float64]

DISTANCE = 0.62
"""How far people of a team stand apart, about; every other length is measured by it."""
MARGIN, GAP = 0.55, 0.5
"""Room between people and the edge of their disc, and between discs."""
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
ARRANGED = 150
"""Up to this many teams stand near the teams they are tied to; more stand in order."""
ROUNDS = 400


def radii(organisation: Organisation) -> Points:
    """The radius of each team's disc, shape (G,)."""
    return np.asarray(DISTANCE * np.sqrt(organisation.team_sizes) + MARGIN)


def places(organisation: Organisation, centre: Points) -> Points:
    """Where each person stands: a sunflower around the team's centre, managers in the middle.

    Args:
        organisation: the organisation.
        centre: the centres of its teams, shape (G, 2), as `centres` gives them.

    Returns:
        Places across and up, shape (n, 2), in the order of the people.
    """
    net = organisation.network
    order = np.lexsort((1 - net.is_manager.astype(np.int64), net.team))
    seat = np.empty(organisation.people)
    seat[order] = np.arange(organisation.people) - net.team_start[net.team]
    size = organisation.team_sizes[net.team]
    away = np.where(size == 1, 0.0, DISTANCE * np.sqrt(seat + 0.5))
    angle = seat * GOLDEN_ANGLE
    return np.asarray(centre[net.team] + np.c_[away * np.cos(angle), away * np.sin(angle)])


def centres(organisation: Organisation, radius: Points) -> Points:
    """Where each team's disc stands, so that no two discs overlap.

    Up to `ARRANGED` teams stand near those with which they share many ties for their size (a spring
    layout, then pushed apart); more stand in order on a spiral.

    Args:
        organisation: the organisation.
        radius: of its teams' discs, shape (G,), as `radii` gives them.

    Returns:
        Centres across and up, shape (G, 2), in the order of the teams.
    """
    if organisation.teams == 1:
        return np.zeros((1, 2))
    if organisation.teams > ARRANGED:
        seat = np.arange(organisation.teams)
        away = (radius.max() + GAP) * 1.15 * np.sqrt(seat + 0.5)
        angle = seat * GOLDEN_ANGLE
        return np.asarray(np.c_[away * np.cos(angle), away * np.sin(angle)])
    return _apart(_near_friends(organisation, radius), radius)


def _near_friends(organisation: Organisation, radius: Points) -> Points:
    """Places at which teams that share many ties are close, whatever their size."""
    import networkx as nx

    teams, team = organisation.teams, organisation.network.team.astype(np.int64)
    listens, to, _ = organisation.ties
    shared = np.bincount(team[listens] * teams + team[to], minlength=teams * teams)
    both = shared.reshape(teams, teams) + shared.reshape(teams, teams).T
    sizes = np.sqrt(np.outer(organisation.team_sizes, organisation.team_sizes))
    weight = both / sizes
    np.fill_diagonal(weight, 0)
    graph = nx.from_numpy_array(weight)
    start = {t: (np.cos(t * GOLDEN_ANGLE), np.sin(t * GOLDEN_ANGLE)) for t in range(teams)}
    result = nx.spring_layout(graph, pos=start, weight="weight", seed=1, iterations=100)
    places = np.array([result[team] for team in range(teams)])
    return np.asarray(places * np.sqrt((radius**2).sum()) * np.array([1.25, 1.0]))


def _apart(centre: Points, radius: Points) -> Points:
    """The centres, drawn together and pushed apart until discs touch but do not overlap."""
    wanted = radius[:, None] + radius[None, :] + GAP
    for turn in range(ROUNDS):
        away = centre[:, None, :] - centre[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(wanted - distance, 0, None)
        if turn > ROUNDS // 2 and short.max() < 0.01:
            break
        push = (away / np.maximum(distance, 1e-9)[..., None] * short[..., None]).sum(axis=1)
        inward = 0.02 * (1 - turn / ROUNDS) * (centre - centre.mean(axis=0))
        centre = centre + 0.5 * push - (inward if turn < ROUNDS * 0.7 else 0.0)
    return centre
