"""Which columns of a table name people, one in a cell or several."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import Table
from winsim.organisation.files.words_in_cells import NOTHING

BETWEEN = re.compile(r"[;\n]")
"""What stands between several names in one cell."""
TRIED = 1_000
"""Cells of a column that are looked at to see what it holds."""


def holds_people(cells: Iterable[str], roster: Roster) -> bool:
    """Whether at least half of the filled cells name a person of the roster, as the first ones show."""
    filled = list(islice(filter(None, cells), TRIED))
    return bool(filled) and 2 * int((roster.places(filled) >= 0).sum()) >= len(filled)


def names_in(cell: str) -> list[str]:
    """The names in a cell, parted by semicolons or line breaks; none where it names nobody."""
    return [name for part in BETWEEN.split(cell) if (name := part.strip()).lower() not in NOTHING]


def first_names(cells: Sequence[str]) -> Iterable[str]:
    """The names in the first cells of a column."""
    return (name for cell in cells[:TRIED] if cell for name in names_in(cell))


def holds_lists(cells: Sequence[str], roster: Roster) -> bool:
    """Whether people are named in these cells, in some of them several."""
    return any(map(BETWEEN.search, cells[:TRIED])) and holds_people(first_names(cells), roster)


def person_column(
    table: Table, roster: Roster, columns: Mapping[str, str], others: Iterable[str] = ()
) -> str | None:
    """The header of the column that says whose row it is, or None.

    Args:
        table: One row a person, or several.
        roster: The people.
        columns: Our name to the table's header; `source` and `id` go before what is found.
        others: Headers of columns that it cannot be.
    """
    told = columns.get("source", "source")
    if told in table.columns or "source" in columns:
        return told if told in table.columns else None
    apart = {*others, columns.get("manager", "manager")}
    possible = [header for header in table.columns if header not in apart]
    first = [header for header in possible if header == columns.get("id", "id")]
    both = first + [header for header in possible if header not in first]
    return next((h for h in both if holds_people(table.columns[h], roster)), None)
