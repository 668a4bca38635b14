"""Columns of people that hold people and are not read: said, lest a reporting line is lost."""

import re
from collections.abc import Iterable, Sequence
from shlex import quote

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.roster.lookup import filled
from winsim.organisation.files.roster.managers import NO_MANAGER, Pairs
from winsim.organisation.files.roster.roster import GLANCE, Roster
from winsim.organisation.files.table import ReadingLog, Table

OF_OTHERS = re.compile(
    r"manager|supervisor|boss|report|lead|vorgesetz|führung|chef|responsable|supérieur|jefe|gestor|n\+",
    re.IGNORECASE,
)
"""Headers under which even bare numbers can be people."""
ANSWER = re.compile(r"\?|\d|(?:\S+\s+){4}\S")
"""Found in headers of answers to a question, which are ties and no managers."""


def doubt_unread(
    table: Table,
    headers: Iterable[str],
    roster: Roster,
    managers: NDArray[np.int64],
    further: Pairs,
    log: ReadingLog,
) -> None:
    """Doubt that nothing is lost with columns that hold nobody but people of the table.

    Args:
        table: One row a person.
        headers: The columns that were not read as anything.
        roster: The people.
        managers: The position of each person's manager, or -1, shape (n,).
        further: People and their further managers.
        log: Takes a doubt for each column that says more than what was read.
    """
    own = np.arange(len(roster))
    read = [
        own * len(roster) + own,
        own * len(roster) + managers,
        further[0] * len(roster) + further[1],
    ]
    known = np.concatenate(read)
    name = "manager.2" if (managers >= 0).any() else "manager"
    for header in headers:
        cells = filled(table.columns[header], roster, NO_MANAGER)
        if not _only_people(header, cells, roster):
            continue
        places = roster.find(cells).places
        rows = np.flatnonzero(places >= 0)
        if not np.isin(rows * len(roster) + places[rows], known).all():
            option = quote(f"{name}={header}")
            log.doubts.append(
                f"{table.name}: column {header!r} holds people of the table and is not read; if they are "
                f"managers, say --column {option}"
            )


def _only_people(header: str, cells: Sequence[str], roster: Roster) -> bool:
    """Whether all that a column holds are people, and it can say more than a number."""
    different = [cell for cell in dict.fromkeys(cells) if cell]
    of_others = OF_OTHERS.search(header)
    letters = all(re.search(r"[^\W\d_]", cell) for cell in different[:GLANCE])
    if not different or not (of_others or (letters and not ANSWER.search(header))):
        return False
    looked = (different[:GLANCE], different)
    return all((roster.places(some) >= 0).all() for some in looked)
