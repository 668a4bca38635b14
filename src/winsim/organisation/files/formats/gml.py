"""GML files as tables of people and ties; networkx reads them."""

import re

from winsim.organisation.files.formats.nodes import nodes_of
from winsim.organisation.files.graph import people_table, ties_table
from winsim.organisation.files.table import ReadingLog, Table

GRAPH = re.compile(r"\bgraph\s*\[")
SEVERAL = re.compile(r"\bmultigraph\s+\d")
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What networkx raises, beside errors of its own, of text that is no graph."""


def read_gml(name: str, text: str, log: ReadingLog) -> list[Table]:
    """The nodes and the edges of a graph in GML.

    Args:
        name: The file's.
        text: Its text. The ends of edges are the nodes' `id`; two edges may have the same ends.
        log: Takes the reason where it cannot be read.
    """
    import networkx as nx

    if not SEVERAL.search(text):
        text = GRAPH.sub("graph [ multigraph 1 ", text, count=1)
    try:
        graph = nx.parse_gml(text.split("\n"), label="id")
    except (nx.NetworkXError, *UNREADABLE) as error:
        log.add(name, "", "", f"cannot be read as GML: {error}")
        return []
    people = people_table(graph, name)
    attributes = {key: cells for key, cells in people.columns.items() if key != "id"}
    return [
        nodes_of(name, attributes, list(people.keys), people.places),
        ties_table(graph, name),
    ]
