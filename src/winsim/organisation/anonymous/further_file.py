"""A further file about the people of an organisation, such as who adopted when, under their new ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winsim.organisation.anonymous.keeping import Column, Keeping
from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.names import Names
from winsim.organisation.files.formats.sheets import heard
from winsim.organisation.files.formats.workbook import Sheet
from winsim.organisation.files.numbers import notation_of, numbers
from winsim.organisation.files.roster.calling import SEVERAL
from winsim.organisation.files.roster.lookup import filled
from winsim.organisation.files.roster.roster import Found, Roster
from winsim.organisation.files.roster.spellings import typed
from winsim.organisation.files.table import ReadingLog, Table, as_text
from winsim.organisation.files.tables import tables_of
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.organisation_source import OrganisationSource
from winsim.words import count, joined


@dataclass(frozen=True)
class FurtherFile:
    """A file that holds ids of people.

    Attributes:
        path: Where it is.
        ids: Its columns that hold ids, first the one that says whose a row is.
    """

    path: Path
    ids: tuple[str, ...]


@dataclass(frozen=True)
class FurtherTable:
    """The table in a further file, and whom it means.

    Attributes:
        table: Its rows.
        people: Its columns of ids, each cell with the old id of whom it means; empty for nobody.
        unknown: The old ids of those who are not in the organisation.
        notes: How people were found, a sentence each.
    """

    table: Table
    people: Mapping[str, list[str]]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def further(self) -> dict[str, Column]:
        """Its other columns, numbers where all their cells are numbers, else texts."""
        columns = self.table.columns.items()
        cells = {name: list(texts) for name, texts in columns if name and name not in self.people}
        comma = self.table.decimal_comma
        read = {name: numbers(texts, notation_of(texts, comma)) for name, texts in cells.items()}
        return {n: np.array(cells[n]) if found is None else found for n, found in read.items()}


@dataclass(frozen=True)
class Written:
    """A further file as it is handed on.

    Attributes:
        ids: Its columns of new ids, a cell a row.
        kept: Its other columns, a cell a row.
        said: What was done, a sentence each.
    """

    ids: Mapping[str, list[str]]
    kept: Mapping[str, list[str]]
    said: tuple[str, ...]

    @property
    def rows(self) -> list[list[str]]:
        """The header and the rows, in the order of the new ids."""
        columns = {**self.ids, **self.kept}
        return [list(columns), *map(list, sorted(zip(*columns.values(), strict=True)))]


def read_further(
    file: FurtherFile, source: OrganisationSource, organisation: Organisation, key: Key
) -> FurtherTable:
    """The table in a further file, its people looked up as those of ties are.

    Args:
        file: Which, and where its ids are.
        source: Says how files are read: `encoding`, `delimiter`.
        organisation: The people; they are found by id, name, or another column that tells them apart.
        key: Knows the ids of those who were in an earlier delivery.

    Raises:
        BadInput: Where it cannot be read, has no such column, where a cell can mean several people, or
            where more than half of those in a column are nobody of the organisation.
    """
    log = ReadingLog()
    table = _table(file, source, log)
    roster = _roster(organisation)
    found = {name: _people(table, name, roster, key, log) for name in file.ids}
    log.refuse()
    known = {*organisation.ids, *key.people}
    everyone = dict.fromkeys(one for column in found.values() for one in column if one)
    unknown = tuple(one for one in everyone if one not in known)
    return FurtherTable(table, found, unknown, (*log.doubts, *log.notes))


def written(further: FurtherTable, keeping: Keeping, key: Key, names: Names) -> Written:
    """A further table under new ids.

    Args:
        further: Its rows, and whom they mean.
        keeping: Which of its other columns stay.
        key: What stands for whom; everybody in the table is in it.
        names: What must not be found in its cells.

    Raises:
        BadInput: For a column that cannot be kept so.
    """
    table = further.table
    ids = {n: [key.people.get(one, "") for one in cells] for n, cells in further.people.items()}
    kept, said = keeping.kept(further.further, next(iter(ids.values())), names)
    cells = {name: [as_text(one) for one in values.tolist()] for name, values in kept.items()}
    columns = [*ids, *cells]
    done = [f"{joined(columns)} of {count(len(table), 'row')} are written.", *said]
    left = [name for name in table.columns if name and name not in ids and name not in keeping]
    done += [f"Left out: {joined(left)}."] if left else []
    if further.unknown:
        more = count(len(further.unknown), "person", "people")
        done.append(f"{more} beyond those of the organisation got a new id, too.")
    done += further.notes
    return Written(ids, cells, tuple(done))


def _table(file: FurtherFile, source: OrganisationSource, log: ReadingLog) -> Table:
    """The table of a file that has the columns of ids; of several sheets, the only one that has."""
    tables = tables_of(file.path, source, log)
    log.refuse()
    fitting = [table for table in tables if all(name in table.columns for name in file.ids)]
    fitting = fitting or [table for table in tables if isinstance(table, Sheet)] or tables[:1]
    if len(fitting) > 1 and file.ids[0] in fitting[0].columns:
        sheets = joined([table.title for table in fitting])
        remedy = f"is a column of several sheets: {sheets}; keep one of them in a file of its own"
        raise BadInput(Problem(str(file.path), "--also", file.ids[0], remedy))
    for table in fitting:
        if isinstance(table, Sheet):
            heard(table, log)
    log.refuse()
    _refuse_lacking(file, fitting[0].columns if fitting else {})
    return fitting[0]


def _refuse_lacking(file: FurtherFile, columns: Mapping[str, Sequence[str]]) -> None:
    lacking = [name for name in file.ids if name not in columns]
    if lacking:
        remedy = f"has no such column; {nearest(lacking[0], columns)}"
        raise BadInput(Problem(str(file.path), "--also", lacking[0], remedy))


def _roster(organisation: Organisation) -> Roster:
    """The people, to be found by id, name, and columns that tell them apart."""
    further = {
        name: [as_text(value) for value in values.tolist()]
        for name, values in organisation.columns.items()
    }
    return Roster(organisation.ids, {**further, "name": organisation.names})


def _people(table: Table, name: str, roster: Roster, key: Key, log: ReadingLog) -> list[str]:
    """The old id of whom each cell of a column means; one who is unknown is called as first written."""
    cells = filled(table.columns[name], roster)
    found = roster.find(cells)
    _refuse_unclear(table, name, cells, found, log)
    called = {typed(old): old for old in key.people}
    means: dict[str, str] = {"": ""}
    for cell, (place, _) in found.different.items():
        means[cell] = roster.ids[place] if place >= 0 else called.setdefault(typed(cell), cell)
    known = {*roster.ids, *key.people}
    _refuse_strange(table, name, [c for c in found.different if means[c] not in known], found, log)
    _note_spellings(table, name, found, log)
    return [means[cell] for cell in cells]


def _refuse_unclear(
    table: Table, name: str, cells: Sequence[str], found: Found, log: ReadingLog
) -> None:
    """Refuse cells that can mean several people."""
    several = [cell for cell, (place, _) in found.different.items() if place == SEVERAL]
    several += [found.rival[1]] if found.rival else []
    remedy = "can mean several people; write the id of one of them"
    log.add_each(
        list(dict.fromkeys(several)),
        lambda cell: Problem(table.where(cells.index(cell)), name, cell, remedy),
    )


def _refuse_strange(
    table: Table, name: str, unknown: Sequence[str], found: Found, log: ReadingLog
) -> None:
    """Refuse a column of which more than half are nobody of the organisation."""
    if 2 * len(unknown) > len(found.different):
        remedy = (
            f"{len(unknown):,} of {len(found.different):,} in it are nobody of the organisation; name a "
            "column that holds ids or names of its people"
        )
        log.add(table.name, name, unknown[0], remedy)


def _note_spellings(table: Table, name: str, found: Found, log: ReadingLog) -> None:
    """Note how people were found who are not written as their ids are."""
    if found.calling.header:
        log.notes.append(f"{table.name}: {name} is looked up in {found.calling.header!r}.")
    other = sum(place >= 0 and rule != "" for place, rule in found.different.values())
    if other:
        often = f"{other:,} of {len(found.different):,} in {name}"
        log.notes.append(f"{table.name}: {often} are written differently from the people's.")
