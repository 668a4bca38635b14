"""What `describe` measures, against organisations that can be counted by hand and networkx."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.organisations import lettered
from winsim.organisation.checks import points_to_check
from winsim.organisation.contacts import contact_matrix
from winsim.organisation.description import describe
from winsim.organisation.description_table import rows
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.generator.generator import generated
from winsim.organisation.paths import shortest_paths
from winsim.organisation.statements import statements
from winsim.scenario.organisation_source import Generator


def test_five_people_counted_by_hand() -> None:
    found = describe(lettered("xxxyy", [(0, 1), (1, 0), (1, 2), (2, 0), (2, 3)], [-1, 0, 0, -1, 3]))
    assert (found.people, found.teams, found.ties) == (5, 2, 5)
    assert (found.smallest_team, found.median_team, found.largest_team) == (2, 2.5, 3)
    assert found.direction.returned == 2 / 5
    assert found.isolates == ("4",)
    assert (found.components, found.largest_component) == (2, 4)
    assert found.density_within == 4 / 8
    assert found.density_between == 1 / 12
    assert found.block_ratio == pytest.approx(6)
    assert found.clustering == pytest.approx((1 + 1 + 1 / 3) / 5)
    assert found.path_length == pytest.approx((4 * 1 + 2 * 2) / 6)
    assert (found.managers, found.without_manager) == (2, ("0", "3"))
    assert (found.median_span, found.largest_span, found.levels) == (1.5, 2, 2)


def test_nobody_knows_anybody() -> None:
    found = describe(lettered("xy", []))
    assert found.isolates == ("0", "1")
    assert math.isnan(found.path_length)
    assert math.isnan(found.direction.returned)
    assert found.clustering == 0
    assert "There are no ties." in statements(found)
    assert rows(found)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=60))
def test_texture_agrees_with_networkx(ties: list[tuple[int, int]]) -> None:
    who = lettered("aaaabbbbcccc", sorted({(i, j) for i, j in ties if i != j}))
    graph = to_networkx(who).to_undirected()
    found = describe(who)
    assert found.clustering == pytest.approx(nx.average_clustering(graph))
    assert found.components == nx.number_connected_components(graph)
    lengths = [
        steps
        for source, reached in nx.all_pairs_shortest_path_length(graph)
        for target, steps in reached.items()
        if source != target
    ]
    assert found.path_length == pytest.approx(np.mean(lengths), nan_ok=True) if lengths else True


def test_paths_are_sampled_in_large_organisations_and_it_is_said() -> None:
    who = generated(Generator(people=2_500), 1)
    found = describe(who)
    assert found.path_sources == 200
    assert any("from a sample of 200" in words for words in statements(found))
    graph = to_networkx(who).to_undirected()
    some = list(graph)[::25]
    exact = np.mean(
        [np.mean(list(nx.single_source_shortest_path_length(graph, one).values())) for one in some]
    )
    assert shortest_paths(contact_matrix(who)).length == pytest.approx(exact, rel=0.02)


def test_doubts_point_at_what_looks_wrong() -> None:
    assert points_to_check(describe(generated(Generator(), 1))) == []
    one_team = points_to_check(describe(lettered("xxx", [(0, 1), (1, 2)])))
    assert any("Everybody is in one team" in words for words in one_team)
    assert any("Almost no tie is returned" in words for words in one_team)
    assert any("Nobody has a manager" in words for words in one_team)
    split = points_to_check(
        describe(lettered("xxyyz", [(0, 1), (1, 0), (2, 3), (3, 2)], [-1, 0, -1, 2, -1]))
    )
    assert split[0].startswith("1 person has no tie: 4.")
    assert any("No tie leads from one team to another" in words for words in split)
    assert any("1 team has one person only" in words for words in split)
    assert any("3 people have no manager: 0, 2, 4." in words for words in split)
