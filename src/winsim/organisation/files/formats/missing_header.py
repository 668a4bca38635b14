"""Whether a first line is data, so that the header is missing."""

import re
from collections.abc import Sequence

from winsim.organisation.files.formats.rows import BEGINNING, WIDEST, Row, shown
from winsim.organisation.files.header_words import known_names, plain


def looks_like_data(header: Row, rows: Sequence[Row]) -> bool:
    """Whether a first row looks like the rows beneath it.

    Args:
        header: The first row.
        rows: Rows beneath it; the first `BEGINNING` are looked at.

    Returns:
        Whether one of its cells recurs beneath, or one with a digit or an @ is built like all cells
        beneath it; and no other of its cells is a known header.
    """
    cells = [cell.strip() for cell in header[:WIDEST]]
    rows = [[cell.strip() for cell in row[:WIDEST]] for row in rows[:BEGINNING]]
    if _heads_matrix(cells, rows):
        return False
    beneath = {cell for row in rows for cell in row if cell}
    if any(plain(cell) in known_names() for cell in cells if cell not in beneath):
        return False
    return not beneath.isdisjoint(cells) or _built_alike(cells, rows)


def _heads_matrix(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells beside an empty corner are those that the rows beneath begin with, as in a matrix."""
    names = [cell for cell in cells[1:] if cell]
    labels = {row[0] for row in rows if row}
    known = labels.intersection(names)
    apart = cells[:1] == [""] and len(names) == len(set(names))
    return apart and len(known) >= 2 and 2 * len(known) >= min(len(names), len(labels))


def _built_alike(cells: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether a cell with a digit or an @ is built like every cell beneath it."""
    return any(
        {_build(cell)} == {_build(row[place]) for row in rows if row[place:]}
        for place, cell in enumerate(cells)
        if re.search(r"[\d@]", cell)
    )


def _build(cell: str) -> str:
    """How a cell is built: a for a run of letters, 9 for a digit, signs as they are."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", cell))


def missing_header(header: Row, part: str) -> str:
    """What to do where the first line is data.

    Args:
        header: The first line.
        part: `people` or `ties`.
    """
    line = "source,target" if part == "ties" else "id,team,manager,name"
    return (
        f"the first line looks like data ({shown(header, 3)}); is the header missing? "
        f"Write a line such as {line} above it"
    )
