"""The nodes of a graph as people: which of their attributes says who somebody is.

A graph's edges refer to nodes by keys of the file (`n0`, `12`), which need not be what people are called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from shlex import quote
from typing import NamedTuple

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.headers import PEOPLE, with_known
from winsim.organisation.files.roster.full_names import with_full_names
from winsim.organisation.files.roster.identifying import identifying
from winsim.organisation.files.roster.lookup import BY
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table

ENDS = ("source", "target")
OTHERS = ("id", "team", "manager")
"""Our names of columns that are no further names of the person in their row."""
KEY = "key in the file"
"""How notes call what the edges of the file call its nodes."""


@dataclass(frozen=True)
class Nodes(Table):
    """The nodes of a graph as a table of people, a column for each attribute.

    Attributes:
        keys: What the edges of the file call each node.
    """

    keys: Sequence[str] = ()


def nodes_of(
    name: str, attributes: Mapping[str, list[str]], keys: list[str], places: Sequence[int | str]
) -> Nodes:
    """The nodes of a graph.

    Args:
        name: What the graph is called in problems.
        attributes: Their values by name, one a node. One that is called `id` holds ids where it tells all
            nodes apart; the keys do where it does not, or is not there.
        keys: What edges call the nodes.
        places: The line of each node, or words.
    """
    own = attributes.get("id")
    ids = own if own and all(own) and len(set(own)) == len(own) else keys
    return Nodes(name, {**attributes, "id": ids}, places, part="people", keys=keys)


def alone(nodes: Nodes, columns: Mapping[str, str], log: ReadingLog) -> Table | None:
    """The people that the nodes of a graph are, where no other file says who they are.

    Args:
        nodes: Of the graph.
        columns: Our name to a node attribute, as it was told.
        log: Takes the remedy where the nodes have no team.

    Returns:
        The people; None where they have no team.
    """
    known = with_known(nodes, PEOPLE, columns, ReadingLog())
    if "team" in known or "team" in nodes.columns:
        return nodes
    remedy = (
        f"the people of this graph have no team; give a people file, or say which attribute of its nodes "
        f"holds the team: --column team=ATTRIBUTE; there are {', '.join(nodes.columns)}"
    )
    log.add(nodes.name, "team", "", remedy)
    return None


def renamed(ties: Table, nodes: Nodes, values: Sequence[str]) -> Table:
    """The ties of a graph between what its nodes are called.

    Args:
        ties: Their `source` and `target` are keys of nodes.
        nodes: Of the graph.
        values: What each node is called.
    """
    called = dict(zip(nodes.keys, values, strict=True))
    ends = {end: [called.get(key, key) for key in ties.columns[end]] for end in ENDS}
    return replace(ties, columns={**ties.columns, **ends})


class Naming(NamedTuple):
    """What an attribute calls the nodes, and whom it means among the people.

    Attributes:
        attribute: Its name, or `KEY`.
        cells: Its values, one a node.
        places: The position of each person, negative for nobody, shape (k,).
        header: The column of the people in which most were found.
    """

    attribute: str
    cells: Sequence[str]
    places: Ints
    header: str

    @property
    def known(self) -> int:
        """How many nodes are people."""
        return int((self.places >= 0).sum())

    @property
    def bare(self) -> bool:
        """Whether these are numbers that the file gives to its nodes, and may mean nobody."""
        return self.attribute == KEY and all(cell.isdecimal() for cell in self.cells)

    @property
    def counted(self) -> bool:
        """Whether the nodes are but counted, from 0 or from 1."""
        return any(
            all(cell == str(number) for number, cell in enumerate(self.cells, first))
            for first in (0, 1)
        )

    def contradicts(self, other: "Naming") -> bool:
        """Whether the two mean different people by the same node."""
        both = (self.places >= 0) & (other.places >= 0)
        return bool((self.places[both] != other.places[both]).any())


def among(
    ties: Table, nodes: Nodes, people: Table, columns: Mapping[str, str], log: ReadingLog
) -> Table:
    """The ties of a graph between what its nodes are called, which the people of another file are, too.

    The attribute of nodes is taken that means most of the people, whatever the column in which they are
    looked up; one that is text goes before the numbers that a file gives to its nodes.

    Args:
        ties: Their `source` and `target` are keys of nodes.
        nodes: Of the graph.
        people: One row a person.
        columns: Our name to a header of the people, as it was told; `source.by` and `target.by` say in
            which of them nodes are looked up.
        log: Takes a note of which attribute it was, where it is not the key; a doubt where nodes are but
            counted; and what is wrong where two attributes mean different people.

    Returns:
        The ties, with what nodes are called for their ends.
    """
    people = with_full_names(people, columns, ReadingLog())
    known = with_known(people, PEOPLE, columns, ReadingLog())
    ids = people.column("id", known)
    if ids is None:
        return ties
    others = {known.get(name, name) for name in OTHERS}
    further = {header: cells for header, cells in people.columns.items() if header not in others}
    namings = _namings(nodes, Roster(ids, further, known), columns)
    if not namings:
        return ties
    best = max(namings, key=lambda naming: (naming.known, -namings.index(naming)))
    rivals = _rivals(best, namings)
    if best.bare and rivals:
        best = max(rivals, key=lambda naming: naming.known)
        rivals = [rival for rival in _rivals(best, namings) if not rival.bare]
    _say(best, nodes, ids, log)
    if rivals:
        _refuse(best, rivals[0], nodes, log)
    return renamed(ties, nodes, best.cells)


def _namings(nodes: Nodes, roster: Roster, columns: Mapping[str, str]) -> list[Naming]:
    """What may call the nodes and is known among the people, the key first."""
    labels = {name: cells for name, cells in nodes.columns.items() if name.casefold() == "label"}
    able = {KEY: list(nodes.keys), **labels, **identifying(nodes.columns)}
    told = next((columns[BY[end]] for end in ENDS if BY[end] in columns), None)
    within = roster.calling(told) if told else None
    namings = []
    for attribute, cells in able.items():
        if attribute == KEY or cells != able[KEY]:
            found = roster.find(cells, within)
            header = found.calling.header or "id"
            namings.append(Naming(attribute, cells, found.places, header))
    return [naming for naming in namings if naming.known]


def _rivals(best: Naming, namings: Sequence[Naming]) -> list[Naming]:
    """Those that mean other people: most of the nodes, or by words where the best is but numbers."""
    return [
        naming
        for naming in namings
        if naming.contradicts(best)
        and (2 * naming.known >= len(naming.cells) or (best.bare and _has_words(naming.cells)))
    ]


def _has_words(cells: Sequence[str]) -> bool:
    return any(letter.isalpha() for cell in cells for letter in cell)


def _say(best: Naming, nodes: Nodes, ids: Sequence[str], log: ReadingLog) -> None:
    """Say by what the people were found, and how many."""
    if best.attribute != KEY or best.known < len(nodes):
        by = "ids" if best.header == "id" else best.header
        log.notes.append(
            f"{nodes.name}: {best.known:,} of {len(nodes):,} nodes are found among the people, "
            f"by their {best.attribute} (the people's {by})"
        )
    if best.attribute == KEY and best.counted and not (np.diff(best.places) > 0).all():
        log.doubts.append(
            f"{nodes.name}: its {len(nodes):,} nodes are but counted, and their numbers are taken for the "
            f"people's {best.header}; where they are places in a list, write in the graph who each node is"
        )


def _refuse(best: Naming, other: Naming, nodes: Nodes, log: ReadingLog) -> None:
    """Refuse two attributes that mean different people."""
    remedy = "delete from the graph the one that is wrong"
    if best.header != other.header:
        ways = [
            " ".join(f"--column {quote(f'{BY[end]}={naming.header}')}" for end in ENDS)
            for naming in (best, other)
        ]
        remedy = f"say in which column of the people they are looked up: {ways[0]} or {ways[1]}"
    log.add(
        nodes.name,
        "",
        "",
        f"the {best.attribute} and the {other.attribute} of its nodes mean different people; {remedy}",
    )
