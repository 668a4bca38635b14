"""Organisations as networkx graphs and GraphML files."""

from pathlib import Path

import networkx as nx
import pytest

from winsim.organisation.files.graph import from_networkx, to_networkx
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.generator.generator import generated
from winsim.problems import BadInput
from winsim.scenario.organisation_source import Generator, OrganisationSource


def test_a_path_of_three_people() -> None:
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: "x", 1: "x", 2: "y"}, "unit")
    graph.edges[0, 1]["weight"] = 0.5
    graph.edges[1, 2]["weight"] = 1.0
    who = from_networkx(graph, team="unit")
    assert who.ids == ("0", "1", "2")
    assert who.team_names == ("x", "y")
    assert who.network.degree.tolist() == [32768, 98304, 65536]


def test_a_directed_graph_keeps_its_direction() -> None:
    graph = nx.DiGraph([("a", "b")])
    nx.set_node_attributes(graph, "x", "team")
    with pytest.warns(UserWarning, match="1 of 2 people .* name nobody"):
        listens, to, _ = from_networkx(graph).ties
    assert (listens.tolist(), to.tolist()) == ([0], [1])


def test_a_graph_without_teams_is_refused() -> None:
    with pytest.raises(BadInput, match="there is no column 'team'"):
        from_networkx(nx.path_graph(3))


def test_there_and_back() -> None:
    who = generated(Generator(people=40, locations=2), 5)
    again = from_networkx(to_networkx(who))
    assert again.hash == who.hash
    assert again.columns["location"].tolist() == who.columns["location"].tolist()
    assert again.columns["level"].tolist() == who.columns["level"].tolist()


def test_graphml_alone_is_an_organisation(tmp_path: Path) -> None:
    who = generated(Generator(people=30), 5)
    nx.write_graphml(to_networkx(who), tmp_path / "firm.graphml")
    assert organisation_of(OrganisationSource(ties="firm.graphml"), 1, tmp_path).hash == who.hash


def test_graphml_ties_beside_a_people_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,team\na,x\nb,y\n")
    nx.write_graphml(nx.Graph([("b", "a")]), tmp_path / "ties.graphml")
    source = OrganisationSource(people="people.csv", ties="ties.graphml")
    assert organisation_of(source, 1, tmp_path).network.listener.tolist() == [1, 0]


def test_an_undirected_graphml_is_mutual_whatever_is_asked(tmp_path: Path) -> None:
    graph = nx.Graph([("a", "b")])
    nx.set_node_attributes(graph, "x", "team")
    nx.write_graphml(graph, tmp_path / "firm.graphml")
    source = OrganisationSource(ties="firm.graphml", directed=True)
    assert organisation_of(source, 1, tmp_path).network.listener.size == 2


def test_problems_in_graphml_name_the_line(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,team\na,x\nb,y\n")
    nx.write_graphml(nx.DiGraph([("b", "a"), ("a", "zed")]), tmp_path / "ties.graphml")
    lines = (tmp_path / "ties.graphml").read_text().splitlines()
    line = next(n for n, text in enumerate(lines, 1) if 'target="zed"' in text)
    with pytest.raises(BadInput, match=f"ties.graphml:{line}: target = zed: is not among"):
        organisation_of(OrganisationSource(people="people.csv", ties="ties.graphml"), 1, tmp_path)


def test_broken_graphml_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "firm.graphml").write_text("<graphml>\n<graph>\n</graphml>\n")
    with pytest.raises(BadInput, match=r"firm.graphml:3: .*not well-formed"):
        organisation_of(OrganisationSource(ties="firm.graphml"), 1, tmp_path)


def test_a_tie_to_oneself_is_dropped_with_a_warning() -> None:
    graph = nx.Graph([("a", "b"), ("b", "b")])
    nx.set_node_attributes(graph, "x", "team")
    with pytest.warns(UserWarning, match="edge b → b: 1 tie to oneself dropped"):
        assert from_networkx(graph).network.listener.size == 2
