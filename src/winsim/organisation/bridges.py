"""Who bridges: the people whose ties hold the teams together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.contacts import contact_pairs
from winsim.organisation.organisation import Organisation, once_each

FIRST = 10
"""So many people who bridge are listed."""


@dataclass(frozen=True)
class Bridge:
    """A person whose ties connect teams; ties are taken as undirected.

    Attributes:
        id: What files call the person.
        name: What is printed for the person.
        team: The name of the team.
        betweenness: Share of all pairs of others whose shortest path passes through the person
            (freeman1977), in [0, 1].
        contacts: People to whom the person is tied.
        across: Those of them in other teams.
        teams_reached: Other teams in which the person has a contact.
        cut_off: How many people lose their connection to most of the others when the person is gone.
    """

    id: str
    name: str
    team: str
    betweenness: float
    contacts: int
    across: int
    teams_reached: int
    cut_off: int


@dataclass(frozen=True)
class Bridges:
    """Who holds the teams together.

    Attributes:
        first: The `FIRST` people of highest betweenness who have contacts in other teams.
        pairs_across: Pairs of people of different teams who are tied.
        share_of_first: Share of those pairs with one of the first at an end, in [0, 1]; NaN where
            there is no such pair.
        cut_points: People without whom the network falls into more pieces (articulation points).
    """

    first: tuple[Bridge, ...]
    pairs_across: int
    share_of_first: float
    cut_points: int


def bridging(organisation: Organisation, contacts: Any, betweenness: Floats) -> Bridges:
    """Find the people who bridge.

    Args:
        organisation: The organisation of n people.
        contacts: Its `contact_matrix`.
        betweenness: Of each person, as `shortest_paths` gives it, shape (n,).
    """
    low, high = _across(organisation, contacts)
    across = np.bincount(np.concatenate([low, high]), minlength=organisation.people)
    first = first_bridges(organisation, contacts, betweenness)
    chosen = np.isin(low, first) | np.isin(high, first)
    reached = _teams_reached(organisation, low, high)
    return Bridges(
        first=tuple(
            Bridge(
                id=organisation.ids[person],
                name=organisation.names[person],
                team=organisation.team_names[organisation.network.team[person]],
                betweenness=float(betweenness[person]),
                contacts=int(contacts.indptr[person + 1] - contacts.indptr[person]),
                across=int(across[person]),
                teams_reached=int(reached[person]),
                cut_off=_cut_off(contacts, person),
            )
            for person in first.tolist()
        ),
        pairs_across=low.size,
        share_of_first=float(chosen.mean()) if low.size else float("nan"),
        cut_points=cut_points(contacts),
    )


def first_bridges(organisation: Organisation, contacts: Any, betweenness: Floats) -> Ints:
    """The people of highest betweenness among those who have contacts in other teams.

    Args:
        organisation: The organisation of n people.
        contacts: Its `contact_matrix`.
        betweenness: Of each person, shape (n,).

    Returns:
        Their numbers, at most `FIRST`, highest first; of equal ones the lower number.
    """
    bridges: NDArray[np.bool_] = np.zeros(organisation.people, dtype=bool)
    for ends in _across(organisation, contacts):
        bridges[ends] = True
    candidates = np.flatnonzero(bridges & (betweenness > 0))
    return candidates[np.argsort(-betweenness[candidates], kind="stable")][:FIRST]


def _across(organisation: Organisation, contacts: Any) -> tuple[Ints, Ints]:
    """The pairs in contact who are of different teams."""
    low, high = contact_pairs(contacts)
    team = organisation.network.team
    across = team[low] != team[high]
    return low[across], high[across]


def _teams_reached(organisation: Organisation, low: Ints, high: Ints) -> Ints:
    """Other teams in which each person has a contact, shape (n,)."""
    team, teams = organisation.network.team.astype(np.int64), organisation.teams
    who, whom = np.concatenate([low, high]), np.concatenate([high, low])
    once = once_each(who * teams + team[whom])
    return np.bincount(once // teams, minlength=organisation.people)


def _cut_off(contacts: Any, person: int) -> int:
    """How many of the people in a person's component are outside its largest rest without the person."""
    from scipy.sparse.csgraph import connected_components

    _, before = connected_components(contacts, directed=False)
    own = before == before[person]
    kept = contacts.copy()
    kept.data[kept.indptr[person] : kept.indptr[person + 1]] = 0
    kept.data[kept.indices == person] = 0
    kept.eliminate_zeros()
    own[person] = False
    _, after = connected_components(kept, directed=False)
    return int(own.sum() - np.bincount(after[own], minlength=1).max())


def cut_points(contacts: Any) -> int:
    """How many people are articulation points: without each, the network falls into more pieces.

    Args:
        contacts: As `contact_matrix` gives it.
    """
    import networkx as nx

    low, high = contact_pairs(contacts)
    graph = nx.Graph(zip(low.tolist(), high.tolist(), strict=True))
    return len(set(nx.articulation_points(graph)))
