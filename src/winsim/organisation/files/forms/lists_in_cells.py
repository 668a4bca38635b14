"""Cells that name several people: ticked names with commas between them, and recipients of a mail."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from winsim.organisation.files.forms.person_columns import (
    TRIED,
    holds_lists,
    holds_people,
    names_in,
)
from winsim.organisation.files.forms.tie_list import rows_of
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table


def with_semicolons(table: Table, roster: Roster) -> Table:
    """A table in whose cells semicolons are between people, where commas were.

    Args:
        table: Any table. A column stays as it is unless its cells name people once they are parted at
            commas, and do not as they are: `Adler, Ada` is one person.
        roster: The people.
    """
    changed = {
        header: [cell.replace(",", ";") for cell in cells]
        for header, cells in table.columns.items()
        if _holds_commas(cells, roster)
    }
    return replace(table, columns={**table.columns, **changed}) if changed else table


def _holds_commas(cells: Sequence[str], roster: Roster) -> bool:
    several = [cell for cell in cells[:TRIED] if "," in cell]
    if not several or holds_people(several, roster):
        return False
    pieces = [piece.strip() for cell in several for piece in cell.split(",")]
    return holds_people(pieces, roster)


def one_a_line(table: Table, roster: Roster, columns: Mapping[str, str], log: ReadingLog) -> Table:
    """A list of ties with one person at either end of each line.

    Args:
        table: A list of ties, perhaps with several people in a cell, such as the recipients of a mail.
        roster: The people.
        columns: Our name to the table's header.
        log: Takes a note where lines are parted.
    """
    for name in ("source", "target"):
        header = columns.get(name, name)
        cells = table.columns.get(header, [])
        if holds_lists(cells, roster):
            log.notes.append(
                f"{table.name}: a cell of {header} names several people, and ties all of them."
            )
            parted = [
                (row, person)
                for row, cell in enumerate(cells)
                for person in names_in(cell, roster) or [""]
            ]
            table = rows_of(table, [row for row, _ in parted])
            table = replace(table, columns={**table.columns, header: [who for _, who in parted]})
    return table
