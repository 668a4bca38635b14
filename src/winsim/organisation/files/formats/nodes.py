"""The nodes of a graph as people: which of their attributes says who somebody is.

A graph's edges refer to nodes by keys of the file (`n0`, `12`), which need not be what people are called.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from winsim.organisation.files.headers import PEOPLE, with_known
from winsim.organisation.files.roster.full_names import with_full_names
from winsim.organisation.files.table import ReadingLog, Table

TELLING = ("id", "name", "email")
"""What tells people apart, what names them best first."""
ENDS = ("source", "target")
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


def among(
    ties: Table, nodes: Nodes, people: Table, columns: Mapping[str, str], log: ReadingLog
) -> Table:
    """The ties of a graph between the people of another file.

    The attribute of nodes is taken whose values are most often ids of people, else their names, their
    e-mail addresses, or a column that is called as the attribute is.

    Args:
        ties: Their `source` and `target` are keys of nodes.
        nodes: Of the graph.
        people: One row a person.
        columns: Our name to a header of the people, as it was told.
        log: Takes a note of which attribute it was, where it is not the key.

    Returns:
        The ties, with ids of people for their ends; with what the node is called where it is nobody's.
    """
    people = with_full_names(people, columns, ReadingLog())
    known = with_known(people, PEOPLE, columns, ReadingLog())
    ids = people.column("id", known)
    found = _matched(nodes, people, known)
    if ids is None or found is None:
        return ties
    attribute, header, matched = found
    values = _attributes(nodes)[attribute]
    if attribute != KEY or matched < len(nodes):
        by = "ids" if people.columns[header] is ids else header
        log.notes.append(
            f"{nodes.name}: {matched:,} of {len(nodes):,} nodes are found among the people, "
            f"by their {attribute} (the people's {by})"
        )
    _doubt_rivals(nodes, people.columns[header], attribute, log)
    people_called = _persons(people.columns[header], ids)
    return renamed(ties, nodes, [people_called.get(value, value) for value in values])


def _matched(nodes: Nodes, people: Table, known: Mapping[str, str]) -> tuple[str, str, int] | None:
    """The attribute and the header that match for most nodes, and for how many; None where none does."""
    best, telling = None, _telling(people, known)
    for header in [*telling, *(other for other in people.columns if other not in telling)]:
        values = set(map(str.casefold, people.columns[header]))
        for attribute, cells in _attributes(nodes).items():
            alike = header.casefold() == attribute.casefold() and len(values) == len(people)
            if header in telling or alike:
                matched = sum(cell.casefold() in values for cell in cells if cell)
                if matched > (best[2] if best else 0):
                    best = attribute, header, matched
    return best


def _doubt_rivals(nodes: Nodes, values: Sequence[str], taken: str, log: ReadingLog) -> None:
    """A doubt where another attribute would name other people just as well."""
    attributes, known = _attributes(nodes), set(values)
    named = {a: [v if v in known else "" for v in cells] for a, cells in attributes.items()}
    for attribute, cells in named.items():
        if all(cells) and all(named[taken]) and cells != named[taken]:
            log.doubts.append(
                f"{nodes.name}: two things about its nodes are people of the other file, and they differ: "
                f"{taken}, which is taken, and {attribute}; delete from the graph the one that is wrong"
            )


def _attributes(nodes: Nodes) -> dict[str, list[str]]:
    """What nodes may be called by, the key first."""
    return {KEY: list(nodes.keys), **nodes.columns}


def _telling(people: Table, known: Mapping[str, str]) -> list[str]:
    """The headers of what tells people apart, ids first."""
    headers = dict.fromkeys(known.get(name, name) for name in TELLING)
    return [header for header in headers if header in people.columns]


def _persons(values: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    """The id of the person whom a value names; values that name several are left out."""
    times = Counter(values)
    return {v: person for v, person in zip(values, ids, strict=True) if v and times[v] == 1}
