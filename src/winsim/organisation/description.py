"""An organisation in numbers: sizes, ties, network statistics and the reporting line.

The statistics are those of network science, so that a client's file can be laid beside measured
workplaces at a glance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.hierarchy import depth, reports
from winsim.organisation.organisation import ONE, Organisation
from winsim.organisation.pairs import Ints, distinct

SOURCES = 200
EXACT = 2_000
"""Up to this many people, the mean path length is measured from everyone, else from `SOURCES`."""
SAMPLE = 9
"""Substream of `Draw.ORGANISATION` for the sample of people from whom paths are measured."""


@dataclass(frozen=True)
class Description:
    """What an organisation is like.

    Contacts, isolates, components, clustering and path length take ties as undirected. NaN stands
    where there is nothing to measure.
    """

    people: int
    teams: int
    smallest_team: int
    median_team: float
    largest_team: int
    ties: int
    """Directed ties: one that works both ways counts twice."""
    contacts: float
    """Mean degree: people to whom somebody is tied in either direction, on average."""
    mutual: float
    """Reciprocity: share of directed ties whose opposite is there too, in [0, 1]."""
    lightest_tie: float
    heaviest_tie: float
    isolates: tuple[str, ...]
    """Ids of people without any tie."""
    components: int
    """Connected components: groups that no tie connects; an isolate is one of its own."""
    largest_component: int
    """People in the largest of them."""
    density_within: float
    """Share of the possible directed ties inside teams that there are, in [0, 1]."""
    density_between: float
    """The same for ties between people of different teams."""
    block_ratio: float
    """Density within teams divided by density between them."""
    clustering: float
    """Mean local clustering coefficient (watts1998), in [0, 1]; see `clustering`."""
    path_length: float
    """Mean shortest path between two people, in ties; see `path_length`."""
    path_sources: int
    """From how many people the path length was measured; fewer than all in large organisations."""
    managers: int
    """People to whom somebody reports."""
    without_manager: tuple[str, ...]
    """Ids of people who report to nobody; the head of the organisation is one of them."""
    median_span: float
    """Span of control: people who report to a manager."""
    largest_span: int
    levels: int
    """People on the longest reporting line, the head included."""
    singles: int
    """Teams of one person."""
    columns: tuple[str, ...]
    """Further columns of the people."""


def describe(organisation: Organisation) -> Description:
    """Measure an organisation.

    Args:
        organisation: Any organisation. Beyond 2,000 people the path length is estimated from a
            sample of 200 of them, always the same.

    Returns:
        Its sizes, ties, network statistics and reporting line.

    Example:
        >>> from winsim import generate_organisation
        >>> description = describe(generate_organisation(people=90, network="ring", neighbours=6))
        >>> description.teams, description.ties, description.contacts
        (10, 540, 6.0)
        >>> round(description.clustering, 3)  # 3 (k - 2) / 4 (k - 1) on a ring with k neighbours
        0.6
    """
    sizes = organisation.team_sizes
    return Description(
        people=organisation.people,
        teams=organisation.teams,
        smallest_team=int(sizes.min()),
        median_team=float(np.median(sizes)),
        largest_team=int(sizes.max()),
        singles=int((sizes == 1).sum()),
        columns=tuple(organisation.columns),
        **_tie_statistics(organisation),
        **_network_statistics(organisation),
        **_reporting_line(organisation),
    )


def _tie_statistics(organisation: Organisation) -> dict[str, Any]:
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


def _network_statistics(organisation: Organisation) -> dict[str, Any]:
    """Degrees, components, clustering and path length, ties taken as undirected."""
    ties = contact_matrix(organisation)
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


def _reporting_line(organisation: Organisation) -> dict[str, Any]:
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
    """Reciprocity: the share of ties whose target listens back."""
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


def contact_matrix(organisation: Organisation) -> Any:
    """Adjacency matrix of the undirected network: sparse, symmetric, of ones, shape (n, n).

    Weights are left out: two people are tied where either listens to the other. The functions below
    take such a matrix, a `scipy.sparse.csr_array` of 32-bit floats.
    """
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
    """Sizes of the connected components of a contact matrix (n, n).

    Args:
        ties: As `contact_matrix` gives it.

    Returns:
        People in each component, largest first; they sum to n.
    """
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(ties, directed=False)
    return np.sort(np.bincount(label))[::-1]


def clustering(ties: Any) -> float:
    """Mean local clustering coefficient of a contact matrix (n, n) (watts1998).

    The share of the pairs of a person's contacts who are tied themselves, averaged over all people;
    0 for whoever has fewer than two contacts.

    Args:
        ties: As `contact_matrix` gives it.

    Returns:
        The mean, in [0, 1].
    """
    contacts = np.asarray(ties.sum(axis=1), dtype=np.float64).ravel()
    closed = np.asarray((ties @ ties).multiply(ties).sum(axis=1), dtype=np.float64).ravel()
    pairs = contacts * (contacts - 1)
    return float(np.divide(closed, pairs, out=np.zeros_like(pairs), where=pairs > 0).mean())


def path_length(ties: Any) -> tuple[float, int]:
    """Mean shortest path in a contact matrix (n, n): the characteristic path length (watts1998).

    Breadth-first from all sources at once. Pairs that cannot reach each other are left out.

    Args:
        ties: As `contact_matrix` gives it.

    Returns:
        The mean in ties, NaN where nobody can reach anybody, and from how many people it is taken:
        all of up to `EXACT`, else a sample of `SOURCES` that is always the same.
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
