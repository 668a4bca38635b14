"""The reporting line laid beside the ties: how far formal and informal structure go together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.labels import ids_of
from winsim.organisation.organisation import Organisation


@dataclass(frozen=True)
class LineAndTies:
    """What the reporting line and the ties have in common.

    Shares lie in [0, 1]; NaN of nothing, and where nobody has a manager.

    Attributes:
        pairs: Pairs of a person and the person's manager.
        tied: Share of them with a tie in either direction.
        upwards: Share in which the person listens to the manager.
        downwards: Share in which the manager listens to the person.
        along: Share of all ties that run between a person and the person's manager.
        among_peers: Share of all ties between people who report to the same manager.
        skipping: Share of all ties between a person and the manager of the person's manager.
        apart: Ids of managers without a tie, in either direction, to any of their reports.
    """

    pairs: int
    tied: float
    upwards: float
    downwards: float
    along: float
    among_peers: float
    skipping: float
    apart: tuple[str, ...]


def line_and_ties(organisation: Organisation) -> LineAndTies:
    """Lay the reporting line of an organisation beside its ties."""
    listens, to, _ = organisation.ties
    manager = organisation.manager.astype(np.int64)
    reporting = manager >= 0
    above = np.where(reporting, manager[manager], -1)
    up, down = manager[listens] == to, manager[to] == listens
    upwards = _flagged(listens[up], organisation.people)
    downwards = _flagged(to[down], organisation.people)
    tied = upwards | downwards
    in_touch = _flagged(manager[tied], organisation.people)
    leads = organisation.network.is_manager.astype(bool)
    peers = (manager[listens] >= 0) & (manager[listens] == manager[to])
    skips = (above[listens] == to) | (above[to] == listens)
    return LineAndTies(
        pairs=int(reporting.sum()),
        tied=_share(tied[reporting]),
        upwards=_share(upwards[reporting]),
        downwards=_share(downwards[reporting]),
        along=_share(up | down) if reporting.any() else float("nan"),
        among_peers=_share(peers) if reporting.any() else float("nan"),
        skipping=_share(skips) if reporting.any() else float("nan"),
        apart=ids_of(organisation, leads & ~in_touch),
    )


def _flagged(people: Ints, count: int) -> NDArray[np.bool_]:
    """Whether each of so many people is among these, shape (count,)."""
    flags = np.zeros(count, dtype=bool)
    flags[people] = True
    return flags


def _share(those: NDArray[np.bool_]) -> float:
    return float(those.mean()) if those.size else float("nan")
