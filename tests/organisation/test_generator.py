"""Organisations that are drawn: their shape is known, and one seed gives one organisation."""

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winsim.organisation.description import describe
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.generator.generator import (
    generate_organisation,
    generated,
    reporting_tree,
    team_starts,
)
from winsim.organisation.hierarchy import circles, depth
from winsim.organisation.organisation import Organisation
from winsim.organisation.pairs import distinct, keyed, missing, pair_at, unkeyed
from winsim.problems import BadInput
from winsim.scenario.organisation_source import Generator, OrganisationSource

FOLDER = Path()


def undirected(organisation: Organisation) -> "nx.Graph[str]":
    """The organisation as a graph of mutual ties."""
    return to_networkx(organisation).to_undirected()


def test_pairs_are_numbered_in_a_triangle() -> None:
    low, high = pair_at(np.arange(6))
    assert list(zip(low, high, strict=True)) == [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]


@given(st.integers(1, 100_000))
def test_the_number_of_a_pair_leads_back_to_it(people: int) -> None:
    last = people * (people + 1) // 2 - 1
    low, high = pair_at(np.array([last, last // 2]))
    assert (low < high).all()
    assert (high * (high - 1) // 2 + low == [last, last // 2]).all()
    low, high = unkeyed(keyed(high, low, people + 1), people + 1)
    assert (low < high).all()


@given(st.integers(0, 300), st.integers(0, 3000), st.integers(0, 50))
def test_distinct_numbers_are_distinct(count: int, beyond: int, seed: int) -> None:
    numbers = distinct(count, count + beyond, seed, 1)
    assert np.unique(numbers).size == count
    assert ((numbers >= 0) & (numbers < count + beyond)).all()


def test_what_is_missing_keeps_its_order() -> None:
    assert missing(np.array([5, 1, 5, 3, 2]), np.array([1, 4])).tolist() == [5, 3, 2]


def test_ten_people_in_three_teams() -> None:
    start = team_starts(10, 3.3)
    assert start.tolist() == [0, 3, 6, 10]
    assert reporting_tree(start, 2).tolist() == [-1, 0, 1, 0, 3, 3, 0, 6, 6, 7]


@given(st.integers(1, 400), st.floats(1, 30), st.integers(2, 12))
def test_the_reporting_tree_has_one_head_and_no_wide_spans(
    people: int, team_size: float, span: int
) -> None:
    start = team_starts(people, team_size)
    manager = reporting_tree(start, span)
    assert np.flatnonzero(manager < 0).tolist() == [0]
    assert circles(manager) == []
    assert np.bincount(manager[1:], minlength=1).max() <= span + 1
    team = np.repeat(np.arange(start.size - 1), np.diff(start))
    leads = np.isin(np.arange(people), start[:-1])
    outside = team != team[manager]
    outside[0] = False
    assert (outside == (leads & (np.arange(people) > 0))).all()


def test_circles_and_depths() -> None:
    manager = np.array([-1, 0, 1, 4, 5, 3, 3])
    assert depth(manager).tolist() == [0, 1, 2, -1, -1, -1, -1]
    assert circles(manager) == [[3, 4, 5]]


@pytest.mark.interpreted
@pytest.mark.parametrize(
    ("network", "expected"),
    [
        ("workplace", "4018f7dc575d11c2"),
        ("complete", "9680023ab133d4a0"),
        ("ring", "34bfd1d56336cd64"),
        ("random", "67acb0028e4770bb"),
    ],
)
def test_one_seed_gives_one_organisation_for_ever(network: Any, expected: str) -> None:
    drawn = Generator(people=120, network=network, rewiring=0.1)
    assert generated(drawn, 7).hash == expected
    assert (generated(drawn, 8).hash == expected) == (network == "complete")


@pytest.mark.parametrize("people", [200, 300])
def test_a_workplace_has_the_texture_of_measured_ones(people: int) -> None:
    found = [describe(generated(Generator(people=people), seed)) for seed in range(1, 11)]
    assert all(0.4 <= one.clustering <= 0.6 for one in found)
    assert all(2.3 <= one.path_length <= 3.1 for one in found)
    assert np.mean([one.path_length for one in found]) <= 3.0
    assert all(one.components <= 2 for one in found)


def test_within_and_across_are_met_exactly() -> None:
    who = generated(Generator(people=100, team_size=10, within=0.6, across=3), 3)
    found = describe(who)
    assert found.density_within == pytest.approx(0.6)
    assert found.ties == 2 * (0.6 * 450 + 150)
    assert found.direction.returned == 1


@pytest.mark.parametrize("ratio", [3, 10, 40])
def test_block_ratio_shares_the_same_ties_out_anew(ratio: float) -> None:
    plain = describe(generated(Generator(people=200), 1))
    found = describe(generated(Generator(people=200, block_ratio=ratio), 1))
    assert found.ties == plain.ties
    assert found.block_ratio == pytest.approx(ratio, rel=0.02)


def test_an_impossible_block_ratio_is_refused() -> None:
    with pytest.raises(BadInput, match=r"organisation.generate.block_ratio = 1e\+06"):
        generated(Generator(people=200, across=6, block_ratio=1e6), 1)
    with pytest.raises(BadInput, match="needs several teams"):
        generated(Generator(people=5, block_ratio=3), 1)


def test_more_ties_than_pairs_or_memory_are_refused() -> None:
    with pytest.raises(BadInput, match="mean_degree = 12: each of 10 people"):
        generated(Generator(people=10, network="random", mean_degree=12), 1)
    with pytest.raises(BadInput, match="at most 10,000,000 are drawn"):
        generated(Generator(people=100_000, network="complete"), 1)


@given(
    st.integers(1, 60),
    st.floats(1, 20),
    st.floats(0, 1),
    st.floats(0, 80),
    st.integers(2, 9),
    st.integers(1, 5),
    st.integers(0, 9),
)
def test_any_workplace_is_simple_and_has_the_ties_asked_for(
    people: int, size: float, within: float, across: float, span: int, places: int, seed: int
) -> None:
    asked = Generator(
        people=people, team_size=size, within=within, across=across, span=span, locations=places
    )
    who = generated(asked, seed)
    listens, to, _ = who.ties
    assert (listens != to).all()
    team = who.network.team
    inside = int((who.team_sizes * (who.team_sizes - 1)).sum()) // 2
    between = people * (people - 1) // 2 - inside
    assert (team[listens] == team[to]).sum() == 2 * round(within * inside)
    assert (team[listens] != team[to]).sum() == 2 * min(round(people * across / 2), between)


def test_ties_prefer_the_same_place() -> None:
    who = generated(Generator(people=900, locations=3), 1)
    place = who.columns["location"]
    assert np.unique(place, return_counts=True)[1].tolist() == [306, 297, 297]
    listens, to, _ = who.ties
    across = who.network.team[listens] != who.network.team[to]
    assert (place[listens] == place[to])[across].mean() > 0.45


def test_a_complete_graph() -> None:
    who = generated(Generator(people=30, network="complete"), 1)
    assert nx.density(undirected(who)) == 1
    assert who.teams == 3


def test_a_ring_is_the_lattice_of_watts_and_strogatz() -> None:
    who = generated(Generator(people=50, network="ring", neighbours=4), 1)
    expected = nx.relabel_nodes(nx.circulant_graph(50, [1, 2]), lambda node: str(node + 1))
    assert nx.utils.edges_equal(undirected(who).edges, expected.edges)


def test_rewiring_keeps_ties_and_shortens_paths() -> None:
    def drawn(share: float) -> "nx.Graph[str]":
        asked = Generator(people=400, network="ring", neighbours=6, rewiring=share)
        return undirected(generated(asked, 2))

    lattice, small_world, mixed = drawn(0), drawn(0.05), drawn(1)
    assert lattice.size() == small_world.size() == mixed.size() == 1200
    assert len(set(lattice.edges) - set(small_world.edges)) == pytest.approx(60, abs=25)
    assert nx.average_clustering(lattice) == pytest.approx(0.6)
    assert nx.average_clustering(small_world) > 0.45
    assert nx.average_clustering(mixed) < 0.05
    assert nx.average_shortest_path_length(lattice) > 30
    assert nx.average_shortest_path_length(small_world) < 10


def test_even_a_nearly_complete_ring_can_be_rewired() -> None:
    asked = Generator(people=11, network="ring", neighbours=10, rewiring=1)
    assert nx.density(undirected(generated(asked, 1))) == 1


def test_a_random_graph_has_poisson_degrees() -> None:
    who = generated(Generator(people=20_000, network="random", mean_degree=3), 1)
    contacts = np.diff(who.network.listener_start)
    assert contacts.mean() == 3
    assert contacts.var() == pytest.approx(3, rel=0.05)
    assert (contacts == 0).mean() == pytest.approx(np.exp(-3), rel=0.1)


def test_manager_ties_are_added_once() -> None:
    plain, tied = (
        generated(Generator(people=80), 4, manager_ties) for manager_ties in (False, True)
    )
    graph = undirected(tied)
    bosses = {(tied.ids[m], tied.ids[p]) for p, m in enumerate(tied.manager) if m >= 0}
    assert all(graph.has_edge(*pair) for pair in bosses)
    assert set(undirected(plain).edges) <= set(graph.edges)


def test_an_organisation_that_does_not_vary_is_the_same_object() -> None:
    fixed = OrganisationSource.model_validate({"generate": {"people": 50, "vary": False}})
    assert organisation_of(fixed, 1, FOLDER) is organisation_of(fixed, 2, FOLDER)
    varied = OrganisationSource.model_validate({"generate": {"people": 50}})
    assert organisation_of(varied, 1, FOLDER).hash == organisation_of(fixed, 9, FOLDER).hash
    assert organisation_of(varied, 2, FOLDER).hash != organisation_of(fixed, 9, FOLDER).hash


def test_a_hundred_thousand_people_take_seconds() -> None:
    who = generated(Generator(people=100_000), 1)
    assert who.teams == 11_111
    assert who.network.listener.size == pytest.approx(100_000 * 7.8, rel=0.01)


def test_an_organisation_is_drawn_by_the_fields_of_a_scenario() -> None:
    drawn = generate_organisation(seed=4, people=40, network="ring", neighbours=4)
    assert drawn.hash == generated(Generator(people=40, network="ring", neighbours=4), 4).hash
    assert generate_organisation(people=40).hash == generated(Generator(people=40), 1).hash


def test_what_cannot_be_drawn_is_met_with_the_name_of_its_field() -> None:
    with pytest.raises(BadInput) as refused:
        generate_organisation(people=0, wihtin=0.5)
    assert [str(problem) for problem in refused.value.problems] == [
        "people = 0: must be at least 1 (people)",
        "wihtin = 0.5: there is no such field; did you mean 'within'?",
    ]
    with pytest.raises(BadInput, match=r"^mean_degree = 10: each of 5 people has at most 4"):
        generate_organisation(people=5, network="random")
