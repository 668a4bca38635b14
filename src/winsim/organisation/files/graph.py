"""Organisations from networkx graphs, and as such.

A graph becomes a table of people and one of ties, and goes the way of any file from there.
"""

from typing import TYPE_CHECKING, Any

from winsim.organisation.files.assembly import assembled
from winsim.organisation.files.formats.nodes import Nodes
from winsim.organisation.files.table import ReadingLog, Table, as_text, warn_of
from winsim.organisation.organisation import ONE, Organisation
from winsim.scenario.organisation_source import OrganisationSource

if TYPE_CHECKING:
    import networkx as nx


def from_networkx(
    graph: "nx.Graph[Any]",
    team: str = "team",
    manager: str = "manager",
    name: str = "name",
    weight: str = "weight",
    manager_ties: bool = False,
) -> Organisation:
    """The organisation of a graph whose nodes are people. What was dropped is a warning.

    Args:
        graph: Directed, with edges from who listens to whom; or undirected, with ties that work
            both ways. Node attributes other than those named here become columns of the people.
        team: The node attribute that holds the team.
        manager: The node attribute that holds the manager's node; may be absent.
        name: The node attribute that holds a name to print; may be absent.
        weight: The edge attribute that holds the weight; a tie without one weighs one.
        manager_ties: Whether people and their manager also listen to each other.

    Returns:
        The organisation, with the nodes, as text, for ids.

    Raises:
        BadInput: With every problem, each with its node or edge, value and remedy.

    Example:
        >>> import networkx as nx
        >>> graph = nx.path_graph(4)
        >>> nx.set_node_attributes(graph, {0: "Sales", 1: "Sales", 2: "Works", 3: "Works"}, "team")
        >>> organisation = from_networkx(graph)
        >>> organisation.team_names, organisation.ties[0].size
        (('Sales', 'Works'), 6)
    """
    given = {"team": team, "manager": manager, "name": name, "weight": weight}
    columns = {ours: theirs for ours, theirs in given.items() if ours != theirs}
    source = OrganisationSource(columns=columns, manager_ties=manager_ties)
    log = ReadingLog()
    people, ties = people_table(graph, "graph"), ties_table(graph, "graph")
    organisation = assembled(people, ties, source, log)
    warn_of((*log.doubts, *log.notes))
    return organisation


def to_networkx(organisation: Organisation) -> "nx.DiGraph[str]":
    """The organisation as a directed graph, of which `from_networkx` makes the same organisation.

    Args:
        organisation: Any organisation.

    Returns:
        Ids as nodes, with name, team, manager (unless there is none) and the columns; an edge from
        who listens to whom, with its weight.

    Example:
        >>> from winsim import generate_organisation
        >>> graph = to_networkx(generate_organisation(people=18, network="complete"))
        >>> graph.number_of_edges(), graph.nodes["2"]["team"], graph.nodes["2"]["manager"]
        (306, 'team 1', '1')
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    ids, teams = organisation.ids, organisation.team_names
    for person, key in enumerate(ids):
        team = teams[organisation.network.team[person]]
        graph.add_node(key, name=organisation.names[person], team=team)
        if organisation.manager[person] >= 0:
            graph.nodes[key]["manager"] = ids[organisation.manager[person]]
        for column, values in organisation.columns.items():
            graph.nodes[key][column] = values[person].item()
    listens, to, weights = organisation.ties
    graph.add_weighted_edges_from(
        (ids[i], ids[j], w / ONE)
        for i, j, w in zip(listens.tolist(), to.tolist(), weights.tolist(), strict=True)
    )
    return graph


def people_table(graph: "nx.Graph[Any]", name: str) -> Nodes:
    """The nodes of a graph as a table of people, a column for each attribute; the nodes are their ids.

    Args:
        graph: Any graph.
        name: What it is called in problems.
    """
    nodes = list(graph.nodes(data=True))
    attributes = dict.fromkeys(attribute for _, data in nodes for attribute in data)
    columns = {str(a): [as_text(data.get(a)) for _, data in nodes] for a in attributes}
    keys = [as_text(node) for node, _ in nodes]
    places = [f"node {node}" for node, _ in nodes]
    return Nodes(name, {**columns, "id": keys}, places, part="people", keys=keys)


def ties_table(graph: "nx.Graph[Any]", name: str) -> Table:
    """The edges of a graph as a table of ties: `source`, `target`, and a column for each attribute.

    Args:
        graph: Any graph; of an undirected one, each edge comes once, and its `type` says so.
        name: What it is called in problems.
    """
    edges = list(graph.edges(data=True))
    attributes = dict.fromkeys(attribute for *_, data in edges for attribute in data)
    columns = {str(a): [as_text(data.get(a)) for *_, data in edges] for a in attributes}
    columns["source"] = [as_text(i) for i, *_ in edges]
    columns["target"] = [as_text(j) for _, j, _ in edges]
    if not graph.is_directed():
        columns |= {"tie type": columns["type"]} if "type" in columns else {}
        columns["type"] = ["undirected"] * len(edges)
    places = [f"edge {i} → {j}" for i, j, _ in edges]
    return Table(name, columns, places, part="ties")
