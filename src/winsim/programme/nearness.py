"""How much teams have to do with one another, along the ties of their people."""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.organisation import Network
from winsim.model.state import Floats

Flags = NDArray[np.bool_]


class Nearness:
    """The weight of each team's ties with a growing set of teams, both ways, fixed point."""

    def __init__(self, network: Network) -> None:
        one = network.team[network.listener]
        other = np.repeat(network.team, np.diff(network.listener_start))
        apart = np.flatnonzero(one != other)
        self.teams = network.team_start.size - 1
        self.one, self.other = one[apart], other[apart]
        self.weight = network.weight[apart] if network.weight.size else None
        self.near = np.zeros(self.teams)
        self.counted = np.zeros(self.teams, dtype=bool)

    def to(self, teams: Flags) -> Floats:
        """The weight of ties with these teams, shape (G,); they hold all those asked for before.

        Only the ties of those that joined are counted anew.
        """
        joined = teams & ~self.counted
        if joined.any():
            self.counted = teams
            self._count(joined[self.other], self.one)
            self._count(joined[self.one], self.other)
        return self.near

    def _count(self, chosen: Flags, team: NDArray[np.uint32]) -> None:
        ties = np.flatnonzero(chosen)
        weight = None if self.weight is None else self.weight[ties]
        total = np.bincount(team[ties], weights=weight, minlength=self.teams)
        self.near = self.near + total
