"""Who there is and who sees whom: people numbered by team, and their ties as listeners.

Readers and generators end in an `Organisation`; the kernel reads its `Network`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.hierarchy import leads
from winsim.problems import BadInput, Problem

Ties = tuple[Ints, Ints, NDArray[np.float64] | None]
"""Who listens, to whom, and weights or None where all weigh one; each of shape (m,)."""

ONE = 1 << 16
"""A tie of weight one, in the fixed-point numbers in which weights are summed."""

HEAVIEST, LIGHTEST = 32_767, 1 / ONE
"""The weights that a tie can have."""


class Network(NamedTuple):
    """People, teams and ties as the kernel reads them. n people, G teams, m directed ties.

    Ties are kept by the person who is listened to: `listener[listener_start[j] :
    listener_start[j + 1]]` are those who see what j does. Weights are whole numbers (fixed point,
    `ONE` is weight one), so that sums over colleagues do not depend on their order.
    """

    team: NDArray[np.uint32]  # (n,) team of each person; people are numbered by team
    team_start: Ints  # (G + 1,) first person of each team
    is_manager: NDArray[np.uint8]  # (n,) whether somebody reports to the person
    degree: Ints  # (n,) total weight of the colleagues a person listens to
    listener_start: Ints  # (n + 1,)
    listener: NDArray[np.uint32]  # (m,)
    weight: NDArray[np.int32]  # (m,), or (0,) where every tie weighs one


@dataclass(frozen=True, eq=False)
class Organisation:
    """Who there is and who sees whom: n people, numbered by team; it never changes during a run.

    Made by `load_organisation`, `generate_organisation`, `from_networkx` or `make_organisation`.

    Attributes:
        ids: What the ties file and `manager` call each person, n of them.
        names: What to print for each person, n of them.
        team_names: The names of the teams, G of them.
        manager: The number of each person's manager, or -1, shape (n,).
        network: People, teams and ties as the kernel reads them.
        columns: Further columns of the people file, each of shape (n,).
        answered: Whether each person answered when asked for ties, shape (n,); None where that is not
            known, as of a plain list of ties.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    team_names: tuple[str, ...]
    manager: NDArray[np.int32]  # (n,)
    network: Network
    columns: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    answered: NDArray[np.bool_] | None = None

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.ids)

    @property
    def teams(self) -> int:
        """Number of teams."""
        return len(self.team_names)

    @cached_property
    def team_sizes(self) -> Ints:
        """People in each team, shape (G,)."""
        return np.diff(self.network.team_start)

    @cached_property
    def ties(self) -> tuple[Ints, Ints, Ints]:
        """Every directed tie, by the person who is listened to.

        Returns:
            Who listens, to whom, and the fixed-point weight (`ONE` is weight one), each of shape (m,).
        """
        net = self.network
        spoken = np.repeat(np.arange(self.people), np.diff(net.listener_start))
        weight = net.weight if net.weight.size else np.full(net.listener.size, ONE)
        return net.listener.astype(np.int64), spoken, weight.astype(np.int64)

    @cached_property
    def hash(self) -> str:
        """A hash of people, teams, managers and ties: equal organisations have equal hashes.

        Sixteen hexadecimal digits of SHA-256. Names to print and further columns do not count.
        """
        digest = sha256("\x1f".join((*self.ids, "", *self.team_names)).encode())
        for column in (self.manager, *self.network):
            digest.update(np.ascontiguousarray(column).tobytes())
        return digest.hexdigest()[:16]

    def members(self, team: int) -> range:
        """The numbers of a team's people.

        Args:
            team: Position of the team in `team_names`.
        """
        start = self.network.team_start
        return range(int(start[team]), int(start[team + 1]))


