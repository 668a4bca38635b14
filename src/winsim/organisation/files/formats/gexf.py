"""GEXF files as tables of people and ties, as Gephi writes them."""

from pathlib import Path

from winsim.organisation.files.formats.xml_graph import Attributes, Declared, XmlGraph, read_xml
from winsim.organisation.files.table import ReadingLog, Table


class Gexf(XmlGraph):
    """The elements of GEXF, whatever its version."""

    of = "node"
    attribute: Declared | None = None

    def start(self, tag: str, given: Attributes) -> None:
        """See `XmlGraph`."""
        if tag == "graph":
            self.directed = given.get("defaultedgetype", "undirected") == "directed"
        elif tag == "attributes":
            self.of = given.get("class", "node")
        elif tag == "attribute":
            name = given.get("title", given.get("id", ""))
            self.attribute = Declared(name, self.of, given.get("type", ""))
            self.declare(given.get("id", ""), self.attribute)
        elif tag == "node":
            self._node(given)
        elif tag == "edge":
            self._edge(given)
        elif tag == "attvalue":
            self.put(given.get("for", given.get("id", "")), given.get("value", ""))

    def _node(self, given: Attributes) -> None:
        row = self.begin_node(given.get("id", ""))
        self.nodes.put(row, "label", given.get("label", ""))

    def _edge(self, given: Attributes) -> None:
        default = "directed" if self.directed else "undirected"
        direction = given.get("type", default).lower()
        row = self.begin_edge(given.get("source", ""), given.get("target", ""), direction)
        for name, ours in (("weight", "weight"), ("kind", "layer"), ("label", "label")):
            if name in given:
                self.edges.put(row, ours, given[name])
        if "weight" not in given:
            self.edges.put(row, "weight", "1")

    def end(self, tag: str, text: str) -> None:
        """See `XmlGraph`."""
        if tag == "default" and self.attribute:
            self.attribute.default = text.strip()
        elif tag == "node":
            self.inside.pop()
        elif tag == "edge":
            self.edge = None


def read_gexf(path: Path, encoding: str | None, log: ReadingLog) -> list[Table]:
    """The nodes and the edges of a GEXF file; the `kind` of an edge is its `layer`.

    Args:
        path: The file.
        encoding: Goes before what the file says of itself; None takes that.
        log: Takes the reason where it cannot be read.
    """
    return read_xml(path, encoding, Gexf(), log)
