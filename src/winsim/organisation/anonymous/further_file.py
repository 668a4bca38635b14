"""A further file about the people of an organisation, such as who adopted when, under their new ids."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom

import numpy as np

from winsim.organisation.anonymous.anonymising import Names
from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.small_cells import OTHER, are_dates, coarse_words
from winsim.organisation.files.people import number
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tables import tables_of
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.organisation_source import OrganisationSource
from winsim.words import count, joined


@dataclass(frozen=True)
class FurtherFile:
    """A file that holds ids of people.

    Attributes:
        path: Where it is.
        ids: Its columns that hold ids.
    """

    path: Path
    ids: tuple[str, ...]


def read_further(file: FurtherFile, source: OrganisationSource) -> Table:
    """The table in a further file.

    Args:
        file: Which, and where its ids are.
        source: Says how files are read: `encoding`, `delimiter`.

    Raises:
        BadInput: Where it cannot be read, or has no such column.
    """
    log = ReadingLog()
    tables = tables_of(file.path, source, log)
    log.refuse()
    (table, *_) = tables
    lacking = [name for name in file.ids if name not in table.columns]
    if lacking:
        remedy = f"has no such column; {nearest(lacking[0], table.columns)}"
        raise BadInput(Problem(str(file.path), "--also", lacking[0], remedy))
    return table


def replaced(
    table: Table,
    ids: Sequence[str],
    keep: Collection[str],
    key: Key,
    names: Names,
    smallest: int = 5,
    luck: Random | None = None,
) -> tuple[list[list[str]], list[str]]:
    """The rows of a further table under new ids, in their order.

    Args:
        table: Its rows.
        ids: Its columns that hold ids.
        keep: Further columns that stay, as far as they are there: numbers as they are, and texts that so
            few rows have as `OTHER`.
        key: What stands for whom; whoever is not in it, such as a leaver, is added.
        names: What must not be found in texts.
        smallest: In how many rows a text must stand.
        luck: As for `anonymised`.

    Returns:
        The header and the rows, and what was done, a sentence each.
    """
    old = {name: table.columns[name] for name in ids}
    before = len(key.people)
    everyone = [person for column in old.values() for person in column if person]
    key.add_people(everyone, luck or SystemRandom())
    columns = {name: [key.people.get(one, "") for one in column] for name, column in old.items()}
    for name in (name for name in table.columns if name in keep and name not in ids):
        written = _kept(table, name, names, smallest)
        if written is not None:
            columns[name] = written
    rows = sorted(zip(*columns.values(), strict=True))
    said = [f"{table.name}: {joined(list(columns))} of {count(len(rows), 'row')} are written."]
    left = [name for name in table.columns if name and name not in columns]
    if left:
        said.append(f"{table.name}: left out: {joined(left)}.")
    if len(key.people) > before:
        more = count(len(key.people) - before, "person", "people")
        said.append(f"{table.name}: {more} beyond those of the organisation got a new id, too.")
    return [list(columns), *map(list, rows)], said


def _kept(table: Table, name: str, names: Names, smallest: int) -> list[str] | None:
    """A column of numbers as it is, one of texts without rare ones; None where nothing is left."""
    texts = np.array(table.columns[name])
    if all(number(text, table.decimal_comma) is not None for text in texts.tolist() if text):
        return table.columns[name]
    if are_dates(texts):
        return None
    words = coarse_words(names.without(texts), smallest)
    return None if set(words) <= {OTHER, ""} else words
