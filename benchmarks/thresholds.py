"""Thresholds alone: winsim, NDlib and Starsim on one graph, for the same rounds, to the same adopters.

Everyone has ten ties of a small world and a threshold of their own, and one in twenty begins. Only the
rounds are timed. NDlib has such a model. Starsim, which is made for diseases, gets one as a user
would write it: a disease without random transmission whose step counts neighbours with NumPy.
A figure is how many times longer the others take.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import Measure, in_turn, ratio, seconds
from verification.ndlib_threshold import diffusion
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.organisation.organisation import Organisation, make_organisation

ROUNDS = 30
AGAINST_NDLIB = {1_000: 250.0, 10_000: 250.0}
AGAINST_STARSIM = {1_000: 20.0, 100_000: 8.0}
Adopted = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Population:
    """A graph, everyone's threshold, and who begins."""

    graph: "nx.Graph[int]"
    thresholds: NDArray[np.float64]
    first: NDArray[np.int64]

    @property
    def people(self) -> int:
        """How many there are."""
        return self.thresholds.size


@cache
def population(people: int) -> Population:
    """The crowd of that size."""
    luck = np.random.default_rng(people)
    return Population(
        nx.watts_strogatz_graph(people, 10, 0.1, seed=people),
        luck.uniform(0.02, 0.8, people),
        luck.choice(people, size=people // 20, replace=False),
    )


@cache
def organised(who: Population) -> Organisation:
    """The crowd as an organisation of one team."""
    ids = [str(node) for node in range(who.people)]
    edges = np.array(who.graph.edges)
    listens, to = np.concatenate((edges, edges[:, ::-1])).T
    columns = {"threshold": who.thresholds}
    return make_organisation(ids, ["everyone"] * who.people, (listens, to, None), columns=columns)


def by_winsim(who: Population) -> tuple[float, Adopted]:
    """Seconds of the rounds in the kernel, and who has adopted."""
    scenario = diffusion([str(node) for node in who.first], ROUNDS)
    state = initial_state(scenario, "alone", organised(who), seed=1)
    taken = seconds(lambda: kernel.run_weeks(state, 0, ROUNDS))
    return taken, state.population.employees.adopted.astype(bool)


def by_ndlib(who: Population) -> tuple[float, Adopted]:
    """Seconds of the rounds in NDlib, which need not report everybody's status, and who has adopted."""
    from ndlib.models.epidemics import ThresholdModel
    from ndlib.models.ModelConfig import Configuration

    configuration = Configuration()
    configuration.add_model_initial_configuration("Infected", who.first.tolist())
    for node, threshold in enumerate(who.thresholds.tolist()):
        configuration.add_node_configuration("threshold", node, threshold)
    model = ThresholdModel(who.graph, seed=0)
    model.set_initial_status(configuration)
    model.iteration(node_status=False)  # round 0: the start

    def rounds() -> None:
        for _ in range(ROUNDS):
            model.iteration(node_status=False)

    taken = seconds(rounds)
    return taken, np.array([model.status[node] == 1 for node in range(who.people)])


def by_starsim(who: Population) -> tuple[float, Adopted]:
    """Seconds of the rounds in Starsim, and who has adopted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sim = _starsim(who)
        taken = seconds(sim.run)
    assert sim.diseases[0].rounds == ROUNDS
    return taken, np.asarray(sim.diseases[0].infected.values, dtype=bool)


def _starsim(who: Population) -> Any:
    """The crowd as a simulation of Starsim, ready to run."""
    import starsim as ss

    class Threshold(ss.Disease):  # type: ignore[misc]
        """Whoever sees a large enough share of neighbours infected is infected, for ever."""

        def __init__(self) -> None:
            super().__init__()
            self.define_states(ss.BoolState("infected", label="Infected"))
            self.degree = np.bincount(np.array(who.graph.edges).ravel(), minlength=who.people)
            self.rounds = 0

        def init_post(self) -> None:
            super().init_post()
            self.infected[ss.uids(who.first)] = True

        def step(self) -> None:
            edges = self.sim.networks[0].edges
            sick = self.infected.values
            seen = np.bincount(edges.p1, weights=sick[edges.p2], minlength=who.people)
            seen += np.bincount(edges.p2, weights=sick[edges.p1], minlength=who.people)
            share = np.divide(seen, self.degree, out=np.zeros_like(seen), where=self.degree > 0)
            new = ~sick & (self.degree > 0) & (share >= who.thresholds)
            self.infected[ss.uids(np.flatnonzero(new))] = True
            self.rounds += 1

    sim = ss.Sim(
        n_agents=who.people,
        diseases=Threshold(),
        networks=ss.StaticNet(graph=who.graph),
        start=0,
        stop=ROUNDS - 1,
        dt=1,
        verbose=0,
    )
    sim.init()
    return sim


def against(name: str, who: Population, rounds: int, floor: float | None) -> Measure:
    """How many times longer the rounds take elsewhere; the same people must have adopted."""
    there = {"NDlib": by_ndlib, "Starsim": by_starsim}[name]
    (_, mine), (_, theirs) = by_winsim(who), there(who)
    if not np.array_equal(mine, theirs):
        raise AssertionError(f"{int((mine ^ theirs).sum())} people adopt only in one: {name}")
    times = in_turn({"there": lambda: there(who)[0], "here": lambda: by_winsim(who)[0]}, rounds)
    return Measure(
        f"{name}, {who.people:,} people",
        ratio(times["there"], times["here"]),
        floor,
        note=f"{ROUNDS} rounds, {mine.mean():.0%} adopt",
    )


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines."""
    for people in (60,) if quick else (1_000, 10_000, 100_000):
        rounds = 1 if quick else 3
        yield against("NDlib", population(people), rounds, AGAINST_NDLIB.get(people))
        yield against("Starsim", population(people), rounds, AGAINST_STARSIM.get(people))
