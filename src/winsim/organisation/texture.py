"""How a network is woven: components, clustering, and how far people are from each other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.organisation import Organisation
from winsim.organisation.pairs import Ints, distinct

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
