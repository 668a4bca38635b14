"""Which columns of a table name people, one in a cell or several."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, islice

from winsim.numerics.arrays import Ints
from winsim.organisation.files.header_words import OWN_HEADERS, plain, plain_words, words_of
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import Table
from winsim.organisation.files.words_in_cells import NOTHING

BETWEEN = re.compile(r"[;\n]")
"""What stands between several names in one cell."""
TRIED = 1_000
"""Cells of a column that are looked at to see what it holds."""
NAMES = (*words_of("email"), *words_of("name"))
"""Headers of columns that call people by what no counter makes, as `plain` writes them."""
ASKED = (*words_of("source"), *words_of("id"), *NAMES, *plain_words(OWN_HEADERS))
"""Headers of columns that say whose row it is."""


def holds_people(cells: Iterable[str], roster: Roster, end: str = "") -> bool:
    """Whether at least half of the filled cells name a person of the roster, as the first ones show.

    Args:
        cells: Of a column.
        roster: The people.
        end: `source` or `target`, to look them up as was told for that end of ties.
    """
    filled = list(islice(filter(None, cells), TRIED))
    return bool(filled) and 2 * int((roster.places(filled, end) >= 0).sum()) >= len(filled)


def names_in(cell: str, roster: Roster) -> list[str]:
    """The names in a cell, parted by semicolons or line breaks; none where it names nobody.

    Args:
        cell: Of a column that names people.
        roster: The people; a word for nothing that is somebody's id is that person.
    """
    names = (name.strip() for name in BETWEEN.split(cell))
    return [n for n in names if n.lower() not in NOTHING or (n and n in roster.by_id.exact)]


def first_names(cells: Sequence[str], roster: Roster) -> Iterable[str]:
    """The names in the first cells of a column."""
    return (name for cell in cells[:TRIED] if cell for name in names_in(cell, roster))


def holds_lists(cells: Sequence[str], roster: Roster) -> bool:
    """Whether people are named in these cells, in some of them several."""
    return any(map(BETWEEN.search, cells[:TRIED])) and holds_people(
        first_names(cells, roster), roster
    )


def counts_rows(cells: Sequence[str]) -> bool:
    """Whether a column runs 1, 2, 3 … down the rows, as the numbers of answers do."""
    return len(cells) > 1 and all(c.lstrip("0") == str(n) for n, c in enumerate(cells, start=1))


def person_column(
    table: Table,
    roster: Roster,
    columns: Mapping[str, str],
    others: Iterable[str] = (),
    told: bool = True,
) -> str | None:
    """The header of the column that says whose row it is, or None where there is no telling.

    Args:
        table: One row a person, or several.
        roster: The people.
        columns: Our name to the table's header.
        others: Headers of columns that it cannot be.
        told: Whether `source` was told, and is not only known.
    """
    if told and "source" in columns:
        return columns["source"] if columns["source"] in table.columns else None
    apart = {*others, columns.get("manager", "manager")}
    free = [h for h in table.columns if h not in apart and plain(h) not in words_of("manager")]
    places = {
        h: roster.places(table.columns[h], "source") for h in free if _holds(table, h, roster)
    }
    own = columns.get("id", "id")
    possible = sorted(_uncounted(table, roster, free, places), key=lambda header: header != own)
    known = [header for header in possible if plain(header) in ASKED] or possible
    named = [header for header in known if plain(header) in NAMES]
    agreed = (found for found in (known, named) if found and _agree(found, places))
    return next(agreed, [None])[0]


def _holds(table: Table, header: str, roster: Roster) -> bool:
    return holds_people(table.columns[header], roster, "source")


def _uncounted(
    table: Table, roster: Roster, free: Sequence[str], places: Mapping[str, Ints]
) -> list[str]:
    """The columns that hold people, without the numbers of rows that only look like ids.

    Such numbers are ids where whatever else calls people in the row agrees with them.
    """
    counted = {header for header in places if counts_rows(table.columns[header])}
    sure = [h for h in places if h not in counted and _says_who(h, table.columns[h])]
    if sure:
        return [h for h in places if h not in counted or _agree([h, *sure], places)]
    beside = (header for header in free if plain(header) in NAMES and any(table.columns[header]))
    return [] if counted and roster.others and any(beside) else list(places)


def _says_who(header: str, cells: Sequence[str]) -> bool:
    """Whether a column that holds people is no mere number, such as an answer that looks like an id."""
    return plain(header) in ASKED or any(re.search(r"[^\W\d_]", cell) for cell in cells[:TRIED])


def _agree(headers: Sequence[str], places: Mapping[str, Ints]) -> bool:
    """Whether columns mean the same person wherever both of two mean somebody."""
    pairs = ((places[one], places[other]) for one, other in combinations(headers, 2))
    return all(((a == b) | (a < 0) | (b < 0)).all() for a, b in pairs)
