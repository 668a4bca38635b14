"""A data dictionary beside every table: what each column holds, and in which unit.

A room declares its tables where it makes them (`RUNS = Table("runs", ..., columns=(...))`), and
whoever writes a results folder calls `write_dictionary(folder, TABLES)` before the manifest. Columns
that are only known at run time, such as the factors of a sweep, are declared at run time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

DICTIONARY = "columns.csv"
"""The file in a results folder that says what the columns of its tables hold."""
HEADER = ("table", "column", "unit", "values", "meaning")
ENDINGS = (".csv", ".parquet")
"""How files of tables end."""


class Column(NamedTuple):
    """What a column holds: a row of `columns.csv`."""

    name: str
    unit: str
    """The unit of a number, `name` or `text` of words, `yes or no` of flags."""
    values: str
    """Which values there can be: a range, or a type."""
    meaning: str


@dataclass(frozen=True)
class Table:
    """What the columns of a table hold.

    Args:
        name: the name of its file without the ending.
        columns: its columns, in their order.
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns, in their order."""
        return [column.name for column in self.columns]

    def is_in(self, folder: Path) -> bool:
        """Whether the folder holds a file of this table."""
        return any((folder / f"{self.name}{ending}").is_file() for ending in ENDINGS)


def flag(name: str, meaning: str) -> Column:
    """A column that says of each row whether something is so."""
    return Column(name, "yes or no", "True, False", meaning)


def count(name: str, unit: str, meaning: str) -> Column:
    """A column of whole numbers from 0 on."""
    return Column(name, unit, "whole number, at least 0", meaning)


def text(name: str, meaning: str, values: str = "text") -> Column:
    """A column of names."""
    return Column(name, "name", values, meaning)


def share(name: str, unit: str, meaning: str) -> Column:
    """A column of shares or levels in [0, 1]."""
    return Column(name, unit, "0 to 1", meaning)


def interval(of: str, unit: str) -> tuple[Column, Column]:
    """The columns `low` and `high` of the 95 % interval of a mean over pairs.

    Args:
        of: what the mean is of, as the meaning begins.
        unit: the unit of both ends.
    """
    ends = (("low", "lower"), ("high", "upper"))
    says = "end of its 95 % interval (Student's t over pairs); empty for fewer than two"
    low, high = (Column(name, unit, "number", f"{of}: {end} {says}") for name, end in ends)
    return low, high


def write_dictionary(
    folder: Path, tables: Iterable[Table], earlier: Path | None = None
) -> Path | None:
    """Write what the columns of a folder's tables hold into `columns.csv`.

    Args:
        folder: the folder that is being written; tables without a file in it are passed over.
        tables: the declared tables that may be there.
        earlier: a results folder which these files will join; its dictionary is carried on.

    Returns:
        The file, or None where the folder holds no table.
    """
    rows = [row for table in tables if table.is_in(folder) for row in _rows(table)]
    if not rows:
        return None
    written = {row[0] for row in rows}
    before = [row for row in _read(earlier) if row[0] not in written] if earlier else []
    path = folder / DICTIONARY
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([*before, *rows])
    return path


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    return ((table.name, *column) for column in table.columns)


def _read(folder: Path) -> list[tuple[str, ...]]:
    """The rows of a folder's dictionary; none where it has none."""
    path = folder / DICTIONARY
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]
