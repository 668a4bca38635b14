"""Ties as a list: the form that every other form becomes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.words import count


@dataclass(frozen=True)
class TieList:
    """A table with one row a tie, and who was asked for their ties.

    Attributes:
        table: `source` listens to `target`, perhaps with `weight`, `layer` and `type`; a row is where
            the tie was read, such as the line of who named somebody.
        columns: Our name to the table's header where it is another.
        respondents: Ids of those who answered, also where they named nobody, each once and in the order
            of the file; None where the form does not say who was asked.
        used: Headers of the columns that hold answers, where people and their answers share a table.
    """

    table: Table
    columns: Mapping[str, str] = field(default_factory=dict)
    respondents: tuple[str, ...] | None = None
    used: tuple[str, ...] = ()


def listed(
    table: Table,
    rows: Ints,
    cells: Mapping[str, Sequence[str]],
    respondents: tuple[str, ...] | None = None,
    used: Iterable[str] = (),
) -> TieList:
    """A list of ties that were read out of a table of another form, in the order of its rows.

    Args:
        table: The other form.
        rows: The row of it from which each tie was read, shape (m,).
        cells: Our columns of the list, each of length m.
        respondents: Who answered, if the form says so.
        used: Headers of the columns of the other form that hold answers.
    """
    order = np.argsort(rows, kind="stable").tolist()
    columns = {name: [values[tie] for tie in order] for name, values in cells.items()}
    places = [table.places[row] for row in rows[order].tolist()]
    read = replace(table, columns=columns, places=places)
    return TieList(read, respondents=respondents, used=tuple(used))


def rows_of(table: Table, rows: Sequence[int]) -> Table:
    """Some rows of a table.

    Args:
        table: Any table.
        rows: Their positions.
    """
    columns = {header: [cells[row] for row in rows] for header, cells in table.columns.items()}
    return replace(table, columns=columns, places=[table.places[row] for row in rows])


def one_answer_each(table: Table, respondent: str, roster: Roster, log: ReadingLog) -> Table:
    """The rows of a survey or matrix, the last of everybody, without those that say not whose they are.

    Args:
        table: One row an answer.
        respondent: The header of the column that says whose it is.
        roster: The people.
        log: Takes a doubt of earlier rows that are left out, and a note of rows of nobody.
    """
    who = table.columns[respondent]
    places = roster.places(who, "source").tolist()
    last = {place: row for row, place in enumerate(places)}
    named = [row for row, name in enumerate(who) if name]
    kept = [row for row in named if places[row] < 0 or last[places[row]] == row]
    if len(named) < len(who):
        rows = count(
            len(who) - len(named), "row without its person is", "rows without their person are"
        )
        log.notes.append(f"{table.name}: {rows} passed over (no {respondent}).")
    if len(kept) < len(named):
        log.doubts.append(
            f"{table.name}: some people have several rows; the last of each counts, and "
            f"{count(len(named) - len(kept), 'earlier one is', 'earlier ones are')} left out."
        )
    return table if len(kept) == len(who) else rows_of(table, kept)


def answered(roster: Roster, values: Sequence[str], end: str = "source") -> tuple[str, ...]:
    """The ids of the people whom this end of ties calls so, each once, without outsiders."""
    places = roster.places(values, end)
    return tuple(roster.ids[place] for place in dict.fromkeys(places[places >= 0].tolist()))
