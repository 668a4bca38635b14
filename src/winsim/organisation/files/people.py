"""The people of a table: who they are, their team, their manager, and whatever else is known.

What is wrong goes into a `ReadingLog`, so that all problems of both files can be said at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.headers import missing_column
from winsim.organisation.files.leavers import doubt_gone
from winsim.organisation.files.numbers import notation_of, numbers
from winsim.organisation.files.roster.assignments import (
    SECOND,
    Assignments,
    assigned,
    once_each,
    teams_of,
    with_second,
)
from winsim.organisation.files.roster.lookup import BY
from winsim.organisation.files.roster.managers import Pairs, managers_of
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.roster.unread import doubt_unread
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.problems import Problem

NEEDS = ("id", "team")
OWN = (*NEEDS, "manager", "name")
LOOKUPS = (*BY.values(), *SECOND.values())
"""Our names that say how people, managers and teams are found, and are no columns of their own."""


@dataclass(frozen=True)
class People:
    """People in the order of their table, n of them.

    Attributes:
        roster: The people by what they are called.
        teams: The name of each person's team.
        names: What to print for each person; the id where there is no name.
        managers: The position of each person's manager, or -1, shape (n,).
        further: Pairs of people whom second managers and teams tie, both ways.
        columns: Further columns, numbers (NaN for nothing) or text, each of shape (n,).
    """

    roster: Roster
    teams: list[str]
    names: list[str]
    managers: NDArray[np.int64]
    further: Pairs
    columns: dict[str, NDArray[Any]]

    def without(self, headers: Iterable[str]) -> "People":
        """The people without some of their further columns."""
        left = {name: cells for name, cells in self.columns.items() if name not in set(headers)}
        return replace(self, columns=left)


def people_of(
    table: Table, columns: Mapping[str, str], log: ReadingLog, drop: bool = False
) -> People | None:
    """The people of a table.

    Args:
        table: One row a person, or one for each manager or team of a person.
        columns: Our name to the table's header where it is another. Every other column stays under its
            own header, as numbers where all its values are numbers (nothing is NaN), else as text.
        log: Takes what is wrong: empty or repeated ids, empty teams, managers who are not among the
            people, circles in the reporting line. Whoever is their own manager has none, with a note;
            of several managers or teams the first counts, and the others are ties, with a doubt.
        drop: Whether whoever has a manager who is not among the people has none, with a doubt.

    Returns:
        The people, even where problems were found; None where there are no ids or no teams.
    """
    if needed(table, "id", columns, log) is None or needed(table, "team", columns, log) is None:
        return None
    columns = with_second(table, columns)
    rows, again = once_each(table, columns, log)
    ids = rows.column("id", columns) or []
    written = {name: assigned(name, table, rows, again, columns) for name in SECOND}
    roster = Roster(ids, _further_cells(rows, columns), columns)
    teams, fellows = teams_of(rows, written["team"] or _none(ids), log)
    _check_filled(rows, ids, teams, log)
    _check_unique(rows, ids, log)
    if written["manager"] is None and "manager" in columns:
        needed(rows, "manager", columns, log)
    managers, superiors = managers_of(
        rows, written["manager"] or _none(ids), roster, columns, log, drop
    )
    doubt_unread(rows, _free(rows, columns), roster, managers, superiors, log)
    doubt_gone(rows, log)
    names = rows.column("name", columns) or ids
    return People(
        roster=roster,
        teams=teams,
        names=[name or person for name, person in zip(names, ids, strict=True)],
        managers=managers,
        further=_joined(superiors, fellows),
        columns=_further(rows, columns, log),
    )


def _joined(one: Pairs, other: Pairs) -> Pairs:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])


def _none(ids: Sequence[str]) -> Assignments:
    """No assignment of anybody."""
    everybody = np.arange(len(ids))
    return Assignments(everybody, [""] * len(ids), np.ones(len(ids), dtype=bool))


def needed(
    table: Table, name: str, columns: Mapping[str, str], log: ReadingLog
) -> list[str] | None:
    """A column that must be there.

    Args:
        table: Where it is.
        name: Our name of it.
        columns: Our name to the table's header where it is another.
        log: Takes the remedy where there is no such column, with the header that is most alike.

    Returns:
        The cells, one a row; None where there is no such column.
    """
    cells = table.column(name, columns)
    if cells is None:
        problem = missing_column(table, name, columns)
        log.problems += [] if problem in log.problems else [problem]
    return cells


def _further(table: Table, columns: Mapping[str, str], log: ReadingLog) -> dict[str, NDArray[Any]]:
    """Every column that is not id, team, manager or name, by our name if it has one."""
    ours = {h: name for name, h in columns.items() if name not in (*OWN, *LOOKUPS)}
    taken = {columns.get(name, name) for name in (*OWN, *SECOND.values())}
    further: dict[str, NDArray[Any]] = {}
    for header in table.columns:
        name = ours.get(header, header)
        if header and (header in ours or (header not in taken and name not in further)):
            further[name] = _numbers(table, header, log)
    return further


def _numbers(table: Table, header: str, log: ReadingLog) -> NDArray[Any]:
    """A column as numbers where all its values are, else as text, as hours, shares and codes are."""
    values = table.columns[header]
    if any(
        value[0] == "0" and value.isdigit() and len(value) > 1 for value in filter(None, values)
    ):
        return np.array(values)
    notation = notation_of(values, table.decimal_comma)
    found = None if notation.unit else numbers(values, notation)
    if found is None:
        return np.array(values)
    if notation.example:
        log.notes.append(f"{table.name}: in column {header!r} {notation.said()}")
    return found


def _further_cells(table: Table, columns: Mapping[str, str]) -> dict[str, list[str]]:
    """The columns in which people can be looked up: all but ids, teams and managers."""
    taken = {columns.get(name, name) for name in ("id", *SECOND, *SECOND.values())}
    return {header: cells for header, cells in table.columns.items() if header not in taken}


def _free(table: Table, columns: Mapping[str, str]) -> list[str]:
    """The columns that are read as nothing of ours."""
    taken = {*columns.values(), *(name for name in OWN if name not in columns)}
    return [header for header in table.columns if header and header not in taken]


def _check_filled(table: Table, ids: list[str], teams: list[str], log: ReadingLog) -> None:
    """Refuse people without an id or a team; a team `NA` is doubtful, for it can be a name."""
    empty = [row for row, value in enumerate(ids) if not value]
    remedy = "is empty; every person needs one"
    log.add_each(empty, lambda row: Problem(table.where(row), "id", "", remedy))
    none = [r for r, v in enumerate(teams) if v.lower() in NOTHING and v.lower() != "na"]
    way = f"{remedy}: write it there, or name a column that has one for everybody: --column team=HEADER"
    log.add_each(none, lambda row: Problem(table.where(row), "team", teams[row], way))
    unknown = sum(team.lower() == "na" for team in teams)
    if unknown:
        words = (
            f"{unknown:,} of the people {'is' if unknown == 1 else 'are'} in a team called NA; is it one, "
            "or is theirs unknown?"
        )
        log.doubts.append(f"{table.name}: {words}")


def _check_unique(table: Table, ids: list[str], log: ReadingLog) -> None:
    first: dict[str, int] = {}
    twice = [row for row, value in enumerate(ids) if value and first.setdefault(value, row) != row]
    log.add_each(
        twice,
        lambda row: Problem(
            table.where(row),
            "id",
            ids[row],
            f"is already used at {table.where(first[ids[row]])}; give one of them another id",
        ),
    )
