"""The managers of the people of a table: the reporting line, and further managers beside it."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.files.roster import outsiders
from winsim.organisation.files.roster.assignments import Assignments, say
from winsim.organisation.files.roster.beside import refuse_differing
from winsim.organisation.files.roster.calling import ABSENT
from winsim.organisation.files.roster.contradictions import refuse_contradictions
from winsim.organisation.files.roster.lookup import BY, Naming, filled, looked_up, mentions
from winsim.organisation.files.roster.roster import Found, Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.organisation.hierarchy import circles
from winsim.problems import Problem

Pairs = tuple[Ints, Ints]
"""People who are tied both ways, each of shape (k,)."""
NO_MANAGER = (
    *NOTHING, "0", "no_manager", "no manager", "unspecified", "(unspecified)", "(none)", "nobody", "kein",
    "keine", "keiner", "niemand", "aucun", "aucune", "personne", "ninguno", "ninguna", "nadie", "nessuno",
    "nenhum", "geen",
)  # fmt: skip
"""How files write that somebody has no manager, in small letters."""
LEVELS = 5
"""From so many on, second managers who are all managers of the first show the levels of the line."""


def managers_of(
    table: Table,
    written: Assignments,
    roster: Roster,
    columns: Mapping[str, str],
    log: ReadingLog,
    drop: bool = False,
) -> tuple[Ints, Pairs]:
    """The position of each person's manager, or -1, and the pairs of people and further managers.

    Args:
        table: One row a person.
        written: What the table calls the managers.
        roster: The people.
        columns: `manager.by` says in which column of the people they are looked up.
        log: Takes what is wrong: managers who are not among the people, circles in the reporting line.
            Whoever is their own manager has none, with a note.
        drop: Whether people whose manager is not among the people have none, with a doubt.
    """
    values = filled(written.values, roster, NO_MANAGER)
    cells = Assignments(written.person, values, written.first)
    cells = cells.split(lambda values: _known(values, roster, columns))
    cells = _with_line(table, cells, log)
    naming = Naming("manager", cells.values, cells.person)
    (found,) = looked_up(table, [naming], roster, columns, log)
    refuse_contradictions(table, [naming], [found], roster, log)
    strangers = mentions([naming], [found], lambda place, _: place == ABSENT)
    if strangers:
        count, of = sum(m.times for m in strangers), len(cells.values) - cells.values.count("")
        loss = outsiders.Loss(count, of, "manager of a person", "managers of people")
        (outsiders.drop if drop else outsiders.refuse)(table, strangers, loss, log)
    _compare(table, cells, found, roster, columns, log)
    line = np.full(len(roster), -1, dtype=np.int64)
    line[cells.person[cells.first]] = np.maximum(found.places[cells.first], -1)
    line = _without_own(table, roster.ids, line, log)
    _check_circles(table, roster.ids, line, log)
    return line, _further(table, cells, found.places, line, roster, log)


def _with_line(table: Table, cells: Assignments, log: ReadingLog) -> Assignments:
    """The assignments, where a second manager alone is the manager, with a doubt."""
    filled = cells.filled_first()
    moved = int((filled.first & ~cells.first).sum())
    if moved:
        are = "1 of the people has" if moved == 1 else f"{moved:,} of the people have"
        log.doubts.append(
            f"{table.name}: {are} a second manager alone, who is taken as their manager"
        )
    return filled


def _compare(
    table: Table,
    cells: Assignments,
    found: Found,
    roster: Roster,
    columns: Mapping[str, str],
    log: ReadingLog,
) -> None:
    """Refuse managers whose name beside their number is somebody else's."""
    first = np.flatnonzero(cells.first)
    first = first[np.argsort(cells.person[first], kind="stable")]
    naming = Naming(
        "manager", [cells.values[place] for place in first.tolist()], cells.person[first]
    )
    here = found._replace(places=found.places[first])
    refuse_differing(table, naming, here, roster, columns, log)


def _known(values: Sequence[str], roster: Roster, columns: Mapping[str, str]) -> set[str]:
    """Those of the values that mean somebody."""
    within = roster.calling(columns.get(BY["manager"], ""))
    found = roster.find(values, within).different.items()
    return {value for value, (place, _) in found if place != ABSENT}


def _further(
    table: Table, cells: Assignments, places: Ints, line: Ints, roster: Roster, log: ReadingLog
) -> Pairs:
    """People and their managers beside the line."""
    which = ~cells.first & (places >= 0) & (places != cells.person) & (places != line[cells.person])
    people, others = cells.person[which], places[which]
    above = np.where(line[people] >= 0, line[line[people]], -1)
    if people.size >= LEVELS and (others == above).all():
        words = "second managers are the managers' own managers throughout, and are left out"
        log.notes.append(f"{table.name}: {words}")
        return people[:0], others[:0]
    if people.size:
        example = f"{roster.ids[people[0]]}: {roster.ids[others[0]]}"
        ties = "the first is their line, and the others are tied to them"
        have = ("has further managers", "have further managers")
        say(table, people, have, example, ties, log)
    return people, others


def _without_own(
    table: Table, ids: Sequence[str], managers: NDArray[np.int64], log: ReadingLog
) -> NDArray[np.int64]:
    """The managers, where whoever is their own manager has none, with a note."""
    own = np.flatnonzero(managers == np.arange(len(ids)))
    if own.size:
        who = ", ".join(ids[row] for row in own[:5]) + (" …" if own.size > 5 else "")
        log.notes.append(f"{table.name}: their own manager, taken as having none: {who}")
        managers[own] = -1
    return managers


def _check_circles(
    table: Table, ids: Sequence[str], managers: NDArray[np.int64], log: ReadingLog
) -> None:
    log.add_each(
        circles(managers),
        lambda circle: Problem(
            table.where(circle[0]),
            "manager",
            ids[managers[circle[0]]],
            f"the reporting line runs in a circle: {_round(ids, circle)}; "
            "one of them needs another manager",
        ),
    )


def _round(ids: Sequence[str], circle: list[int]) -> str:
    shown = [ids[row] for row in circle]
    if len(shown) > 10:
        shown = [*shown[:5], "…", *shown[-3:]]
    return " → ".join([*shown, ids[circle[0]]])
