"""Rows of a grid, of text or of a sheet, before they are a table."""

import re
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
PAGE = re.compile(
    r"\W*(page|seite|página|pagina) \d+ ?(of|von|sur|de|di|van|/) ?\d+\W*", re.IGNORECASE
)
"""How a report numbers its pages."""


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


def built(text: str) -> str:
    """A text with its digits made alike, so that ids of one form are the same."""
    return re.sub(r"\d+", "0", text.strip())


def is_between(row: Row, header: Row) -> bool:
    """Whether a row stands between two pages of a report: the header again, or the number of a page.

    Args:
        row: Beneath the header.
        header: As it is written.
    """
    return row == header or (
        bool(PAGE.fullmatch(row[0].strip() if row else "")) and not any(map(str.strip, row[1:]))
    )
