"""Parquet files as tables; pyarrow reads them."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from winsim.organisation.files.table import ReadingLog, Table, as_text

UNNAMED = "__index_level_"
"""How pandas calls the row numbers that it sometimes writes as a column."""


def read_parquet(path: Path, log: ReadingLog) -> Table | None:
    """The table in a Parquet file, its cells as text.

    Args:
        path: The file. Unnamed index columns that pandas wrote are left out.
        log: Takes the reason where it cannot be read, a missing pyarrow included.

    Returns:
        The table, whose places are numbers of rows from 1; None where it cannot be read or is empty.
    """
    try:
        from pyarrow import parquet

        table = parquet.read_table(path)
        named: list[str] = table.column_names
    except ImportError:
        remedy = "Parquet needs pyarrow: pip install 'winsim[parquet]'; or save it as CSV"
        log.add(str(path), "", "", remedy)
        return None
    except Exception as error:
        log.add(str(path), "", "", f"cannot be read as Parquet: {error}")
        return None
    if not (table.num_rows and table.num_columns):
        log.add(str(path), "", "", "has no rows")
        return None
    before = len(log.problems)
    names = [name for name in named if not name.startswith(UNNAMED)]
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    for name in twice:
        log.add(str(path), name, "", "two columns have this header; rename one")
    columns = {n: _read(path, n, table.column(n), log) for n in names if n not in twice}
    if len(log.problems) > before:
        return None
    return Table(str(path), columns, range(1, table.num_rows + 1), by_row=True)


def _read(path: Path, name: str, column: Any, log: ReadingLog) -> list[str]:
    """The cells of a column as text; empty, with the reason in the log, where they cannot be."""
    try:
        return _texts(column)
    except (ValueError, OverflowError, LookupError, OSError) as error:
        reason = str(error).partition("\n")[0]
        remedy = f"this column cannot be read ({reason}); write it as text, or leave it out"
        log.add(str(path), name, "", remedy)
        return [""] * len(column)


def _texts(column: Any) -> list[str]:
    """The cells of a column as text; equal cells are one object."""
    from pyarrow import ArrowNotImplementedError, types

    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        encoded = column.combine_chunks().dictionary_encode()
    except ArrowNotImplementedError:
        return [as_text(value) for value in column.to_pylist()]
    words = [as_text(word) for word in encoded.dictionary.to_pylist()]
    places = encoded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    texts: list[str] = np.array([*words, ""], dtype=object)[places].tolist()
    return texts
