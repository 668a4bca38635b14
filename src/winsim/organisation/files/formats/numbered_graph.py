"""A graph whose file numbers its nodes, as a table of people and one of ties: Pajek, UCINET."""

from dataclasses import dataclass, field

from winsim.organisation.files.formats.nodes import nodes_of
from winsim.organisation.files.table import Table


@dataclass
class NumberedGraph:
    """The nodes and the ties of a graph while they are read.

    Attributes:
        name: The file's.
        labels: What each node is called, by its number from 1; a node may have none.
        lines: Where each node is, as far as it is written.
        attributes: Further values of nodes by number.
        columns: `source`, `target` (numbers), `weight`, `layer` and `type` of each tie.
        places: The line of each tie.
        events: With two kinds of nodes, the number of the first that is an event and no person.
    """

    name: str
    labels: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    attributes: dict[str, dict[int, str]] = field(default_factory=dict)
    ends: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    weights: list[str] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    events: int | None = None

    def tie(
        self, source: int, target: int, weight: str, line: int, layer: str = "", both: bool = False
    ) -> None:
        """Add a tie.

        Args:
            source: The number of who listens.
            target: The number of who is listened to.
            weight: As it is written.
            line: Where it is.
            layer: What kind of tie it is; empty where there is one kind.
            both: Whether it works both ways.
        """
        self.ends[0].append(source)
        self.ends[1].append(target)
        self.weights.append(weight)
        self.layers.append(layer)
        self.types.append("undirected" if both else "directed")
        self.places.append(line)

    def tables(self) -> list[Table]:
        """The people and the ties; or, with two kinds of nodes, who was at which event."""
        if self.events is not None:
            return [self._attendance()]
        classed = (number for values in self.attributes.values() for number in values)
        numbers = sorted({*self.labels, *self.ends[0], *self.ends[1], *classed})
        labels = self._called(numbers)
        attributes = {
            name: [values.get(number, "") for number in numbers]
            for name, values in self.attributes.items()
        }
        keys = [str(number) for number in numbers]
        places = [self.lines.get(number, f"node {number}") for number in numbers]
        own = {**attributes, "label": labels, "id": labels}
        return [nodes_of(self.name, own, keys, places), self._ties()]

    def _called(self, numbers: list[int]) -> list[str]:
        """The labels of these nodes, or their numbers."""
        return [self.labels.get(number) or str(number) for number in numbers]

    def _ties(self) -> Table:
        source, target = (list(map(str, end)) for end in self.ends)
        columns = {"source": source, "target": target, "weight": self.weights, "type": self.types}
        if len(set(self.layers)) > 1:
            columns["layer"] = self.layers
        return Table(self.name, columns, self.places, part="ties")

    def _attendance(self) -> Table:
        """Who was at which event: a row each, in whichever order the file names the two."""
        pairs = [sorted(pair) for pair in zip(*self.ends, strict=True)]
        columns = {
            "person": self._called([person for person, _ in pairs]),
            "event": self._called([event for _, event in pairs]),
            "weight": self.weights,
        }
        return Table(self.name, columns, self.places, part="ties")
