"""NDlib's threshold model beside winsim's reduction to it: who has adopted after every round.

NDlib (Rossetti et al. 2018, ndlib.models.epidemics.ThresholdModel) is written by others, in plain
Python on networkx. Its conventions, read from its source and met by the reduction:

- A node adopts when adopted neighbours / neighbours >= threshold, both as floating-point numbers.
  winsim asks for >= threshold - 1e-12, so that a threshold of .1 + .2 is met by three of ten; NDlib
  misses it. The two part only where a threshold lies less than that above a share.
- In a directed graph, neighbours are predecessors: an edge runs from who is heard to who listens,
  the other way round than in winsim.
- A node without neighbours never adopts, not even at threshold 0. In winsim its exposure is 0, and
  a threshold of 0 is met; thresholds here are above 0.
- Rounds are synchronous; nobody goes back; round 0 is the start. A round is a week.
- Ties have no weights.
"""

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
from ndlib.models.epidemics import ThresholdModel
from ndlib.models.ModelConfig import Configuration

from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.organisation.files.graph import from_networkx
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

Rounds = list[frozenset[Any]]
"""The nodes that have adopted after each round, from round 0."""


def by_ndlib(
    ties: "nx.Graph[Any]", thresholds: Mapping[Any, float], first: Iterable[Any], rounds: int
) -> Rounds:
    """The rounds as NDlib simulates them; in a directed graph an edge runs from who listens to whom."""
    heard = ties.reverse() if isinstance(ties, nx.DiGraph) else ties
    configuration = Configuration()
    configuration.add_model_initial_configuration("Infected", list(first))
    for node, threshold in thresholds.items():
        configuration.add_node_configuration("threshold", node, threshold)
    model = ThresholdModel(heard, seed=0)
    model.set_initial_status(configuration)
    found = []
    for _ in range(rounds + 1):
        model.iteration()
        found.append(frozenset(node for node, status in model.status.items() if status == 1))
    return found


def by_winsim(
    ties: "nx.Graph[Any]", thresholds: Mapping[Any, float], first: Iterable[Any], rounds: int
) -> Rounds:
    """The rounds as winsim simulates them: social proof alone, nothing to finish first, no noise."""
    people = nx.create_empty_copy(ties)
    people.add_edges_from(ties.edges)
    nx.set_node_attributes(people, "everyone", "team")
    nx.set_node_attributes(people, dict(thresholds), "threshold")
    with warnings.catch_warnings(action="ignore"):  # whoever listens to nobody is meant to
        who = from_networkx(people)
    state = initial_state(diffusion(map(str, first), rounds), "alone", who, seed=1)
    kernel.run_weeks(state, 0, rounds)
    weeks = state.population.employees.adopted_week.tolist()
    week_of = dict(zip(who.ids, weeks, strict=True))
    return [
        frozenset(node for node in ties if 0 <= week_of[str(node)] <= week)
        for week in range(rounds + 1)
    ]


def diffusion(first: Iterable[str], weeks: int) -> Scenario:
    """The scenario to which winsim is reduced; thresholds are a column of the people."""
    return Scenario.model_validate(
        {
            "name": "threshold-model",
            "weeks": weeks,
            "employees": {
                "susceptibility": 1.0,
                "threshold": {"column": "threshold"},
                "adopters_at_start": {"ids": list(first)},
            },
            "behaviour": {"exposure": "share", "decision_noise": 0},
            "rollouts": {"alone": {}},
            "mechanisms": {name: name == "social_proof" for name in Mechanisms.model_fields},
        }
    )


def mismatches(one: Rounds, other: Rounds) -> int:
    """In how many nodes and rounds two histories differ."""
    return sum(len(mine ^ theirs) for mine, theirs in zip(one, other, strict=True))
