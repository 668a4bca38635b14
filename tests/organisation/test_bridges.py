"""Who bridges, whom ties lead to, and the line beside the ties, counted by hand and by networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.organisations import lettered
from winsim.organisation.attention import attention, gini
from winsim.organisation.bridges import Bridges, bridging
from winsim.organisation.contacts import contact_matrix, triangles
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.generator.generator import generated
from winsim.organisation.line_and_ties import line_and_ties
from winsim.organisation.organisation import Organisation
from winsim.organisation.paths import shortest_paths
from winsim.scenario.organisation_source import Generator

BOW_TIE = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)]
"""Two triangles, 0 1 2 and 3 4 5, of which 2 and 3 are tied."""


def bridges_of(who: Organisation) -> Bridges:
    contacts = contact_matrix(who)
    return bridging(who, contacts, shortest_paths(contacts).betweenness)


def test_two_teams_that_hang_on_one_tie() -> None:
    found = bridges_of(lettered("xxxyyy", BOW_TIE))
    first = found.first[0]
    assert [bridge.id for bridge in found.first] == ["2", "3"]
    assert first.betweenness == pytest.approx(
        6 / 10
    )  # {0, 1} with {3, 4, 5}, of ten pairs of others
    assert (first.contacts, first.across, first.teams_reached) == (3, 1, 1)
    assert first.cut_off == 2
    assert (found.pairs_across, found.share_of_first, found.cut_points) == (1, 1, 2)


def test_who_has_no_contact_in_another_team_bridges_nothing() -> None:
    star = [(0, 1), (0, 2), (0, 3), (0, 4)]
    assert bridges_of(lettered("xxxxx", star)).first == ()
    (middle,) = bridges_of(lettered("xxxxy", star)).first
    assert (middle.id, middle.team, middle.cut_off) == ("0", "x", 3)
    assert middle.betweenness == 1


def test_of_two_equally_short_ways_each_has_half() -> None:
    square = shortest_paths(contact_matrix(lettered("wxyz", [(0, 1), (1, 2), (2, 3), (3, 0)])))
    assert square.betweenness == pytest.approx([1 / 6] * 4)
    assert square.length == pytest.approx((4 * 1 + 2 * 2) / 6)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40))
def test_betweenness_cut_points_and_triangles_agree_with_networkx(
    ties: list[tuple[int, int]],
) -> None:
    who = lettered("aaaabbbbcccc", sorted({(i, j) for i, j in ties if i != j}))
    graph, contacts = to_networkx(who).to_undirected(), contact_matrix(who)
    paths = shortest_paths(contacts)
    central = nx.betweenness_centrality(graph)
    assert paths.betweenness == pytest.approx([central[one] for one in who.ids])
    assert bridges_of(who).cut_points == len(set(nx.articulation_points(graph)))
    closed = nx.triangles(graph)
    assert triangles(contacts).tolist() == [closed[one] for one in who.ids]


def test_a_sample_finds_the_same_people_in_a_large_organisation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = generated(Generator(people=900), 1)
    exact = shortest_paths(contact_matrix(who))
    monkeypatch.setattr("winsim.organisation.paths.EXACT", 500)
    sampled = shortest_paths(contact_matrix(who))
    assert (exact.sources, sampled.sources) == (900, 200)
    assert np.argmax(sampled.betweenness) == np.argmax(exact.betweenness)
    assert sampled.betweenness.sum() == pytest.approx(exact.betweenness.sum(), rel=0.05)


def test_a_long_line_of_people_takes_no_more_than_its_ties() -> None:
    line = shortest_paths(contact_matrix(lettered("x" * 2_500, [(i, i + 1) for i in range(2_499)])))
    assert line.betweenness.argmax() == pytest.approx(1_250, abs=100)


def test_whom_people_name() -> None:
    found = attention(lettered("xxxxyyyyyyy", [(1, 0), (2, 0), (3, 0), (0, 1)]))
    assert found.most_named == (("0", 3), ("1", 1))
    assert found.top_tenth == 1  # two of eleven people
    assert found.name_nobody == ("4", "5", "6", "7", "8", "9", "10")
    assert found.unnamed[:3] == ("2", "3", "4")
    assert gini(np.array([0, 0, 0, 4])) == pytest.approx(3 / 4)
    assert gini(np.array([1, 3])) == pytest.approx(1 / 4)
    assert gini(np.array([2, 2, 2])) == pytest.approx(0)


def test_the_line_beside_the_ties() -> None:
    """0 leads 1 and 2; 1 leads 3 and 4; 2 leads 5, and has no tie to it."""
    managers = [-1, 0, 0, 1, 1, 2]
    ties = [(1, 0), (0, 2), (3, 1), (1, 3), (4, 1), (3, 4), (5, 0), (5, 4)]
    found = line_and_ties(lettered("xxxxxx", ties, managers))
    assert found.pairs == 5
    assert found.tied == 4 / 5
    assert found.upwards == 3 / 5  # 1, 3 and 4 listen to their manager
    assert found.downwards == 2 / 5  # 2 and 3 are listened to
    assert found.along == 5 / 8
    assert found.among_peers == 1 / 8  # 3 and 4
    assert found.skipping == 1 / 8  # 5 and 0
    assert found.apart == ("2",)


def test_without_managers_the_line_has_no_shares() -> None:
    found = line_and_ties(lettered("xy", [(0, 1)]))
    assert found.pairs == 0
    assert np.isnan([found.tied, found.along, found.skipping]).all()
