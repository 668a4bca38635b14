"""An organisation in numbers, so that a client's file can be checked at a glance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.hierarchy import depth, reports
from winsim.organisation.organisation import ONE, Organisation
from winsim.organisation.pairs import Ints, distinct


@dataclass(frozen=True)
class Description:
    """What an organisation is like. Clustering, components and paths take ties as mutual."""

    people: int
    teams: int
    smallest_team: int
    median_team: float
    largest_team: int
    ties: int
    """Directed ties: a mutual one counts twice."""
    contacts: float
    """People to whom somebody is tied in either direction, on average."""
    mutual: float
    """Share of ties that are returned, in [0, 1]; NaN without ties."""
    lightest_tie: float
    heaviest_tie: float
    isolates: tuple[str, ...]
    """Ids of people without any tie."""
    components: int
    """Groups that no tie connects to another; an isolate is one of its own."""
    largest_component: int
    density_within: float
    """Share of the possible ties inside teams that there are; NaN where all teams are of one."""
    density_between: float
    block_ratio: float
    """Density within teams divided by density between them."""
    clustering: float
    path_length: float
    path_sources: int
    """From how many people the path length was measured; fewer than all in large organisations."""
    managers: int
    without_manager: tuple[str, ...]
    """Ids of people who report to nobody; the head of the organisation is one of them."""
    median_span: float
    """People who report to a manager; NaN where there is none."""
    largest_span: int
    levels: int
    """People on the longest reporting line, the head included."""
    singles: int
    """Teams of one person."""
    columns: tuple[str, ...]
    """Further columns of the people."""


def describe(organisation: Organisation) -> Description:
    """Measure an organisation."""
    sizes = organisation.team_sizes
    return Description(
        people=organisation.people,
        teams=organisation.teams,
        smallest_team=int(sizes.min()),
        median_team=float(np.median(sizes)),
        largest_team=int(sizes.max()),
        singles=int((sizes == 1).sum()),
        columns=tuple(organisation.columns),
        **_strengths(organisation),
        **_texture(organisation),
        **_line(organisation),
    )


def _strengths(organisation: Organisation) -> dict[str, Any]:
    """How many ties there are, how heavy, how many returned, and how dense."""
    weights = organisation.ties[2] / ONE
    within, between = _densities(organisation)
    return {
        "ties": weights.size,
        "mutual": _returned(organisation),
        "lightest_tie": float(weights.min()) if weights.size else float("nan"),
        "heaviest_tie": float(weights.max()) if weights.size else float("nan"),
        "density_within": within,
        "density_between": between,
        "block_ratio": within / between if between else float("nan"),
    }


def _texture(organisation: Organisation) -> dict[str, Any]:
    """How the network is woven, its ties taken as mutual."""
    ties = acquainted(organisation)
    contacts = np.diff(ties.indptr)
    groups = components(ties)
    length, sources = path_length(ties)
    return {
        "contacts": float(contacts.mean()),
        "isolates": _ids(organisation, contacts == 0),
        "components": groups.size,
        "largest_component": int(groups[0]),
        "clustering": clustering(ties),
        "path_length": length,
        "path_sources": sources,
    }


def _line(organisation: Organisation) -> dict[str, Any]:
    """The reporting line."""
    spans = reports(organisation.manager)
    spans = spans[spans > 0]
    return {
        "managers": spans.size,
        "without_manager": _ids(organisation, organisation.manager < 0),
        "median_span": float(np.median(spans)) if spans.size else float("nan"),
        "largest_span": int(spans.max(initial=0)),
        "levels": int(depth(organisation.manager).max()) + 1,
    }


def _ids(organisation: Organisation, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(organisation.ids[person] for person in np.flatnonzero(chosen))


def _returned(organisation: Organisation) -> float:
    """Share of ties whose target listens back."""
    listens, to, _ = organisation.ties
    if listens.size == 0:
        return float("nan")
    people = organisation.people
    return float(np.isin(listens * people + to, to * people + listens).mean())


def _densities(organisation: Organisation) -> tuple[float, float]:
    """Share of the possible ties that there are, within teams and between them."""
    listens, to, _ = organisation.ties
    team = organisation.network.team
    inside = int((team[listens] == team[to]).sum())
    sizes = organisation.team_sizes
    pairs_inside = int((sizes * (sizes - 1)).sum())
    pairs_between = organisation.people * (organisation.people - 1) - pairs_inside
    return (
        inside / pairs_inside if pairs_inside else float("nan"),
        (listens.size - inside) / pairs_between if pairs_between else float("nan"),
    )


SOURCES = 200
EXACT = 2_000
"""Up to this many people, the mean path length is measured from everyone, else from `SOURCES`."""
SAMPLE = 9
"""Stream of luck for the sample of people from whom paths are measured."""


def acquainted(organisation: Organisation) -> Any:
    """Who is tied to whom in either direction: a symmetric sparse matrix of ones, (n, n)."""
    from scipy import sparse

    listens, to, _ = organisation.ties
    people = organisation.people
    one_way = sparse.csr_array(
        (np.ones(listens.size, np.float32), (listens, to)), shape=(people, people)
    )
    both = (one_way + one_way.T).tocsr()
    both.data[:] = 1
    return both


def components(ties: Any) -> Ints:
    """Sizes of the weak components, largest first."""
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(ties, directed=False)
    return np.sort(np.bincount(label))[::-1]


def clustering(ties: Any) -> float:
    """Share of a person's contacts who are tied themselves, averaged over all people.

    The clustering coefficient of Watts & Strogatz (1998); nobody with fewer than two contacts has
    any.
    """
    contacts = np.asarray(ties.sum(axis=1), dtype=np.float64).ravel()
    closed = np.asarray((ties @ ties).multiply(ties).sum(axis=1), dtype=np.float64).ravel()
    pairs = contacts * (contacts - 1)
    return float(np.divide(closed, pairs, out=np.zeros_like(pairs), where=pairs > 0).mean())


def path_length(ties: Any) -> tuple[float, int]:
    """Mean number of handshakes between two people, and from how many people it was measured.

    Pairs that cannot reach each other are left out; NaN where nobody can reach anybody.
    """
    people = ties.shape[0]
    from_whom = np.arange(people) if people <= EXACT else distinct(SOURCES, people, 0, SAMPLE)
    reached: NDArray[np.bool_] = np.zeros((people, from_whom.size), dtype=np.bool_)
    reached[from_whom, np.arange(from_whom.size)] = True
    newly, step, total, pairs = reached.copy(), 0, 0, 0
    while newly.any():
        step += 1
        newly = (ties @ newly.astype(np.float32) > 0) & ~reached
        reached |= newly
        total, pairs = total + step * int(newly.sum()), pairs + int(newly.sum())
    return (total / pairs if pairs else float("nan")), int(from_whom.size)
