"""The ties of a table: who listens to whom, and how much.

Ties are three arrays of shape (m,): who listens and to whom, as positions among the people, and
weights, or None where all weigh one.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.files.directions import undirected
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.weights import weights_of
from winsim.organisation.files.people import needed
from winsim.organisation.files.roster.ends import ends_of
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import SHOWN, ReadingLog, Table, chosen
from winsim.organisation.files.tie_sets import both_ways
from winsim.organisation.organisation import Ties, once_each
from winsim.problems import nearest

NO_WORDS: Mapping[str, float] = {}
NONE: Ties = (np.zeros(0, np.int64), np.zeros(0, np.int64), None)


def ties_of(
    table: Table,
    roster: Roster | None,
    columns: Mapping[str, str],
    log: ReadingLog,
    layers: Sequence[str] = (),
    weighted: bool = True,
    weights_in_words: Mapping[str, float] = NO_WORDS,
    drop: bool = False,
) -> Ties:
    """The ties of a table between the people of a roster: source listens to target.

    Args:
        table: One row a tie.
        roster: The people; None where they could not be read.
        columns: Our name to the table's header where it is another.
        log: Takes what is wrong (unknown ids, weights that cannot be used, a missing column, no tie
            left), and notes of self-ties and ties of weight zero, which are dropped, and of repeated
            ones.
        layers: Only ties whose `layer` is one of these; all where none is named.
        weighted: Whether the column `weight` is used, if there is one.
        weights_in_words: What a word in that column weighs.
        drop: Whether ties of whoever is not among the people are left out, with a doubt.

    Returns:
        The ties that stay, repeated ones as often as they are there, and both directions of those whose
        `type` is undirected; none without `source`, `target` or people.
    """
    source = needed(table, "source", columns, log)
    target = needed(table, "target", columns, log)
    rows = _rows_of(table, layers, columns, log)
    weights = _weights(table, rows, columns, weights_in_words, log) if weighted else None
    if source is None or target is None or roster is None:
        return NONE
    ends = (chosen(source, rows), chosen(target, rows))
    listens, to = ends_of(table, ends, rows, roster, columns, log, drop)
    keep = (listens >= 0) & (to >= 0)
    keep &= _without((listens == to) & keep, "to oneself", table, rows, log)
    if weights is not None:
        keep &= _without(weights == 0, "of weight zero", table, rows, log)
    how = (NO_COUNT if weights is None else ADD_UP) if weighted else ONCE
    again = _say_repeated(listens[keep], to[keep], len(roster), table, how)
    log.doubts += again if weighted else []
    log.notes += [] if weighted else again
    if not keep.any() and not log.problems:
        log.add(table.name, "", "", "no tie is left; check source, target, layers and weights")
    left = listens[keep], to[keep], None if weights is None else weights[keep]
    both = _undirected(table, rows, columns, log)[keep]
    return both_ways(left, both, len(roster)) if both.any() else left


def _undirected(
    table: Table, rows: Ints, columns: Mapping[str, str], log: ReadingLog
) -> NDArray[np.bool_]:
    """Which ties of these rows work both ways, as a column `type` says; None do without one."""
    header = columns.get("type", "type")
    said = undirected(table.columns.get(header, ()), header)
    unclear = [cell for cell, both in said.items() if both is None]
    if unclear:
        row = table.columns[header].index(unclear[0])
        remedy = "says nothing of direction, as others do; write directed or undirected"
        log.add(table.where(row), header, unclear[0], remedy)
    if not said:
        return np.zeros(rows.size, dtype=bool)
    cells = chosen(table.columns[header], rows)
    return np.fromiter((said[cell] is True for cell in cells), bool, rows.size)


def _say_repeated(listens: Ints, to: Ints, people: int, table: Table, how: str) -> list[str]:
    """A sentence on ties that come again, and how they are taken; none where each is there once."""
    repeated = listens.size - once_each(to * people + listens).size
    one = "line repeats" if repeated == 1 else "lines repeat"
    return [f"{table.name}: {repeated:,} {one} a tie; {how}."] if repeated else []


ADD_UP = "their weights add up"
ONCE = "each counts once"
NO_COUNT = f"{ONCE}, for no column says how often"


def _rows_of(
    table: Table, layers: Sequence[str], columns: Mapping[str, str], log: ReadingLog
) -> Ints:
    """The rows of the wanted layers; of all layers where none is named."""
    if not layers:
        _doubt_layers(table, columns, log)
        return np.arange(len(table))
    layer = needed(table, "layer", columns, log)
    if layer is None:
        return np.arange(len(table))
    known = dict.fromkeys(layer)
    for name in layers:
        if name not in known:
            log.add(table.name, "layer", name, f"no tie has this layer; {nearest(name, known)}")
    return np.flatnonzero(np.isin(np.array(layer), list(layers)))


def _doubt_layers(table: Table, columns: Mapping[str, str], log: ReadingLog) -> None:
    """A doubt where there are ties of several kinds, and nobody said which are meant."""
    kinds = list(dict.fromkeys(filter(None, table.column("layer", columns) or ())))
    if len(kinds) > 1:
        shown = ", ".join(kinds[:SHOWN]) + (" …" if len(kinds) > SHOWN else "")
        log.doubts.append(
            f"{table.name}: holds ties of {len(kinds):,} kinds, and all are taken together: {shown}; for "
            f"one of them say {to_type('layers', kinds[:1])}"
        )


def _without(
    unwanted: NDArray[np.bool_], words: str, table: Table, rows: Ints, log: ReadingLog
) -> NDArray[np.bool_]:
    """Which ties stay, with a note about those that go."""
    gone = int(unwanted.sum())
    if gone:
        first = table.where(int(rows[np.argmax(unwanted)]))
        one = "tie" if gone == 1 else "ties"
        log.notes.append(f"{first}: {gone:,} {one} {words} dropped, the first in this line")
    return ~unwanted


def _weights(
    table: Table, rows: Ints, columns: Mapping[str, str], told: Mapping[str, float], log: ReadingLog
) -> Floats | None:
    """The weights of these rows, or None where there is no such column."""
    written = table.column("weight", columns)
    if written is None:
        if "weight" in columns or told:
            needed(table, "weight", columns, log)
        return None
    return weights_of(table, rows, written, told, log)
