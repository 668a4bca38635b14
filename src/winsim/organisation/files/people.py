"""The people of a table: who they are, their team, their manager, and whatever else is known.

What is wrong goes into a `ReadingLog`, so that all problems of both files can be said at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.headers import missing_column
from winsim.organisation.files.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.hierarchy import circles
from winsim.problems import Problem

NEEDS = ("id", "team")
OWN = (*NEEDS, "manager", "name")
NOTHING = ("", "na", "n/a", "nan", "null", "none", "-")
"""How exports write that there is no value, in small letters."""


@dataclass(frozen=True)
class People:
    """People in the order of their table, n of them.

    Attributes:
        roster: The people by what they are called.
        teams: The name of each person's team.
        names: What to print for each person; the id where there is no name.
        managers: The position of each person's manager, or -1, shape (n,).
        columns: Further columns, numbers (NaN for nothing) or text, each of shape (n,).
    """

    roster: Roster
    teams: list[str]
    names: list[str]
    managers: NDArray[np.int64]
    columns: dict[str, NDArray[Any]]

    def without(self, headers: Iterable[str]) -> "People":
        """The people without some of their further columns."""
        left = {name: cells for name, cells in self.columns.items() if name not in set(headers)}
        return replace(self, columns=left)


def people_of(table: Table, columns: Mapping[str, str], log: ReadingLog) -> People | None:
    """The people of a table.

    Args:
        table: One row a person.
        columns: Our name to the table's header where it is another. Every other column stays under its
            own header, as numbers where all its values are numbers (nothing is NaN), else as text.
        log: Takes what is wrong: empty or repeated ids, empty teams, managers who are not among the
            people, circles in the reporting line. Whoever is their own manager has none, with a note.

    Returns:
        The people, even where problems were found; None where there are no ids or no teams.
    """
    ids = needed(table, "id", columns, log)
    teams = needed(table, "team", columns, log)
    if ids is None or teams is None:
        return None
    roster = Roster(ids)
    _check_filled(table, "id", ids, log)
    _check_filled(table, "team", teams, log)
    _check_unique(table, ids, log)
    names = table.column("name", columns) or ids
    return People(
        roster=roster,
        teams=teams,
        names=[name or person for name, person in zip(names, ids, strict=True)],
        managers=_managers(table, roster, columns, log),
        columns=_further(table, columns),
    )


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


def numbers(values: Sequence[str], decimal_comma: bool = False) -> NDArray[np.float64] | None:
    """The values as numbers, if all of them are.

    Args:
        values: As written; empty cells and words such as `na` or `none` stand for nothing.
        decimal_comma: Whether 0,5 is a number.

    Returns:
        Shape (len(values),), NaN for nothing; None where one is something else or none is a number.
    """
    read = [number(value, decimal_comma) for value in values]
    bad = any(n is None and v.lower() not in NOTHING for n, v in zip(read, values, strict=True))
    if bad or all(n is None for n in read):
        return None
    return np.array([np.nan if n is None else n for n in read])


def number(text: str, decimal_comma: bool = False) -> float | None:
    """A finite number as it is written, or None.

    Args:
        text: Such as 1, 0.5 or 1e3; underscores between digits are refused.
        decimal_comma: Whether a comma is the decimal mark, in a text without a point.
    """
    if decimal_comma and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in text else None


def _further(table: Table, columns: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Every column that is not id, team, manager or name, by our name if it has one."""
    ours = {header: name for name, header in columns.items() if name not in OWN}
    taken = {columns.get(name, name) for name in OWN}
    further: dict[str, NDArray[Any]] = {}
    for header, values in table.columns.items():
        name = ours.get(header, header)
        if header and (header in ours or (header not in taken and name not in further)):
            as_numbers = numbers(values, table.decimal_comma)
            further[name] = np.array(values) if as_numbers is None else as_numbers
    return further


def _check_filled(table: Table, name: str, values: list[str], log: ReadingLog) -> None:
    empty = [row for row, value in enumerate(values) if not value]
    remedy = "is empty; every person needs one"
    log.add_each(empty, lambda row: Problem(table.where(row), name, "", remedy))


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


def _managers(
    table: Table, roster: Roster, columns: Mapping[str, str], log: ReadingLog
) -> NDArray[np.int64]:
    """The position of each person's manager, or -1."""
    written = table.column("manager", columns)
    if written is None:
        if "manager" in columns:
            needed(table, "manager", columns, log)
        return np.full(len(roster), -1, dtype=np.int64)
    managers = roster.places(written)
    unknown = [
        row for row in np.flatnonzero(managers < 0).tolist() if written[row].lower() not in NOTHING
    ]
    log.add_each(
        unknown,
        lambda row: Problem(
            table.where(row),
            "manager",
            written[row],
            f"is not among the people; {roster.suggestion(written[row])}",
        ),
    )
    managers = _without_own(table, roster.ids, managers, log)
    _check_circles(table, roster.ids, managers, log)
    return managers


def _without_own(
    table: Table, ids: Sequence[str], managers: NDArray[np.int64], log: ReadingLog
) -> NDArray[np.int64]:
    """The managers, where whoever is their own manager has none, with a note."""
    own = np.flatnonzero(managers == np.arange(len(ids)))
    if own.size:
        who = ", ".join(ids[row] for row in own[:5]) + (" …" if own.size > 5 else "")
        log.notes.append(f"{table.name}: their own manager, taken as having none: {who}")
        managers[own] = -1
    return managers


def _check_circles(
    table: Table, ids: Sequence[str], managers: NDArray[np.int64], log: ReadingLog
) -> None:
    log.add_each(
        circles(managers),
        lambda circle: Problem(
            table.where(circle[0]),
            "manager",
            ids[managers[circle[0]]],
            f"the reporting line runs in a circle: {_round(ids, circle)}; "
            "one of them needs another manager",
        ),
    )


def _round(ids: Sequence[str], circle: list[int]) -> str:
    shown = [ids[row] for row in circle]
    if len(shown) > 10:
        shown = [*shown[:5], "…", *shown[-3:]]
    return " → ".join([*shown, ids[circle[0]]])
