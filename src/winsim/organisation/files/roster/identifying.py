"""Which columns of a people table tell people apart, beside their ids."""

import re
from collections.abc import Mapping, Sequence

from winsim.organisation.files.header_words import FIRST_NAMES, LAST_NAMES, plain, plain_words

CALLS = re.compile(
    r"mail|user|login|upn|account|badge|number|\bno\b|\bnr\b|nummer|#|\bid\b|name", re.IGNORECASE
)
"""Headers of columns that are made to tell people apart; in others, numbers are but numbers."""
OF_OTHERS = re.compile(
    r"manager|supervisor|boss|report|lead|vorgesetz|responsable|team|department|unit", re.IGNORECASE
)
"""Headers of columns that call somebody or something else than the person of the row."""
DIFFERENT = 0.5
"""Of the cells of a column of names, more than this share must differ."""

Cells = Sequence[str]


def identifying(columns: Mapping[str, Cells]) -> dict[str, Cells]:
    """The columns that tell people apart, by their headers.

    Args:
        columns: The cells of each column by its header.

    Returns:
        Columns of text in which all differ; columns whose header says that they are numbers, names or
        addresses of people; and first and last names joined, under both headers.
    """
    found = {h: cells for h, cells in columns.items() if h and _tells_apart(h, cells)}
    first, last = (_named(columns, plain_words(names)) for names in (FIRST_NAMES, LAST_NAMES))
    if first and last and first != last:
        pairs = zip(columns[first], columns[last], strict=True)
        found[f"{first} + {last}"] = [f"{a} {b}" if a and b else "" for a, b in pairs]
    return found


def _named(columns: Mapping[str, Cells], names: Sequence[str]) -> str | None:
    return next((header for header in columns if plain(header) in names), None)


def _tells_apart(header: str, cells: Cells) -> bool:
    if OF_OTHERS.search(header):
        return False
    filled = [cell for cell in cells if cell]
    different = len(set(filled))
    if CALLS.search(header):
        return different > DIFFERENT * len(cells)
    return different == len(filled) > DIFFERENT * len(cells) and not any(
        c[0].isdigit() for c in filled
    )
