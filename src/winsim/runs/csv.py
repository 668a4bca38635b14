"""Tables as CSV files: numbers in full, an empty cell where there is no number."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TEXTS = (
    "rollout", "team", "ended", "standstill", "organisation", "id", "state", "kind", "step", "field",
)  # fmt: skip
"""Columns of text, which stay as written also where they look like a number or like nothing."""


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV; every number reads back as the same number.

    Args:
        table: any table; its index is not written, and a missing value is an empty cell.
        path: the file, in a folder that is there; it is replaced.
    """
    columns = [_cells(table[name]) for name in table]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(zip(*columns, strict=True))


def _cells(column: pd.Series) -> list[Any]:
    values = column.tolist()
    if not column.hasnans:
        return values
    return [None if gap else value for value, gap in zip(values, column.isna(), strict=True)]


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote.

    Args:
        path: the file.

    Returns:
        The table, indexed from 0; an empty cell is NaN in a column of numbers, and an empty text in
        one of words.
    """
    import pandas as pd

    header = pd.read_csv(path, nrows=0).columns
    numbers = [name for name in header if name not in TEXTS]
    return pd.read_csv(
        path,
        dtype={name: "str" for name in header if name in TEXTS},
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