def make_organisation(
    ids: Sequence[str],
    teams: Sequence[str],
    ties: Ties,
    managers: NDArray[Any] | None = None,
    names: Sequence[str] | None = None,
    columns: Mapping[str, NDArray[Any]] | None = None,
    answered: NDArray[np.bool_] | None = None,
) -> Organisation:
    """Put an organisation together from people in any order.

    Args:
        ids: What each person is called, all different; n of them.
        teams: The name of each person's team, n of them. Teams keep the order in which they first
            appear, and people are numbered by team.
        ties: Who listens, to whom, and weights or None where all weigh one: three arrays of shape
            (m,), the first two of positions in `ids`. The weights of a repeated tie add up;
            self-ties must be gone.
        managers: The position in `ids` of each person's manager, or -1, shape (n,).
        names: What to print for each person; the ids otherwise.
        columns: Further columns, each of shape (n,).
        answered: Whether each person answered when asked for ties, shape (n,); None where unknown.

    Raises:
        BadInput: Where a tie weighs more than fixed-point numbers can hold.

    Example:
        >>> import numpy as np
        >>> ties = np.array([0, 2]), np.array([1, 1]), None
        >>> organisation = make_organisation(["ana", "bo", "cy"], ["x", "y", "x"], ties)
        >>> organisation.ids
        ('ana', 'cy', 'bo')
    """
    team_names = tuple(dict.fromkeys(teams))
    number = {name: index for index, name in enumerate(team_names)}
    team_of = np.fromiter((number[t] for t in teams), dtype=np.int64, count=len(ids))
    order = np.argsort(team_of, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    boss = np.full(len(ids), -1, dtype=np.int64) if managers is None else np.asarray(managers)
    boss = np.where(boss >= 0, place[boss], -1)[order]
    superior: NDArray[np.int32] = boss.astype(np.int32)
    return Organisation(
        ids=tuple(ids[i] for i in order),
        names=tuple((names or ids)[i] for i in order),
        team_names=team_names,
        manager=superior,
        network=_network(team_of[order], len(team_names), superior, _placed(ties, place)),
        columns={name: np.asarray(values)[order] for name, values in (columns or {}).items()},
        answered=None if answered is None else answered[order],
    )


def _placed(ties: Ties, place: Ints) -> Ties:
    """The ties between people at their new places."""
    listens, to, weights = ties
    return place[np.asarray(listens)], place[np.asarray(to)], weights


def _network(
    team: Ints,
    teams: int,
    manager: NDArray[np.int32],
    ties: Ties,
) -> Network:
    """The network of ties between numbered people; the weights of a repeated tie add up."""
    people = team.size
    listens, to, weights = ties
    key, fixed = _summed(to * people + listens, weights)
    listener, spoken = key % people, key // people
    return Network(
        team=team.astype(np.uint32),
        team_start=np.searchsorted(team, np.arange(teams + 1)).astype(np.int64),
        is_manager=leads(manager),
        degree=_degree(listener, fixed, people),
        listener_start=np.searchsorted(spoken, np.arange(people + 1)).astype(np.int64),
        listener=listener.astype(np.uint32),
        weight=np.zeros(0, np.int32) if fixed is None else fixed,
    )


def _summed(
    key: Ints, weights: NDArray[np.float64] | None
) -> tuple[Ints, NDArray[np.int32] | None]:
    """Each tie once, in order, with its total fixed-point weight; None where all weigh one."""
    if weights is None:
        return once_each(key), None
    key, place = np.unique(key, return_inverse=True)
    total = np.bincount(place, weights=weights, minlength=key.size)
    _refuse_heavy(total)
    fixed = np.rint(total * ONE).astype(np.int32)
    return key, None if bool((fixed == ONE).all()) else fixed


def once_each(numbers: Ints) -> Ints:
    """The different numbers, ascending; sorting takes a fraction of the time of `np.unique`.

    Args:
        numbers: In any order, shape (k,).

    Returns:
        Each of them once, shape (at most k,).
    """
    ascending = np.sort(numbers)
    new = np.ones(ascending.size, dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return ascending[new]


def _degree(listener: Ints, fixed: NDArray[np.int32] | None, people: int) -> Ints:
    """The total weight of those whom each person listens to."""
    if fixed is None:
        return np.bincount(listener, minlength=people) * ONE
    return np.bincount(listener, weights=fixed, minlength=people).astype(np.int64)


def _refuse_heavy(total: NDArray[Any]) -> None:
    heaviest = float(total.max(initial=0.0))
    if heaviest > HEAVIEST:
        remedy = f"a tie cannot weigh more than {HEAVIEST:,}; divide all weights by the same number"
        raise BadInput(Problem("", "weight", f"{heaviest:g}", remedy))
