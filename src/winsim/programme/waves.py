"""Which teams are in which wave."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winsim.chance import Event, draws
from winsim.organisation import ONE, Organisation
from winsim.organisation.traits import Outset, Traits
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario import Rollout, Wave

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Places = NDArray[np.intp]


class Picker:
    """Picks teams for waves in an organisation whose traits are drawn."""

    def __init__(self, who: Organisation, traits: Traits, outset: Outset, seed: int) -> None:
        self.who, self.traits, self.outset, self.seed = who, traits, outset, seed

    def waves(self, rollout: Rollout, name: str) -> tuple[list[Wave], Numbers]:
        """The waves that have teams, repeated ones written out, and each team's wave, or -1.

        Raises BadInput for an unknown team, a team named twice, or an attribute nobody has.
        """
        wave_of = np.full(self.who.teams, -1, dtype=np.int32)
        opened: list[Wave] = []
        problems: list[Problem] = []
        for index, wave in enumerate(rollout.waves):
            field = f"rollouts.{name}.waves[{index}]"
            for turn in range(self.who.teams if wave.repeat == "all" else wave.repeat):
                try:
                    chosen = self._chosen(wave, turn, wave_of, field)
                except BadInput as bad:
                    problems += bad.problems
                    break
                if not len(chosen):
                    break
                wave_of[chosen] = len(opened)
                opened.append(wave)
        if problems:
            raise BadInput(*problems)
        return opened, wave_of

    def _chosen(
        self, wave: Wave, turn: int, wave_of: Numbers, field: str
    ) -> Sequence[int] | Places:
        if isinstance(wave.teams, tuple):
            return [] if turn else self._named(wave.teams, wave_of, field)
        matching = self._matching(wave, field)
        free = matching[wave_of[matching] < 0]
        if wave.pick is None:
            return free
        size = wave.count or max(1, round((wave.share or 0) * self.who.teams))
        return self._ranked(free, wave.pick, wave_of)[: max(1, round(size * wave.growth**turn))]

    def _named(self, names: Sequence[str], wave_of: Numbers, field: str) -> list[int]:
        known = {name: number for number, name in enumerate(self.who.team_names)}
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
        fits = np.ones(self.who.teams, dtype=bool)
        for column, wanted in wave.where.items():
            if column not in self.who.columns:
                remedy = f"people have no such column; {nearest(column, self.who.columns)}"
                raise BadInput(Problem("", f"{field}.where", column, remedy))
            has = np.array([_text(value) == wanted for value in self.who.columns[column]])
            members = np.bincount(self.who.network.team, weights=has, minlength=self.who.teams)
            fits &= members * 2 > self.who.team_sizes
        if not fits.any():
            remedy = "in no team do most people have this value; check its spelling"
            raise BadInput(Problem("", f"{field}.where", str(dict(wave.where)), remedy))
        return np.flatnonzero(fits)

    def _ranked(self, free: Places, pick: str, wave_of: Numbers) -> Places:
        """The free teams, those that the pick prefers first; ties by their order."""
        score = self._score(pick, wave_of)
        return free[np.argsort(-score[free], kind="stable")]

    def _score(self, pick: str, wave_of: Numbers) -> Floats:
        if pick in ("readiest", "hardest"):
            return self._readiness() * (1.0 if pick == "readiest" else -1)
        if pick in ("largest", "smallest"):
            size = self.who.team_sizes.astype(np.float64)
            return size if pick == "largest" else -size
        if pick == "random":
            return draws(self.seed, Event.PICK, self.who.teams)
        if pick == "best_bridging":
            return self._betweenness()
        return self._ties_with(wave_of >= 0 if pick == "neighbours" else None)

    def _readiness(self) -> Floats:
        """How ready a team is: its members' belief and trust less threshold, safety and efficacy."""
        t, o = self.traits, self.outset
        person = (
            t.prior_for / (t.prior_for + t.prior_against)
            + o.trust_for / (o.trust_for + o.trust_against)
            - t.threshold
            - o.fatigue
        )
        total = np.bincount(self.who.network.team, weights=person, minlength=self.who.teams)
        return np.asarray(total / self.who.team_sizes + o.safety + o.efficacy)

    def _ties_with(self, others: NDArray[np.bool_] | None) -> Floats:
        """Weight of each team's ties with other teams, or with the given ones, both ways."""
        one, other, weight = self._between
        near_one = True if others is None else others[one]
        near_other = True if others is None else others[other]
        heard = np.bincount(one, weights=weight * near_other, minlength=self.who.teams)
        told = np.bincount(other, weights=weight * near_one, minlength=self.who.teams)
        return np.asarray(heard + told, dtype=np.float64)

    @cached_property
    def _between(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], Floats]:
        """Ties between teams: the team that listens, the one that it listens to, and the weight."""
        network = self.who.network
        one = network.team[network.listener]
        other = np.repeat(network.team, np.diff(network.listener_start))
        apart = one != other
        weight = network.weight[apart] if network.weight.size else np.full(apart.sum(), ONE)
        return one[apart], other[apart], weight.astype(np.float64)

    def _betweenness(self) -> Floats:
        """Betweenness of teams in the network of teams (sampled beyond 500 teams)."""
        import networkx as nx

        pairs = np.unique(np.column_stack(self._between[:2]), axis=0)
        graph = nx.Graph()
        graph.add_nodes_from(range(self.who.teams))
        graph.add_edges_from(pairs.tolist())
        sample = 200 if self.who.teams > 500 else None
        between = nx.betweenness_centrality(graph, k=sample, seed=self.seed)
        return np.array([between[team] for team in range(self.who.teams)])


def _text(value: object) -> str:
    """A cell as it is written: 3.0 from a column of numbers is 3."""
    return f"{value:g}" if isinstance(value, float) else str(value)
