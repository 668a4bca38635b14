"""Graphs in XML (GraphML, GEXF) as tables of people and ties.

The file is read once, from its beginning to its end, by expat: no graph has to fit into memory. What
libraries of graphs drop is kept: the folders that yEd draws around nodes, the line of each edge, and
edges with and without a direction side by side.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from winsim.organisation.files.formats.nodes import nodes_of
from winsim.organisation.files.table import ReadingLog, Table, as_text, read_bytes

Attributes = Mapping[str, str]
NUMBERS = ("int", "integer", "long", "float", "double")
"""Types of attributes whose values are numbers: 3.0 is 3 there."""
OF_EDGES = ("source", "target", "type")
"""What the file itself says of each edge: its ends, and whether it has a direction."""


class Refused(ValueError):
    """What a graph holds that cannot be read."""


@dataclass
class Rows:
    """The nodes, or the edges, while they are read: the line of each, and its values by name."""

    places: list[int] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """Equal values are stored once."""

    def add(self, line: int) -> int:
        """Begin a row at this line; its number is given back."""
        self.places.append(line)
        return len(self.places) - 1

    def put(self, row: int, name: str, value: str) -> None:
        """The value of a row."""
        cells = self.columns.setdefault(name, [])
        cells.extend([""] * (row + 1 - len(cells)))
        cells[row] = self.known.setdefault(value, value)

    def filled(self) -> dict[str, list[str]]:
        """The columns, each with a cell for every row."""
        for cells in self.columns.values():
            cells.extend([""] * (len(self.places) - len(cells)))
        return self.columns


@dataclass
class Declared:
    """An attribute that the file declares: its name, whose it is (node, edge, all), type and default."""

    name: str
    of: str
    kind: str
    default: str = ""

    def header(self, of: str) -> str:
        """Its column among the nodes or the edges, where it leaves `OF_EDGES` alone."""
        clashes = of == "edge" and self.name in OF_EDGES
        return f"tie {self.name}" if clashes else self.name

    def text(self, value: str) -> str:
        """A value as it is shown."""
        try:
            return as_text(float(value)) if self.kind in NUMBERS else value
        except ValueError:
            return value


class XmlGraph(ABC):
    """What is known of a graph while its elements come by; each form of file adds its own elements."""

    texts: Collection[str] = ("default",)
    """The elements whose text is of use."""

    def __init__(self) -> None:
        """A graph of which nothing is known yet."""
        self.nodes, self.edges = Rows(), Rows()
        self.keys: list[str] = []
        self.parents: list[int] = []
        self.groups: set[int] = set()
        self.inside: list[int] = []
        self.edge: int | None = None
        self.directed = True
        self.declared: dict[tuple[str, str], Declared] = {}
        self.text: list[str] | None = None
        self.line = 0

    @abstractmethod
    def start(self, tag: str, given: Attributes) -> None:
        """An element begins."""

    @abstractmethod
    def end(self, tag: str, text: str) -> None:
        """An element ends; `text` is what it held."""

    def begin_node(self, key: str) -> int:
        """A node begins, inside the one that is open; its row is given back."""
        row = self.nodes.add(self.line)
        self.keys.append(key)
        self.parents.append(self.inside[-1] if self.inside else -1)
        self.groups.update(self.inside[-1:])
        self.inside.append(row)
        return row

    def begin_edge(self, source: str, target: str, direction: str) -> int:
        """An edge begins; its row is given back."""
        row = self.edges.add(self.line)
        for name, value in (("source", source), ("target", target), ("type", direction)):
            self.edges.put(row, name, value)
        self.edge = row
        return row

    def declare(self, key: str, attribute: Declared) -> None:
        """An attribute of nodes, of edges, or (`all`) of both."""
        for of in ("node", "edge") if attribute.of in ("all", "") else (attribute.of,):
            self.declared[of, key] = attribute

    def put(self, key: str, value: str) -> None:
        """The value of an attribute of the element that is open."""
        of, rows = ("node", self.nodes) if self.edge is None else ("edge", self.edges)
        row = self.edge if self.edge is not None else (self.inside or [-1])[-1]
        attribute = self.declared.get((of, key))
        if attribute and attribute.name and row >= 0:
            rows.put(row, attribute.header(of), attribute.text(value.strip()))

    def with_defaults(self) -> None:
        """Give rows without a value of a declared attribute its default."""
        for (of, _), attribute in self.declared.items():
            rows = self.nodes if of == "node" else self.edges
            if attribute.name and attribute.default:
                cells = rows.columns.setdefault(attribute.header(of), [])
                cells.extend([""] * (len(rows.places) - len(cells)))
                default = attribute.text(attribute.default)
                cells[:] = [cell or default for cell in cells]


def read_xml(path: Path, encoding: str | None, graph: XmlGraph, log: ReadingLog) -> list[Table]:
    """The nodes and the edges of a graph in XML.

    Args:
        path: The file.
        encoding: Goes before what the file says of itself; None takes that.
        graph: Knows the elements of the file's form.
        log: Takes the reason where the file cannot be read.
    """
    data = read_bytes(path, log)
    if data is None or not _taken_in(str(path), data, encoding, graph, log):
        return []
    if not graph.keys:
        log.add(str(path), "", "", "has no nodes; a graph of people has one for each person")
        return []
    graph.with_defaults()
    return _tables(str(path), graph, log)


def _taken_in(
    name: str, data: bytes, encoding: str | None, graph: XmlGraph, log: ReadingLog
) -> bool:
    """Whether a graph could take in the elements of a file; the reason is in the log where not."""
    parser = None
    try:
        if encoding:
            data = data.decode(encoding).encode()
        parser = _parser(graph, "utf-8" if encoding else None)
        parser.Parse(data, True)
    except Refused as error:
        log.add(f"{name}:{graph.line}", "", "", str(error))
    except expat.ExpatError as error:
        words = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        log.add(f"{name}:{error.lineno}", "", "", words)
    except (LookupError, ValueError):
        words = "the file is not written so" if encoding else "the file says it is written so"
        remedy = f"cannot be read; {words}; say how it is: --set organisation.encoding=utf-8"
        log.add(name, "encoding", encoding or _said(data), remedy)
    else:
        return True
    return False


def _said(data: bytes) -> str:
    """The encoding that an XML file says it has."""
    found = re.match(rb"""[^>]*encoding=["']([^"']*)""", data)
    return found[1].decode("ascii", "replace") if found else ""


def _parser(graph: XmlGraph, encoding: str | None) -> expat.XMLParserType:
    """A parser that hands elements to a graph, by name without namespace, and their text."""
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.buffer_text = True

    def start(tag: str, given: dict[str, str]) -> None:
        name, graph.line = tag.rpartition(" ")[2], parser.CurrentLineNumber
        if name in graph.texts:
            graph.text = []
        graph.start(name, given)

    def end(tag: str) -> None:
        name, text = tag.rpartition(" ")[2], ""
        if name in graph.texts:
            text, graph.text = "".join(graph.text or ()), None
        graph.end(name, text)

    def held(text: str) -> None:
        if graph.text is not None:
            graph.text.append(text)

    def entity(*_: Any) -> None:
        graph.line = parser.CurrentLineNumber
        raise Refused("declares an entity of XML, which no graph needs; save it without")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = held, entity
    return parser


def _tables(name: str, graph: XmlGraph, log: ReadingLog) -> list[Table]:
    """The people and the ties of a graph: folders are teams, and no people."""
    columns = graph.nodes.filled()
    people = [row for row in range(len(graph.keys)) if row not in graph.groups]
    if graph.groups:
        _put_teams(name, columns, graph, log)
    attributes = {header: [cells[row] for row in people] for header, cells in columns.items()}
    places = [graph.nodes.places[row] for row in people]
    keys = [graph.keys[row] for row in people]
    return [nodes_of(name, attributes, keys, places), _ties(name, graph, log)]


def _put_teams(name: str, columns: dict[str, list[str]], graph: XmlGraph, log: ReadingLog) -> None:
    """The label of the innermost folder around each node, as its team unless an attribute holds one."""
    labels = columns.get("label", [""] * len(graph.keys))
    called = [label or key for label, key in zip(labels, graph.keys, strict=True)]
    header = "group" if "team" in columns else "team"
    columns[header] = [called[parent] if parent >= 0 else "" for parent in graph.parents]
    log.notes.append(
        f"{name}: the {len(graph.groups)} groups of nodes are no people; each is a {header}"
    )


def _ties(name: str, graph: XmlGraph, log: ReadingLog) -> Table:
    """The edges between people."""
    columns, places = graph.edges.filled(), graph.edges.places
    groups = {graph.keys[row] for row in graph.groups}
    ends = zip(columns.get("source", ()), columns.get("target", ()), strict=True)
    kept = [row for row, pair in enumerate(ends) if groups.isdisjoint(pair)]
    dropped = len(places) - len(kept)
    if dropped:
        log.notes.append(
            f"{name}: edges that begin or end at a group are no ties: {dropped:,} dropped"
        )
        columns = {header: [cells[row] for row in kept] for header, cells in columns.items()}
        places = [places[row] for row in kept]
    return Table(name, {"source": [], "target": [], **columns}, places, part="ties")
