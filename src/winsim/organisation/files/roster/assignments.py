"""Two managers, two teams: people whom a table assigns more than once, in a cell, a column or a row.

The first assignment is a person's line or team; the others are ties.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.files.header_words import plain
from winsim.organisation.files.headers import are_flags
from winsim.organisation.files.roster.spellings import digits_shown
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tie_sets import MOST

BETWEEN = re.compile(r"\s*[;|/\n]\s*")
"""What stands between two values in one cell."""
SECOND = {"manager": "manager.2", "team": "team.2"}
"""Our names of the columns that hold a second manager and a second team."""
SECOND_MANAGERS = (
    "manager2", "secondmanager", "secondarymanager", "secondlinemanager", "dottedlinemanager",
    "dottedline", "dottedlinesupervisor", "matrixmanager", "functionalmanager", "projectmanager",
    "supervisor2", "secondsupervisor", "fachvorgesetzter", "fachvorgesetzte", "fachlichervorgesetzter",
)  # fmt: skip
SECOND_KNOWN = {
    "manager": tuple(
        word + ending
        for word in SECOND_MANAGERS
        for ending in ("", "id", "employeeid", "number", "email", "name")
    ),
    "team": ("team2", "secondteam", "secondaryteam", "department2", "seconddepartment"),
}
"""Headers of these columns that are known without being told, as `plain` writes them."""


@dataclass(frozen=True)
class Assignments:
    """What a table assigns people to, k cells: managers or teams.

    Attributes:
        person: The position of each person who is assigned, shape (k,).
        values: What the person is assigned to, k of them, an empty one to nothing.
        first: Whether it is the person's first assignment, shape (k,).
    """

    person: Ints
    values: Sequence[str]
    first: NDArray[np.bool_]

    def split(self, known: Callable[[Sequence[str]], Container[str]]) -> "Assignments":
        """The assignments, where a cell that holds several known values is one for each.

        Args:
            known: Gives those of some values that are known.
        """
        joined = {v: BETWEEN.split(v) for v in dict.fromkeys(self.values) if BETWEEN.search(v)}
        joined = {value: [part for part in parts if part] for value, parts in joined.items()}
        single = known([part for parts in joined.values() for part in parts])
        split = {v: p for v, p in joined.items() if p and all(part in single for part in p)}
        if not split:
            return self
        parts = [split.get(value, [value]) for value in self.values]
        count = np.fromiter(map(len, parts), np.int64, len(parts))
        begins = np.zeros(int(count.sum()), dtype=bool)
        begins[np.cumsum(count) - count] = True
        return Assignments(
            np.repeat(self.person, count),
            [part for each in parts for part in each],
            np.repeat(self.first, count) & begins,
        )

    def filled_first(self) -> "Assignments":
        """The assignments, where the first of each person is the first that is not empty, if any is."""
        filled = np.fromiter(map(bool, self.values), bool, len(self.values))
        place = np.flatnonzero(filled)
        people, at = np.unique(self.person[place], return_index=True)
        empty = np.isin(people, self.person[self.first & ~filled])
        if not empty.any():
            return self
        first = self.first & ~np.isin(self.person, people[empty])
        first[place[at[empty]]] = True
        return replace(self, first=first)


def with_second(table: Table, columns: Mapping[str, str]) -> dict[str, str]:
    """Our names to headers, those of a second manager and a second team added where they are known.

    Args:
        table: One row a person.
        columns: Our name to the table's header where it is another.
    """
    second = {
        ours: header
        for field, ours in SECOND.items()
        for header in reversed(list(table.columns))
        if plain(header) in SECOND_KNOWN[field] and header not in columns.values()
        if field == "team" or not are_flags({cell.lower() for cell in table.columns[header]} - {""})
    }
    return {**second, **columns}


def once_each(
    table: Table, columns: Mapping[str, str], log: ReadingLog
) -> tuple[Table, dict[int, int]]:
    """Which rows of a table of people are further assignments of a person who has a row already.

    Args:
        table: With a column `id`.
        columns: Our name to the table's header where it is another.
        log: Takes a note of rows that say nothing new. Ids such as 1E+05, which a spreadsheet may have
            made of several, never make two rows one person.

    Returns:
        The table with a row for each person, and the further rows of the whole table that differ from
        a person's first in manager or team alone, with the person's position.
    """
    ids, teams = (table.column(name, columns) or [] for name in ("id", "team"))
    first: dict[str, int] = {}
    again = [row for row, value in enumerate(ids) if value and first.setdefault(value, row) != row]
    own = {columns.get(name, name) for name in (*SECOND, *SECOND.values())}
    same = [cells for header, cells in table.columns.items() if header not in own]
    gone = {
        row: first[ids[row]]
        for row in again
        if teams[row]
        and not digits_shown(ids[row])
        and all(cells[row] == cells[first[ids[row]]] for cells in same)
    }
    if not gone:
        return table, {}
    _note_equal(table, gone, own, log)
    stay = [row for row in range(len(table)) if row not in gone]
    place = {row: place for place, row in enumerate(stay)}
    return _rows(table, stay), {row: place[kept] for row, kept in gone.items()}


def assigned(
    field: str, whole: Table, table: Table, further: Mapping[int, int], columns: Mapping[str, str]
) -> Assignments | None:
    """What a table assigns people to, in the column of a field, its second column and further rows.

    Args:
        field: `manager` or `team`.
        whole: The table as it was read.
        table: With a row for each person.
        further: Rows of `whole` that are further assignments, with the position of the person.
        columns: Our name to the table's header where it is another.

    Returns:
        The assignments, those of the first column before all others; None without such a column.
    """
    first, again = table.column(field, columns), whole.column(field, columns)
    if first is None or again is None:
        return None
    second = table.column(SECOND[field], columns) or [""] * len(table)
    people = np.arange(len(table))
    person = np.concatenate([people, people, np.array(list(further.values()), dtype=np.int64)])
    values = [*first, *second, *(again[row] for row in further)]
    kept = np.array([place < len(table) or bool(value) for place, value in enumerate(values)])
    return Assignments(
        person[kept],
        [value for value, keep in zip(values, kept.tolist(), strict=True) if keep],
        (np.arange(len(values)) < len(table))[kept],
    )


def teams_of(
    table: Table, written: Assignments, log: ReadingLog
) -> tuple[list[str], tuple[Ints, Ints]]:
    """The team of each person, and the pairs of people and members of their further teams.

    Args:
        table: One row a person.
        written: What the table calls the teams.
        log: Takes a doubt that says how many people are in several teams, and how they are taken.
    """
    single = {value for value in written.values if not BETWEEN.search(value)}
    cells = written.split(lambda values: single)
    first = cells.first.nonzero()[0].tolist()
    teams = [cells.values[place] for place in first]
    person = cells.person.tolist()
    further = [
        (person[place], cells.values[place])
        for place in (~cells.first).nonzero()[0].tolist()
        if cells.values[place] != teams[person[place]]
    ]
    if not further:
        return teams, (np.zeros(0, np.int64), np.zeros(0, np.int64))
    people = np.array([who for who, _ in further], dtype=np.int64)
    example = f"{teams[further[0][0]]} and {further[0][1]}"
    ties = "the first is their team, and the members of the others are tied to them"
    say(table, people, ("is in several teams", "are in several teams"), example, ties, log)
    return teams, _with_members(table, teams, further, log)


def say(
    table: Table, people: Ints, what: tuple[str, str], example: str, ties: str, log: ReadingLog
) -> None:
    """Doubt how people are taken who are assigned more than once, `what` of one and of many."""
    count = np.unique(people).size
    who = f"{count:,} of the people {what[count > 1]}"
    taken = f"{ties}, both ways, with weight one where no tie is given"
    log.doubts.append(f"{table.name}: {who}; {taken}")
    log.notes.append(f"{table.name}: {who}, such as {example}")


def _with_members(
    table: Table, teams: Sequence[str], further: Sequence[tuple[int, str]], log: ReadingLog
) -> tuple[Ints, Ints]:
    """Each person with every other member of the further team, whichever team is the first there."""
    members: dict[str, list[int]] = {name: [] for _, name in further}
    for person, name in (*enumerate(teams), *further):
        if name in members:
            members[name].append(person)
    if sum(len(members[name]) for _, name in further) > MOST:
        remedy = f"second teams would make more than {MOST:,} ties; leave out the largest of them"
        log.add(table.name, "team", "", remedy)
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pairs = [(who, other) for who, name in further for other in members[name] if other != who]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _note_equal(
    table: Table, gone: Mapping[int, int], own: Container[str], log: ReadingLog
) -> None:
    """Note rows that say nothing new of a person, given the first row of each."""
    columns = [cells for header, cells in table.columns.items() if header in own]
    equal = [r for r, kept in gone.items() if all(c[r] in ("", c[kept]) for c in columns)]
    if equal:
        rows = "row that repeats another was" if len(equal) == 1 else "rows that repeat others were"
        where = table.where(equal[0])
        log.notes.append(f"{where}: {len(equal):,} {rows} dropped, the first in this line")


def _rows(table: Table, rows: Sequence[int]) -> Table:
    """The table with these of its rows."""
    columns = {header: [cells[row] for row in rows] for header, cells in table.columns.items()}
    return replace(table, columns=columns, places=[table.places[row] for row in rows])
