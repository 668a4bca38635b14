"""winsim, reduced to thresholds alone, against NDlib's threshold model: node by node, round by round."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

pytest.importorskip("ndlib", reason="NDlib is not installed")

from verification.ndlib_threshold import by_ndlib, by_winsim, mismatches

Case = tuple["nx.Graph[Any]", dict[Any, float], list[Any]]
"""A graph, everyone's threshold, and who has adopted at the start."""

REAL = {
    "krackhardt_advice": "krackhardt",
    "krackhardt_friends": "krackhardt",
    "lazega_advice": "lazega",
    "lazega_friends": "lazega",
    "lazega_cowork": "lazega",
    "cross_parker_consulting_info": "cross_parker_consulting",
    "medical_innovation": "medical_innovation",
    "brazil_farmers": "brazil_farmers",
    "email_eu_core": "email_eu_core",
}
"""Ties of real organisations, and the file of their people."""


def thresholds(graph: "nx.Graph[Any]", generator: np.random.Generator) -> dict[Any, float]:
    """Thresholds of one of three kinds: any share, one for all, or heads of one's own colleagues."""
    degree = dict(graph.out_degree()) if graph.is_directed() else dict(graph.degree())
    kind = generator.integers(3)
    if kind == 0:
        return dict(zip(graph, generator.uniform(0.02, 0.6, len(graph)).tolist(), strict=True))
    if kind == 1:
        return dict.fromkeys(graph, float(generator.choice([0.1, 0.18, 0.25, 1 / 3, 0.5])))
    return {
        v: int(generator.integers(1, max(k // 2, 1) + 1)) / max(k, 1) for v, k in degree.items()
    }


def case(graph: "nx.Graph[Any]", seed: int) -> Case:
    """A graph with thresholds and a few first adopters, drawn with that seed."""
    generator = np.random.default_rng(seed)
    nodes = list(graph)
    first = generator.choice(len(nodes), size=max(1, len(nodes) // 20), replace=False)
    return graph, thresholds(graph, generator), [nodes[place] for place in first]


def generated(count: int) -> Iterator[Case]:
    """Random, small-world and scale-free graphs in turn, every fourth with ties one way only."""
    for seed in range(count):
        generator = np.random.default_rng([seed, 1])
        people = int(generator.integers(10, 150))
        ties: nx.Graph[Any] = (
            nx.gnp_random_graph(people, float(generator.uniform(0.5, 8)) / people, seed=seed),
            nx.watts_strogatz_graph(people, 2 * int(generator.integers(1, 5)), 0.1, seed=seed),
            nx.barabasi_albert_graph(people, int(generator.integers(1, 5)), seed=seed),
        )[seed % 3]
        if seed % 4 == 3:
            ties = nx.gnp_random_graph(people, 4 / people, seed=seed, directed=True)
        yield case(ties, seed)


def differing(cases: Iterator[Case], rounds: int = 25) -> tuple[int, int]:
    """In how many nodes and rounds the two part, and in how many cases a cascade got under way."""
    found, spread = 0, 0
    for ties, threshold, first in cases:
        theirs = by_ndlib(ties, threshold, first, rounds)
        found += mismatches(by_winsim(ties, threshold, first, rounds), theirs)
        spread += len(theirs[-1]) > len(first)
    return found, spread


def real(shared_data: Path, name: str) -> "nx.DiGraph[Any]":
    """A real organisation; of weighted ties the strong ones (4 and 5) alone, which weigh alike."""
    ties = pd.read_csv(shared_data / f"{name}_edges.csv")
    ties = ties[ties["source"] != ties["target"]]
    if "weight" in ties:
        ties = ties[ties["weight"] >= 4]
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(pd.read_csv(shared_data / f"{REAL[name]}_nodes.csv")["id"].tolist())
    graph.add_edges_from(zip(ties["source"].tolist(), ties["target"].tolist(), strict=True))
    return graph


@pytest.mark.interpreted
def test_a_chain_of_listeners_adopts_one_a_round() -> None:
    # 3 listens to 2, 2 to 1, 1 to 0, who begins; nobody listens to 3, and 4 listens to nobody.
    chain: nx.DiGraph[int] = nx.DiGraph([(1, 0), (2, 1), (3, 2)])
    chain.add_node(4)
    expected = [{0}, {0, 1}, {0, 1, 2}, {0, 1, 2, 3}, {0, 1, 2, 3}]
    half = dict.fromkeys(chain, 0.5)
    assert by_winsim(chain, half, [0], rounds=4) == expected
    assert by_ndlib(chain, half, [0], rounds=4) == expected


def test_only_winsim_sees_that_three_of_ten_meet_a_threshold_of_one_tenth_and_two() -> None:
    # .1 + .2 is 4e-17 more than .3 in floating point.
    star = nx.star_graph(10)
    three = dict.fromkeys(star, 1.0) | {0: 0.1 + 0.2}
    assert 0 in by_winsim(star, three, [1, 2, 3], rounds=1)[1]
    assert 0 not in by_ndlib(star, three, [1, 2, 3], rounds=1)[1]


def test_a_dozen_generated_organisations_adopt_as_in_ndlib() -> None:
    found, spread = differing(generated(12))
    assert found == 0
    assert spread >= 6


def test_real_managers_adopt_as_in_ndlib(shared_data: Path) -> None:
    names = ("krackhardt_advice", "krackhardt_friends", "lazega_advice")
    found, spread = differing(case(real(shared_data, name), 1) for name in names)
    assert found == 0
    assert spread >= 1


@pytest.mark.slow
def test_hundreds_of_generated_organisations_adopt_as_in_ndlib() -> None:
    found, spread = differing(generated(240))
    assert found == 0
    assert spread >= 120


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_real_organisations_adopt_as_in_ndlib(shared_data: Path, name: str) -> None:
    graph = real(shared_data, name)
    directed = (case(graph, seed) for seed in range(5))
    mutual = (case(graph.to_undirected(), seed) for seed in range(5, 8))
    found, spread = differing(one for cases in (directed, mutual) for one in cases)
    assert found == 0
    assert spread >= 1
