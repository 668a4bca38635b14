"""Whom the two ends of ties mean, as a table of ties calls them."""

from collections.abc import Mapping, Sequence

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.roster import outsiders
from winsim.organisation.files.roster.beside import refuse_differing
from winsim.organisation.files.roster.calling import ABSENT
from winsim.organisation.files.roster.contradictions import refuse_contradictions
from winsim.organisation.files.roster.lookup import Naming, filled, looked_up, mentions
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table

ENDS = ("source", "target")


def ends_of(
    table: Table,
    ends: tuple[Sequence[str], Sequence[str]],
    rows: Ints,
    roster: Roster,
    columns: Mapping[str, str],
    log: ReadingLog,
    drop: bool = False,
) -> tuple[Ints, Ints]:
    """Whom the sources and the targets of ties mean.

    Args:
        table: The table of ties.
        ends: What it calls the source and the target of each tie, m of them.
        rows: The row of each tie in the table, shape (m,).
        roster: The people.
        columns: `source.by` and `target.by` say in which column of the people they are looked up.
        log: Takes what is wrong, such as outsiders, and how the ends were read.
        drop: Whether ties of outsiders are left out, with a doubt, and not refused.

    Returns:
        Positions among the people, each of shape (m,), negative where nobody is meant.
    """
    namings = [
        Naming(field, filled(cells, roster), rows) for field, cells in zip(ENDS, ends, strict=True)
    ]
    found = looked_up(table, namings, roster, columns, log)
    refuse_contradictions(table, namings, found, roster, log)
    for naming, here in zip(namings, found, strict=True):
        refuse_differing(table, naming, here, roster, columns, log)
    listens, to = (here.places for here in found)
    _refuse_empty(table, namings, log)
    strangers = mentions(namings, found, lambda place, _: place == ABSENT)
    strangers = outsiders.without_lists(table, strangers, roster, log)
    if strangers:
        empty = [np.fromiter((not cell for cell in n.cells), bool, rows.size) for n in namings]
        lost = ((listens == ABSENT) & ~empty[0]) | ((to == ABSENT) & ~empty[1])
        loss = outsiders.Loss(int(lost.sum()), rows.size, "tie", "ties")
        if loss.share > outsiders.TOO_MANY:
            outsiders.refuse_strangers(table, strangers, loss, log)
        else:
            (outsiders.drop if drop else outsiders.refuse)(table, strangers, loss, log)
    return listens, to


def _refuse_empty(table: Table, namings: Sequence[Naming], log: ReadingLog) -> None:
    """Refuse ends that name nobody: one problem for each of the two columns."""
    for field, cells, rows in namings:
        empty = cells.count("")
        if empty:
            often = f" ({empty:,} times)" if empty > 1 else ""
            first = int(rows[cells.index("")])
            log.add(table.where(first), field, "", f"is empty{often}; name a person")
