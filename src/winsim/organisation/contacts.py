"""Who is in contact with whom: ties without their direction, and how they hang together.

Two people are in contact where either listens to the other; weights are left out. The matrices are
sparse and symmetric, hold ones, and have the shape (n, n).
"""

from typing import Any

import numpy as np

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.organisation import Organisation


def contact_matrix(organisation: Organisation) -> Any:
    """Adjacency matrix of the undirected network, a `scipy.sparse.csr_array` of 32-bit floats.

    Args:
        organisation: Any organisation of n people.

    Returns:
        Symmetric, of ones, shape (n, n).
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


def contact_pairs(contacts: Any) -> tuple[Ints, Ints]:
    """Every pair of people in contact, once.

    Args:
        contacts: As `contact_matrix` gives it.

    Returns:
        The lower and the higher person of each pair, each of shape (pairs,).
    """
    low = np.repeat(np.arange(contacts.shape[0]), np.diff(contacts.indptr))
    high = contacts.indices.astype(np.int64)
    return low[low < high], high[low < high]


def components(contacts: Any) -> Ints:
    """Sizes of the connected components of a contact matrix (n, n).

    Args:
        contacts: As `contact_matrix` gives it.

    Returns:
        People in each component, largest first; they sum to n.
    """
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(contacts, directed=False)
    return np.sort(np.bincount(label))[::-1]


def clustering(contacts: Any) -> float:
    """Mean local clustering coefficient of a contact matrix (n, n) (watts1998).

    The share of the pairs of a person's contacts who are tied themselves, averaged over all people;
    0 for whoever has fewer than two contacts.

    Args:
        contacts: As `contact_matrix` gives it.

    Returns:
        The mean, in [0, 1].
    """
    degree = np.diff(contacts.indptr).astype(np.float64)
    pairs = degree * (degree - 1) / 2
    closed = triangles(contacts)
    return float(np.divide(closed, pairs, out=np.zeros_like(pairs), where=pairs > 0).mean())


def triangles(contacts: Any) -> Floats:
    """How many pairs of each person's contacts are tied themselves, shape (n,).

    Every tie is taken from its end with fewer contacts, so that nobody has many and the work stays
    small where a few people are tied to most (schank2005).

    Args:
        contacts: As `contact_matrix` gives it.
    """
    from scipy import sparse

    degree = np.diff(contacts.indptr)
    rank = np.empty_like(degree)
    rank[np.argsort(degree, kind="stable")] = np.arange(degree.size)
    low, high = contact_pairs(contacts)
    less, more = np.minimum(rank[low], rank[high]), np.maximum(rank[low], rank[high])
    upward = sparse.csr_array((np.ones(less.size), (less, more)), shape=contacts.shape)
    first_two = (upward @ upward.T).multiply(upward)  # of a triangle, the two lowest
    ends = (upward @ upward).multiply(upward)  # the lowest and the highest
    lowest, middle = first_two.sum(axis=1), first_two.sum(axis=0)
    closed: Floats = np.asarray(lowest + middle + ends.sum(axis=0), dtype=np.float64)[rank]
    return closed
