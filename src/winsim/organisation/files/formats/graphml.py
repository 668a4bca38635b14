"""GraphML files as tables of people and ties, as networkx, igraph, Gephi and yEd write them."""

from pathlib import Path

from winsim.organisation.files.formats.xml_graph import (
    Attributes,
    Declared,
    Refused,
    XmlGraph,
    read_xml,
)
from winsim.organisation.files.table import ReadingLog, Table

LABELS = ("NodeLabel", "Label.Text")
"""The elements in which yEd writes what a node is called."""


class GraphML(XmlGraph):
    """The elements of GraphML, and the labels and folders of yEd."""

    texts = ("data", "default", *LABELS)
    key = ""
    attribute: Declared | None = None

    def start(self, tag: str, given: Attributes) -> None:
        """See `XmlGraph`."""
        if tag == "key":
            name = given.get("attr.name", "" if "yfiles.type" in given else given.get("id", ""))
            self.attribute = Declared(name, given.get("for", "all"), given.get("attr.type", ""))
            self.declare(given.get("id", ""), self.attribute)
        elif tag == "graph":
            self.directed = given.get("edgedefault", "directed") != "undirected"
        elif tag == "node":
            row = self.begin_node(given.get("id", ""))
            if "yfiles.foldertype" in given:
                self.groups.add(row)
        elif tag == "edge":
            directed = given.get("directed", "true" if self.directed else "false") in ("true", "1")
            direction = "directed" if directed else "undirected"
            self.begin_edge(given.get("source", ""), given.get("target", ""), direction)
        elif tag == "hyperedge":
            raise Refused("an edge between more than two nodes cannot be read as ties")
        elif tag == "data":
            self.key = given.get("key", "")

    def end(self, tag: str, text: str) -> None:
        """See `XmlGraph`."""
        if tag == "data":
            self.put(self.key, text)
        elif tag == "default" and self.attribute:
            self.attribute.default = text.strip()
        elif tag in LABELS and self.inside and self.edge is None:
            self._label(self.inside[-1], " ".join(text.split()))
        elif tag == "node":
            self.inside.pop()
        elif tag == "edge":
            self.edge = None

    def _label(self, row: int, text: str) -> None:
        """The first label of a node is what it is called; further ones are remarks."""
        labels = self.nodes.columns.get("label", [])
        if text and not (row < len(labels) and labels[row]):
            self.nodes.put(row, "label", text)


def read_graphml(path: Path, encoding: str | None, log: ReadingLog) -> list[Table]:
    """The nodes and the edges of a GraphML file.

    The label of a node that yEd drew is its `label`, and the innermost folder around it its `team`;
    folders themselves are no people.

    Args:
        path: The file.
        encoding: Goes before what the file says of itself; None takes that.
        log: Takes the reason where it cannot be read.
    """
    return read_xml(path, encoding, GraphML(), log)
