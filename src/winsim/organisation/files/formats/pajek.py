"""Pajek files (.net, .paj) as tables of people and ties; each relation is a layer."""

import re
from collections.abc import Callable, Mapping

from winsim.organisation.files.formats.numbered_graph import NumberedGraph
from winsim.organisation.files.numbers import number
from winsim.organisation.files.table import ReadingLog, Table

WORD = re.compile(r'"([^"]*)"|(\S+)')
RELATION = re.compile(r":\s*(\d+)\s*(?:\"([^\"]*)\"|(\S+))?")
CLASSES = ("*partition", "*vector")
"""What says something of each vertex, one line each."""
COMMENT = ("%", "/*")

Take = Callable[[int, str], None]
"""Takes in a line: its number, and what it holds."""


class Misread(ValueError):
    """What a line should have held."""


class Pajek:
    """A Pajek file while its lines come by."""

    def __init__(self, name: str) -> None:
        """A file with this name, of which nothing is read yet."""
        self.graph = NumberedGraph(name)
        self.relations: dict[str, str] = {}
        self.layer = ""
        self.row = 0
        self.networks = self.vertices = 0
        self.partition = ""
        self.read: Take = self.skip
        self.sections: Mapping[str, Take] = {
            "*arcs": self.arc,
            "*edges": self.edge,
            "*arcslist": self.arcs,
            "*edgeslist": self.edges,
            "*matrix": self.row_of_matrix,
        }

    def skip(self, line: int, text: str) -> None:
        """A line that is of no use."""

    def section(self, line: int, text: str) -> None:
        """A line that begins with a star: what the lines beneath it are."""
        word = text.split(maxsplit=1)[0].lower()
        self.row = 0
        if word == "*network":
            self.networks += 1
        elif word in CLASSES:
            self.partition = text.partition(" ")[2].strip() or word[1:]
        elif word == "*vertices":
            self._begin_vertices(line, text)
            return
        self.partition = self.partition if word in CLASSES else ""
        self.layer = self._relation(text)
        self.read = self.skip if self.networks > 1 else self.sections.get(word, self.skip)

    def _begin_vertices(self, line: int, text: str) -> None:
        counts = text.split()[1:]
        if not counts or not all(count.isdecimal() for count in counts):
            raise Misread("needs the number of vertices, such as *Vertices 24")
        if self.partition:
            self.read = self.class_of
            return
        self.vertices += 1
        self.networks = max(self.networks, self.vertices)
        if self.networks > 1:
            self.read = self.skip
        else:
            self.read = self.vertex
            if len(counts) > 1 and int(counts[1]) < int(counts[0]):
                self.graph.events = int(counts[1]) + 1

    def _relation(self, text: str) -> str:
        """The name of the relation that a line such as `*Arcs :1 "advice"` begins."""
        found = RELATION.search(text)
        if not found:
            return ""
        self.relations[found[1]] = found[2] or found[3] or self.relations.get(found[1], found[1])
        return self.relations[found[1]]

    def vertex(self, line: int, text: str) -> None:
        """The number and the label of a node."""
        words = [quoted or bare for quoted, bare in WORD.findall(text)]
        key = _whole(words[0])
        self.graph.labels[key] = words[1].strip() if len(words) > 1 else ""
        self.graph.lines[key] = line

    def class_of(self, line: int, text: str) -> None:
        """The class of the next node in a partition."""
        self.row += 1
        self.graph.attributes.setdefault(self.partition, {})[self.row] = text.strip()

    def arc(self, line: int, text: str) -> None:
        """A tie from one node to another."""
        self._tie(line, text, both=False)

    def edge(self, line: int, text: str) -> None:
        """A tie between two nodes."""
        self._tie(line, text, both=True)

    def _tie(self, line: int, text: str, both: bool) -> None:
        before, colon, after = text.partition(":")
        prefixed = bool(colon) and before.strip().isdecimal()
        words = (after if prefixed else text).split()
        layer = self.relations.get(before.strip(), before.strip()) if prefixed else self.layer
        if len(words) < 2:
            raise Misread("needs two numbers of vertices, and perhaps a weight")
        weight = words[2] if len(words) > 2 and number(words[2]) is not None else "1"
        self.graph.tie(_whole(words[0]), _whole(words[1]), weight, line, layer, both)

    def arcs(self, line: int, text: str) -> None:
        """The ties of a node to several."""
        self._list(line, text, both=False)

    def edges(self, line: int, text: str) -> None:
        """The ties between a node and several."""
        self._list(line, text, both=True)

    def _list(self, line: int, text: str, both: bool) -> None:
        first, *others = map(_whole, text.split())
        for other in others:
            self.graph.tie(first, abs(other), "1", line, self.layer, both)

    def row_of_matrix(self, line: int, text: str) -> None:
        """The ties of the next node, one number for each other."""
        self.row += 1
        first = (self.graph.events or 1) - 1
        for column, weight in enumerate(text.split(), start=1 + first):
            if number(weight) is None:
                raise Misread(f"a matrix holds numbers, and {weight!r} is none")
            if number(weight):
                self.graph.tie(self.row, column, weight, line, self.layer)


def _whole(word: str) -> int:
    if not word.lstrip("-").isdecimal():
        raise Misread(f"needs the number of a vertex, and {word!r} is none")
    return int(word)


def read_pajek(name: str, text: str, log: ReadingLog) -> list[Table]:
    """The vertices and the ties of a Pajek network.

    Args:
        name: The file's.
        text: Its text. Arcs have a direction, edges have none; a partition of a .paj file is a column of
            the people.
        log: Takes what is wrong, and a doubt where there is more than one network.
    """
    reader = Pajek(name)
    for line, written in enumerate(text.split("\n"), start=1):
        content = written.strip()
        if not content or content.startswith(COMMENT):
            continue
        try:
            (reader.section if content.startswith("*") else reader.read)(line, content)
        except Misread as error:
            log.add(f"{name}:{line}", "", "", str(error))
            return []
    if reader.networks > 1:
        log.doubts.append(f"{name}: holds {reader.networks} networks, of which the first is read")
    tables = reader.graph.tables()
    if not len(tables[0]):
        log.add(name, "", "", "has no vertices; a Pajek network begins with *Vertices")
        return []
    return tables
