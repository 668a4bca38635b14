"""Rows of a grid, of text or of a sheet, before they are a table."""

from collections.abc import Sequence

Row = Sequence[str]
Placed = tuple[int, Row]
"""A row that holds something, and its line in a text or its number in a sheet."""

BEGINNING = 50
"""Rows that show what a grid begins with."""
WIDEST = 1_000
"""Cells of a row that are looked at to see what it is."""
SHOWN = 60
"""Characters of a row that are shown at most."""


def filled(row: Row) -> list[str]:
    """The cells of a row that hold something, the first `WIDEST` of them looked at."""
    return [text for cell in row[:WIDEST] if (text := cell.strip())]


def shown(row: Row, most: int = 6) -> str:
    """The first cells of a row that hold something, cut short.

    Args:
        row: Its cells.
        most: How many of them are shown.
    """
    cells = [" ".join(cell.split()) for cell in filled(row)]
    words = ", ".join(cells[:most]) + (", …" if len(cells) > most else "")
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
