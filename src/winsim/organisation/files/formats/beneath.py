"""What stands beneath a table and is no part of it: totals and footnotes.

A row is only passed over where it cannot be a person or a tie; whatever else is left in the table, to
be read or refused there.
"""

import re
from collections.abc import Sequence

from winsim.organisation.files.formats.rows import Placed, Row, built, filled, shown
from winsim.organisation.files.table import ReadingLog
from winsim.organisation.files.words_in_cells import TOTALS

ENDING = 8
"""Rows at the end among which totals and footnotes are looked for."""

TOTAL = re.compile(
    rf"(grand |sub-?|overall )?({'|'.join(TOTALS)})(\s*[:=(\d].*|[^:]*:.*"
    r"| (of|number|employees|workers|people|rows|records|mitarbeiter)\b.*)?",
    re.IGNORECASE,
)
"""How the first cell of a row reads that adds up what stands above it."""
NAMED = re.compile(r"\w+ ?\([^\W\d].*")
"""A word for a total that may be somebody's name, with another name in parentheses."""
AMOUNT = re.compile(r"[^\w\s]*\d[\d.,'\s]*(%|\w*)")
"""An amount, such as 24, 1,234.5 or 24 people."""
FOOTNOTE = re.compile(
    r"(generated|created|exported|printed|downloaded|report|run) (by|on|at|from|date|generated)\b|as of\b"
    r"|page \d|end of (report|list|file)|copyright\b|internal use|(strictly )?confidential\b"
    r"|(erstellt|erzeugt|exportiert|gedruckt) (am|von|durch)\b|stand \d|seite \d|(streng )?vertraulich\b"
    r"|(généré|édité|imprimé|exporté) (le|par)\b|confidentiel\b|(generado|impreso) (el|por)\b"
    r"|confidencial\b|riservato\b|vertrouwelijk\b|[^:]+:(\s|$)|[©*†]|\W+$",
    re.IGNORECASE,
)
"""How a line reads that says something of a report as a whole."""


def beneath_of(
    name: str, body: Sequence[Row], last: Sequence[Placed], log: ReadingLog
) -> tuple[Placed, ...]:
    """The rows at the end of a grid that are totals and footnotes.

    Args:
        name: What the table is called in problems.
        body: Its first rows beneath the header, which show what its rows look like.
        last: Its last rows, each with its line; they may be among `body`.
        log: Takes a problem where a row may be a total or a person.

    Returns:
        The last rows that are passed over, in order.
    """
    kept = list(last)
    while kept:
        place, row = kept[-1]
        others = _others(body, kept, len(last) - len(kept))
        if _may_be_either(row, others):
            log.add(
                f"{name}:{place}", "", shown(row),
                "looks like a total and may be a person; take this line out, or put it above another "
                "line if it is a person",
            )  # fmt: skip
            break
        if not (_is_total(row, others) or _is_footnote(row, others)):
            break
        kept.pop()
    return tuple(last[len(kept) :])


def _others(body: Sequence[Row], kept: Sequence[Placed], gone: int) -> list[Row]:
    """The rows to which the last of the kept ones is compared, those without it and what is gone."""
    above = [row for _, row in kept[:-1]]
    return [*body[: max(0, len(body) - gone - 1)], *above]


def _columns(others: Sequence[Row]) -> list[list[str]]:
    """The filled cells of each column."""
    columns: list[list[str]] = [[] for _ in range(max(map(len, others), default=0))]
    for row in others:
        for column, cell in zip(columns, row, strict=False):
            if cell.strip():
                column.append(cell.strip())
    return columns


def _placed(row: Row) -> list[tuple[int, str]]:
    return [(column, cell.strip()) for column, cell in enumerate(row) if cell.strip()]


def _adds_up(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row begins as a total does and as none of the others, and holds amounts alone besides."""
    cells = filled(row)
    return (
        bool(cells and others)
        and TOTAL.fullmatch(cells[0]) is not None
        and all(AMOUNT.fullmatch(cell) for cell in cells[1:])
        and not _is_known(cells[0], others)
    )


def _is_known(text: str, others: Sequence[Row]) -> bool:
    """Whether a text is in the other rows, but for its digits, as ids of one form are."""
    form = built(text)
    return any(form == built(cell) for row in others for cell in row)


def _may_be_either(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row that adds up has all cells that every other row has, and is built alike or named."""
    cells = dict(_placed(row))
    if len(cells) < 2 or not _adds_up(row, others):
        return False
    columns = _columns(others)
    always = [k for k, column in enumerate(columns) if len(column) == len(others)]
    named = NAMED.fullmatch(next(iter(cells.values()))) is not None
    return all(k in cells for k in always) and all(
        named or _amounts(columns[k]) == bool(AMOUNT.fullmatch(cell))
        for k, cell in cells.items()
        if k < len(columns)
    )


def _amounts(cells: Sequence[str]) -> bool:
    """Whether cells are amounts; nothing is known of none."""
    return bool(cells) and all(AMOUNT.fullmatch(cell) for cell in cells)


def _is_total(row: Row, others: Sequence[Row]) -> bool:
    return _adds_up(row, others) and not _may_be_either(row, others)


def _is_footnote(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row holds a remark alone where the others fill two columns or more."""
    cells = _placed(row)
    labelled = len(cells) == 2 and cells[0][1].endswith(":")
    if not cells or not (len(cells) == 1 or labelled):
        return False
    column, text = cells[0]
    columns = _columns(others)
    usual = [cells for cells in columns if cells and 2 * len(cells) >= len(others)]
    remark = FOOTNOTE.match(text) is not None or _counts(text, columns[column:][:1])
    return len(usual) >= 2 and remark and not _is_known(text, others)


def _counts(text: str, column: Sequence[Sequence[str]]) -> bool:
    """Whether a text of several words begins with a number, as none in its column does."""
    words = text.split()
    numbered = any(cell[:1].isdigit() for cells in column for cell in cells)
    return len(words) > 1 and words[0].isdigit() and not numbered
