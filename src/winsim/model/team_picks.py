"""Which teams are in which wave: those that are named, that have a value, or that a rule picks.

n people, G teams. A repeated wave is written out, one wave a turn.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winsim.model.state import InitialConditions, Traits
from winsim.numerics.arrays import Floats
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import Network, Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.rollout import Rollout, Wave

Chosen = NDArray[np.bool_]
"""Whether a team, or a tie, is among the chosen."""
Numbers = NDArray[np.int32]
Places = NDArray[np.intp]


class Nearness:
    """The weight of each team's ties with a growing set of teams, both ways, fixed point.

    Each call of `to` counts only the ties of teams that joined since the last, so that going through
    all waves costs as much as counting every tie once.
    """

    def __init__(self, network: Network) -> None:
        """Take in the ties between teams; those within a team do not count."""
        one = network.team[network.listener]
        other = np.repeat(network.team, np.diff(network.listener_start))
        apart = np.flatnonzero(one != other)
        self.teams = network.team_start.size - 1
        self.one, self.other = one[apart], other[apart]
        self.weight = network.weight[apart] if network.weight.size else None
        self.near = np.zeros(self.teams)
        self.counted = np.zeros(self.teams, dtype=bool)

    def to(self, teams: Chosen) -> Floats:
        """The weight of each team's ties with these teams.

        Args:
            teams: which teams, shape (G,); among them must be all those of the call before, so
                that only the ties of those that joined need counting.

        Returns:
            The weights in fixed point, shape (G,).
        """
        joined = teams & ~self.counted
        if joined.any():
            self.counted = teams
            self._count(joined[self.other], self.one)
            self._count(joined[self.one], self.other)
        return self.near

    def _count(self, chosen: Chosen, team: NDArray[np.uint32]) -> None:
        ties = np.flatnonzero(chosen)
        weight = None if self.weight is None else self.weight[ties]
        total = np.bincount(team[ties], weights=weight, minlength=self.teams)
        self.near = self.near + total


class Picker:
    """Picks the teams of waves in an organisation whose traits are drawn.

    What a pick goes by, apart from `neighbours`, stays as it is in all waves and is worked out once.
    """

    def __init__(
        self, organisation: Organisation, traits: Traits, conditions: InitialConditions, seed: int
    ) -> None:
        """Take in what picks go by.

        Args:
            organisation: the n people and G teams.
            traits: what the people are like, for `readiest` and `hardest`.
            conditions: how people and teams start, for the same.
            seed: for `random`, and for the sample that betweenness is worked out from.
        """
        self.organisation, self.traits, self.conditions, self.seed = (
            organisation,
            traits,
            conditions,
            seed,
        )
        self._lasting: dict[str, Floats] = {}

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self.organisation.network)

    def waves(self, rollout: Rollout, name: str) -> tuple[list[Wave], Numbers]:
        """The waves of a rollout, with their teams.

        Args:
            rollout: the rollout.
            name: its name, for messages.

        Returns:
            The declared waves that have teams, a repeated one once a turn; and the number of each
            team's wave in that list, shape (G,), -1 for none.

        Raises:
            BadInput: for an unknown team, a team named twice, or a column or value nobody has.
        """
        wave_of = np.full(self.organisation.teams, -1, dtype=np.int32)
        opened: list[Wave] = []
        problems: list[Problem] = []
        for index, wave in enumerate(rollout.waves):
            field = f"rollouts.{name}.waves[{index}]"
            try:
                for chosen in self._turns(wave, wave_of, field):
                    wave_of[chosen] = len(opened)
                    opened.append(wave)
            except BadInput as bad:
                problems += bad.problems
        if problems:
            raise BadInput(*problems)
        return opened, wave_of

    def _turns(self, wave: Wave, wave_of: Numbers, field: str) -> Iterator[Sequence[int] | Places]:
        """The teams of each turn of a wave, until none is left; `wave_of` is read anew each time."""
        if isinstance(wave.teams, tuple):
            if named := self._named(wave.teams, wave_of, field):
                yield named
            return
        matching = self._matching(wave, field)
        size = wave.count or max(1, round((wave.share or 0) * self.organisation.teams))
        for turn in range(self.organisation.teams if wave.repeat == "all" else wave.repeat):
            free = matching[wave_of[matching] < 0]
            if wave.pick is not None:
                most = max(1, round(size * wave.growth**turn))
                free = self._ranked(free, wave.pick, wave_of)[:most]
            if not free.size:
                return
            yield free

    def _named(self, names: Sequence[str], wave_of: Numbers, field: str) -> list[int]:
        """The numbers of the teams of these names, none of which is in a wave already."""
        known = {name: number for number, name in enumerate(self.organisation.team_names)}
        problems = []
        for name in names:
            if name not in known:
                remedy = f"there is no such team; {nearest(name, known)}"
                problems.append(Problem("", f"{field}.teams", name, remedy))
            elif wave_of[known[name]] >= 0 or names.count(name) > 1:
                remedy = "this team is already in a wave; name it once"
                problems.append(Problem("", f"{field}.teams", name, remedy))
        if problems:
            raise BadInput(*problems)
        return [known[name] for name in names]

    def _matching(self, wave: Wave, field: str) -> Places:
        """The teams in which most people have the values that the wave asks for."""
        fits = np.ones(self.organisation.teams, dtype=bool)
        for column, wanted in wave.where.items():
            if column not in self.organisation.columns:
                remedy = f"people have no such column; {nearest(column, self.organisation.columns)}"
                raise BadInput(Problem("", f"{field}.where", column, remedy))
            has = np.array([_text(value) == wanted for value in self.organisation.columns[column]])
            members = np.bincount(
                self.organisation.network.team, weights=has, minlength=self.organisation.teams
            )
            fits &= members * 2 > self.organisation.team_sizes
        if not fits.any():
            remedy = "in no team do most people have this value; check its spelling"
            raise BadInput(Problem("", f"{field}.where", str(dict(wave.where)), remedy))
        return np.flatnonzero(fits)

    def _ranked(self, free: Places, pick: str, wave_of: Numbers) -> Places:
        """The free teams, those that the pick prefers first; ties by their order."""
        score = self._score(pick, wave_of)
        return free[np.argsort(-score[free], kind="stable")]

    def _score(self, pick: str, wave_of: Numbers) -> Floats:
        """How much the pick prefers each team, shape (G,); only neighbours change from wave to wave."""
        if pick == "neighbours":
            return self._nearness.to(wave_of >= 0)
        if pick not in self._lasting:
            self._lasting[pick] = self._lasting_score(pick)
        return self._lasting[pick]

    def _lasting_score(self, pick: str) -> Floats:
        """The score of a pick that goes by what stays as it is in all waves, shape (G,)."""
        if pick in ("readiest", "hardest"):
            return self._readiness() * (1.0 if pick == "readiest" else -1)
        if pick in ("largest", "smallest"):
            size = self.organisation.team_sizes.astype(np.float64)
            return size if pick == "largest" else -size
        if pick == "random":
            return draws(self.seed, Draw.PICK, self.organisation.teams)
        if pick == "best_bridging":
            return self._betweenness()
        return Nearness(self.organisation.network).to(np.ones(self.organisation.teams, dtype=bool))

    def _readiness(self) -> Floats:
        """How ready teams are, shape (G,): members' means, and the team's safety and efficacy.

        Of its members, belief and trust count for it, threshold and fatigue against it.
        """
        traits, conditions = self.traits, self.conditions
        person = traits.belief + conditions.trust - traits.threshold - conditions.fatigue
        total = np.bincount(
            self.organisation.network.team, weights=person, minlength=self.organisation.teams
        )
        mean = total / self.organisation.team_sizes
        return np.asarray(mean + conditions.safety + conditions.efficacy)

    def _betweenness(self) -> Floats:
        """Betweenness in the network of teams, shape (G,); from a sample beyond 500 teams."""
        import networkx as nx

        pairs = np.unique(np.column_stack((self._nearness.one, self._nearness.other)), axis=0)
        graph = nx.Graph()
        graph.add_nodes_from(range(self.organisation.teams))
        graph.add_edges_from(pairs.tolist())
        sample = 200 if self.organisation.teams > 500 else None
        between = nx.betweenness_centrality(graph, k=sample, seed=self.seed)
        return np.array([between[team] for team in range(self.organisation.teams)])


def _text(value: object) -> str:
    """A cell as it is written: 3.0 from a column of numbers is 3."""
    return f"{value:g}" if isinstance(value, float) else str(value)
