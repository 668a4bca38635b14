"""Ties made from ties: both directions, those with managers, those among everybody or a team.

Ties are three arrays of shape (m,): who listens and to whom, as positions among the people, and
weights, or None where all weigh one.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.organisation import Ties, once_each

MOST = 10_000_000
"""More ties than this are not made from others: they would fill a machine."""


def chosen(ties: Ties, which: NDArray[np.bool_]) -> Ties:
    """Some of the ties.

    Args:
        ties: m of them.
        which: Whether each is among them, shape (m,).
    """
    listens, to, weights = ties
    return listens[which], to[which], None if weights is None else weights[which]


def joined(first: Ties, second: Ties) -> Ties:
    """The ties of both, one after the other; where only one has weights, the others weigh one.

    Args:
        first: Any.
        second: Between the same people.
    """
    weights = None
    if first[2] is not None or second[2] is not None:
        weights = np.concatenate([_weights(first), _weights(second)])
    return np.concatenate([first[0], second[0]]), np.concatenate([first[1], second[1]]), weights


def _weights(ties: Ties) -> NDArray[np.float64]:
    return np.ones(ties[0].size) if ties[2] is None else ties[2]


def mean_weight(ties: Ties, people: int) -> float | None:
    """The mean weight of ties; None where all weigh one.

    Args:
        ties: Repeated ones add up before the mean is taken.
        people: How many people there are.
    """
    weights = ties[2]
    if weights is None:
        return None
    different = once_each(ties[1] * people + ties[0]).size
    return float(weights.sum() / different) if different else 1.0


def turned(ties: Ties) -> Ties:
    """The ties in the other direction: who was listened to, listens.

    Args:
        ties: Any.
    """
    return ties[1], ties[0], ties[2]


def both_ways(ties: Ties, which: NDArray[np.bool_], people: int) -> Ties:
    """The ties, those chosen in both directions.

    Args:
        ties: m of them.
        which: Whether each works both ways, shape (m,).
        people: How many people there are.
    """
    return joined(chosen(ties, ~which), mutual(chosen(ties, which), people))


def mutual(ties: Ties, people: int) -> Ties:
    """Ties that work both ways, each as strong as the stronger of its two directions.

    So a file that lists a tie once and one that lists it from both ends mean the same.

    Args:
        ties: Repeated ones add up before directions are compared.
        people: How many people there are.

    Returns:
        Both directions of every tie, each once; without weights where `ties` have none.
    """
    listens, to, weights = ties
    one = _weights(ties)
    key, place = np.unique(to * people + listens, return_inverse=True)
    total = np.bincount(place, weights=one, minlength=key.size)
    back = (key % people) * people + key // people
    both, place = np.unique(np.concatenate([key, back]), return_inverse=True)
    strongest = np.zeros(both.size)
    np.maximum.at(strongest, place, np.concatenate([total, total]))
    return both % people, both // people, None if weights is None else strongest


def with_managers(ties: Ties, managers: NDArray[Any]) -> Ties:
    """The ties, and one of weight one between people and their manager where there is none yet.

    Args:
        ties: The ties so far.
        managers: The position of each person's manager, or -1, shape (n,).

    Returns:
        The ties, then the new ones; each direction that is missing is added by itself.
    """
    reports = np.flatnonzero(managers >= 0)
    return with_pairs(ties, reports, managers[reports].astype(np.int64), managers.size)


def with_pairs(ties: Ties, one: Ints, other: Ints, people: int) -> Ties:
    """The ties, and one of weight one between the two of each pair, both ways, where there is none yet.

    Args:
        ties: The ties so far.
        one: One person of each pair, shape (k,).
        other: The other, shape (k,).
        people: How many people there are.
    """
    key = np.concatenate([other * people + one, one * people + other])
    return joined(ties, _new(key, ties, people))


def with_new(ties: Ties, further: Ties, people: int) -> Ties:
    """The ties, and those of others where there is none yet.

    Args:
        ties: The ties so far.
        further: Repeated ones stay repeated.
        people: How many people there are.
    """
    new = ~np.isin(further[1] * people + further[0], ties[1] * people + ties[0])
    return joined(ties, chosen(further, new))


def with_everyone(ties: Ties, people: int) -> Ties:
    """The ties, and one of weight one between any two people, both ways, where there is none yet.

    Args:
        ties: The ties so far.
        people: How many people there are, n; the result has n (n - 1) ties if none is repeated.
    """
    key = np.arange(people * people)
    return joined(ties, _new(key[key // people != key % people], ties, people))


def _new(key: Ints, ties: Ties, people: int) -> Ties:
    """Ties of weight one with those of these keys (to times people plus who listens) that are new."""
    new = np.setdiff1d(key, ties[1] * people + ties[0])
    return new % people, new // people, None


def within_teams(teams: Sequence[str], who: Ints, weight: float | None) -> Ties:
    """A tie from each of some people to everybody else in the same team.

    Args:
        teams: The name of each person's team.
        who: The positions of those who listen.
        weight: Of each tie; None for ties without weights.
    """
    members: dict[str, list[int]] = {}
    for person, team in enumerate(teams):
        members.setdefault(team, []).append(person)
    mates = [np.array(members[teams[person]], dtype=np.int64) for person in who.tolist()]
    listens = np.repeat(who, [len(team) for team in mates])
    to = np.concatenate(mates) if mates else who
    others = listens != to
    weights = None if weight is None else np.full(int(others.sum()), weight)
    return listens[others], to[others], weights
